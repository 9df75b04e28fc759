import { describe, expect, it } from "vitest";
import { observationsOf } from "../cells/observation.ts";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { fewestRuns, flipRate, passAtK, passHatK } from "./pass-at-k.ts";

const runs = (...verdicts: string[]) => observationsOf(makeVerdicts(0, verdicts), "success");
/** 3, 1, 0 and 5 of 5 passed. */
const FIVE = runs("11100", "00010", "00000", "11111");

describe("pass@k and pass^k", () => {
  it.each([
    // Python: from math import comb; mean(1 - comb(5 - c, k)/comb(5, k) for c in (3, 1, 0, 5)), and comb(c, k)/comb(5, k)
    [1, 0.45, 0.45],
    [2, 0.575, 0.325],
    [3, 0.65, 0.275],
    [5, 0.75, 0.25],
  ])("are means over the cells for %i tries", (k, at, hat) => {
    expect(passAtK(FIVE, k)?.value).toBeCloseTo(at, 12);
    expect(passHatK(FIVE, k)?.value).toBeCloseTo(hat, 12);
  });

  it("have the exact interval of as many trials as scenarios", () => {
    // R 4.2.2: binom.test(1, 4)$conf.int
    const { interval, scenarios, cells } = passHatK(FIVE, 5) ?? {};
    expect([scenarios, cells]).toEqual([4, 4]);
    expect(interval?.low).toBeCloseTo(0.006309463, 8);
    expect(interval?.high).toBeCloseTo(0.8058796, 7);
    const tiers = [...makeVerdicts(0, ["11", "00"], 0), ...makeVerdicts(0, ["11", "00"], 1)];
    expect(passAtK(observationsOf(tiers, "success"), 2)).toMatchObject({ value: 0.5, scenarios: 2, cells: 4 });
  });

  it("say nothing where a cell has fewer runs, or there is none", () => {
    expect([passAtK(runs("11", "1"), 2), passHatK(runs("11", "1"), 2), passAtK([], 1)]).toEqual([null, null, null]);
    expect(passAtK(runs("11", "1"), 1)?.value).toBe(1);
    expect([fewestRuns(runs("11", "1")), fewestRuns([])]).toEqual([1, 0]);
  });

  it.each([0, 1.5, -1])("refuse %d tries", (k) => {
    expect(() => passAtK(FIVE, k)).toThrow("whole number above 0");
    expect(() => passHatK(FIVE, k)).toThrow("whole number above 0");
  });
});

describe("flipRate", () => {
  it("is the chance that two runs of a cell disagree", () => {
    // Of the pairs of runs 6 of 10, 4 of 10, none and none disagree.
    expect(flipRate(FIVE)?.value).toBeCloseTo(0.25, 12);
    expect(flipRate(runs("10"))?.value).toBe(1);
    expect(flipRate(runs("10", "1"))).toBeNull();
  });
});
