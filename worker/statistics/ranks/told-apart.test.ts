import { describe, expect, it } from "vitest";
import { observationsOf } from "../cells/observation.ts";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { SHARES } from "../cells/scale.ts";
import { contenderOf } from "../pairs/contender.ts";
import { compareAll } from "./comparisons.ts";
import { tellApart } from "./told-apart.ts";

const contender = (verdicts: string) => {
  const cells = observationsOf(makeVerdicts(0, [...verdicts]), "success");
  return contenderOf(cells, cells, SHARES);
};

describe("compareAll", () => {
  it("compares each with each other", () => {
    // R 4.2.2: binom.test(0, 3)$p.value, binom.test(0, 8)$p.value, binom.test(0, 5)$p.value
    const { count, pValues, signs } = compareAll(["11111111", "11111000", "00000000"].map(contender), SHARES);
    expect([count, ...pValues]).toEqual([3, 0.25, 0.0078125, 0.0625]);
    expect([...signs]).toEqual([1, 1, 1]);
    expect([...compareAll(["00", "11", "10"].map(contender), SHARES).signs]).toEqual([-1, -1, 1]);
  });
});

describe("tellApart", () => {
  /** Four contenders; the p-values of 0–1, 0–2, 0–3, 1–2, 1–3, 2–3, each time with the first ahead. */
  const comparisonsOf = (...pValues: number[]) => ({
    count: 4,
    pValues: Float64Array.from(pValues),
    signs: Int8Array.from(pValues, () => 1),
  });

  it("corrects each contender's own comparisons, and takes the larger of a pair's two values", () => {
    // R 4.2.2: p.adjust(c(.01, .02, .03), "holm"), p.adjust(c(.01, .2, .005), "holm"), p.adjust(c(.02, .2, .5), "holm"),
    // p.adjust(c(.03, .005, .5), "holm")
    const told = tellApart(comparisonsOf(0.01, 0.02, 0.03, 0.2, 0.005, 0.5), "own");
    const values = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ].map(([a = 0, b = 0]) => told.pValue(a, b));
    [0.03, 0.06, 0.06, 0.4, 0.015, 0.5].forEach((expected, pair) => {
      expect(values[pair]).toBeCloseTo(expected, 12);
    });
    expect([told.isAbove(0, 1), told.isAbove(1, 0), told.isAbove(0, 2), told.isAbove(1, 3)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(told.isAbove(2, 2)).toBe(false);
  });

  it("corrects over all pairs if asked to", () => {
    // R 4.2.2: p.adjust(c(.01, .02, .03, .2, .005, .5), "holm")
    const told = tellApart(comparisonsOf(0.01, 0.02, 0.03, 0.2, 0.005, 0.5), "all");
    expect(told.pValue(3, 1)).toBeCloseTo(0.03, 12);
    expect(told.pValue(0, 1)).toBeCloseTo(0.05, 12);
    expect(told.pValue(0, 2)).toBeCloseTo(0.08, 12);
    expect(told.isAbove(0, 1)).toBe(true);
  });

  it("tells a pair apart at exactly 5 %", () => {
    const at = (p: number) => ({ count: 2, pValues: Float64Array.of(p), signs: Int8Array.of(-1) });
    expect(tellApart(at(0.05), "own").isAbove(1, 0)).toBe(true);
    expect(tellApart(at(0.0501), "own").isAbove(1, 0)).toBe(false);
  });

  it("has nothing to say of one or none", () => {
    const none = { pValues: new Float64Array(), signs: new Int8Array() };
    expect(tellApart({ count: 1, ...none }, "own").isAbove(0, 0)).toBe(false);
    expect(tellApart({ count: 0, ...none }, "all").count).toBe(0);
  });
});
