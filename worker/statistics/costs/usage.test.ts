import { describe, expect, it } from "vitest";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { meanCost, meanDuration, usageOf } from "./usage.ts";

describe("usageOf", () => {
  it("returns means and totals over the runs that report them, and their share", () => {
    const cells = [
      makeCell({
        pass: 2,
        fail: 1,
        costRuns: 2,
        costSum: 3 * COST_UNITS,
        costPasses: 1,
        tokenRuns: 1,
        tokensInSum: 900,
        tokensOutSum: 100,
      }),
      makeCell({
        timeout: 1,
        unknownFailure: 1,
        notStated: 3,
        costRuns: 2,
        costSum: COST_UNITS,
        durationRuns: 8,
        durationSum: 4000 * DURATION_UNITS,
      }),
    ];
    expect(usageOf(cells)).toEqual({
      cost: { mean: 1, total: 4, runs: 4, share: 0.5 },
      costPerSuccess: 4,
      tokens: { mean: 1000, total: 1000, runs: 1, share: 1 / 8 },
      duration: { mean: 500, total: 4000, runs: 8, share: 1 },
      toolCalls: { mean: null, total: null, runs: 0, share: 0 },
    });
  });

  it("divides by the passes that report a cost, not by all", () => {
    const cell = makeCell({ pass: 10, costRuns: 2, costSum: 6 * COST_UNITS, costPasses: 2 });
    expect(usageOf([cell]).costPerSuccess).toBe(3);
  });

  it("takes costs, tokens and times that are 0 throughout for not measured, and counts a 0 among others", () => {
    const free = makeCell({ pass: 1, costRuns: 1, costPasses: 1, tokenRuns: 1, durationRuns: 1, toolCallRuns: 1 });
    const nothing = { mean: null, total: null, runs: 0, share: 0 };
    expect(usageOf([free])).toEqual({
      ...{ cost: nothing, costPerSuccess: null, tokens: nothing, duration: nothing },
      toolCalls: { mean: 0, total: 0, runs: 1, share: 1 },
    });
    expect(usageOf([free, { ...free, costSum: COST_UNITS }])).toMatchObject({
      cost: { mean: 0.5, runs: 2 },
      costPerSuccess: 0.5,
    });
    expect(usageOf([makeCell({ pass: 1 })])).toMatchObject({ cost: { mean: null, total: null }, costPerSuccess: null });
  });

  it("has no cost per success without a success", () => {
    expect(usageOf([makeCell({ fail: 1, costRuns: 1, costSum: COST_UNITS })]).costPerSuccess).toBeNull();
  });

  it("leaves infrastructure errors and unfinished runs out of the share", () => {
    const cell = makeCell({
      pass: 1,
      infrastructureError: 5,
      notFinal: 5,
      durationRuns: 1,
      durationSum: 7 * DURATION_UNITS,
    });
    expect(usageOf([cell]).duration).toEqual({ mean: 7, total: 7, runs: 1, share: 1 });
    expect(usageOf([makeCell({ infrastructureError: 1 })]).duration.share).toBeNull();
  });
});

const reporting = (runs: number, dollars: number, milliseconds: number) =>
  makeCell({
    ...{ pass: runs, costRuns: runs, costSum: dollars * COST_UNITS },
    ...{ durationRuns: 2 * runs, durationSum: milliseconds * DURATION_UNITS },
  });

it.each([
  ["over all runs that report it", [reporting(1, 2, 30), reporting(3, 4, 90)], 1.5, 15],
  ["as null where no run reports it", [makeCell({ pass: 1 })], null, null],
  ["as null where all that is reported is 0", [reporting(2, 0, 0)], null, null],
])("the mean cost and time of a run come %s", (_, cells, cost, duration) => {
  expect([meanCost(cells), meanDuration(cells)]).toEqual([cost, duration]);
  expect(usageOf(cells)).toMatchObject({ cost: { mean: cost }, duration: { mean: duration } });
});
