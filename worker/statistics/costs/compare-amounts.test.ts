import { describe, expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/cells.ts";
import { COST_UNITS } from "#contract/snapshot/units.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { amountsOf, type Thing } from "./amounts.ts";
import { compareAmounts } from "./compare-amounts.ts";

const costs = (...dollars: number[]) =>
  dollars.map((cost, scenario) => makeCell({ scenario, costRuns: 1, costSum: cost * COST_UNITS }));

const compare = (a: readonly Cell[], b: readonly Cell[], thing: Thing) =>
  compareAmounts(amountsOf(a, thing), amountsOf(b, thing));

describe("compareAmounts", () => {
  it("gives the ratio and the difference of what both report", () => {
    const compared = compare(costs(1, 2, 1, 3, 2, 1), costs(3, 2, 5, 4, 9, 1), "cost");
    expect(compared).toMatchObject({ scenarios: 6, a: 10 / 6, b: 4 });
    expect(compared?.times).toBeCloseTo(2.4, 12);
    // Python 3.11: d = [-2, 0, -4, -1, -7, 0]; mean(d) ± 2.5705818356363146 * stdev(d) / sqrt(6), the quantile being R’s qt(.975, 5)
    expect(compared?.difference).toBeCloseTo(-2.3333333, 6);
    expect(compared?.differenceInterval?.low).toBeCloseTo(-5.200937422415, 9);
    expect(compared?.differenceInterval?.high).toBeCloseTo(0.534270755749, 9);
  });

  it("leaves out scenarios where one of the two reports nothing", () => {
    const [first, ...others] = costs(1, 2, 3);
    expect(compare(others, costs(7, 4, 6), "cost")).toMatchObject({ times: 2, difference: -2.5, scenarios: 2 });
    expect(first && compare([first], others, "cost")).toBeUndefined();
  });

  it("tells no interval by few scenarios, nor where all differ by the same", () => {
    expect(compare(costs(1, 2, 3, 4), costs(2, 4, 5, 6), "cost")?.differenceInterval).toBeNull();
    expect(compare(costs(1, 2, 3, 4, 5), costs(2, 3, 4, 5, 6), "cost")?.differenceInterval).toBeNull();
  });

  it("compares nothing with an amount that nobody measured", () => {
    expect(compare(costs(0, 0), costs(1, 2), "cost")).toBeUndefined();
    expect(compare(costs(1, 2), costs(0, 0), "cost")).toBeUndefined();
    expect(compare(costs(1), costs(1), "tokens")).toBeUndefined();
  });

  it("adds the tokens read and written, and takes times in milliseconds", () => {
    const cell = (factor: number) =>
      makeCell({
        tokenRuns: 2,
        tokensInSum: 10 * factor,
        tokensOutSum: 2 * factor,
        durationRuns: 2,
        durationSum: 4e6 * factor,
      });
    expect(compare([cell(1)], [cell(3)], "tokens")).toMatchObject({ a: 6, b: 18, times: 3 });
    expect(compare([cell(1)], [cell(2)], "duration")).toMatchObject({ a: 2, b: 4 });
  });
});
