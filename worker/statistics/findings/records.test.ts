import { describe, expect, it } from "vitest";
import { formatInterval } from "#words/numbers.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { recordsOf } from "./records.ts";

/** Entries that each pass so many of 40 scenarios, with the time of their first run. */
const board = (...entered: readonly [passes: number, at: number][]) => {
  const cells = entered.flatMap(([passes, at], entry) =>
    makeVerdicts(
      entry,
      Array.from({ length: 40 }, (_, scenario) => (scenario < passes ? "1" : "0")),
    ).map((cell) => ({ ...cell, firstRunAt: at })),
  );
  return leaderboard(cells, { metric: "success", entries: entered.map((_, entry) => ({ agent: `${entry}` })) });
};

describe("recordsOf", () => {
  it("lists each new best in the order of time, and none that only equals the last", () => {
    const records = recordsOf(board([10, 3], [5, 1], [9, 2], [10, 4], [30, 5]));
    expect(records.map(({ entry, at, value }) => [entry, at, value])).toEqual([
      [1, 1, 0.125],
      [2, 2, 0.225],
      [0, 3, 0.25],
      [4, 5, 0.75],
    ]);
    expect(records.map(({ before }) => before?.entry)).toEqual([undefined, 1, 2, 0]);
    expect(records.map(({ interval }) => interval && formatInterval(interval, "success"))).toEqual([
      "4.2–26.8",
      "10.8–38.5",
      "12.7–41.2",
      "58.8–87.3",
    ]);
  });

  it("takes entries of one time as one step, of which only the best can be a record", () => {
    expect(recordsOf(board([5, 1], [7, 2], [9, 2], [8, 2])).map(({ entry }) => entry)).toEqual([0, 2]);
  });

  it("says which were told apart from the one before, by Holm over the steps", () => {
    // Exact McNemar of 6 against 0: 2/2^6 = .03125, which by itself would do; of 20 against 0: 2/2^20.
    const steps = recordsOf(board([4, 1], [10, 2], [30, 3])).map(({ before }) => before);
    expect(steps[0]).toBeNull();
    expect(steps[1]).toMatchObject({ difference: 0.15, pValue: 2 ** -5, adjustedPValue: 2 ** -5, isTold: true });
    expect(steps[2]).toMatchObject({ pValue: 2 ** -19, adjustedPValue: 2 ** -18, isTold: true });
    const [, , more] = recordsOf(board([4, 1], [10, 2], [16, 3]));
    expect(more?.before).toMatchObject({ pValue: 2 ** -5, adjustedPValue: 2 ** -4, isTold: false });
  });

  it("takes the lowest so far for the best where lower is better", () => {
    const cells = [5, 7, 3].flatMap((level, entry) =>
      Array.from({ length: 10 }, (_, scenario) => ({
        ...makeScoredCell([level + scenario / 100], { entry, scenario }),
        firstRunAt: entry,
      })),
    );
    const entries = ["a", "b", "c"].map((agent) => ({ agent }));
    const of = (lowerIsBetter: boolean) =>
      recordsOf(leaderboard(cells, { metric: "score", entries, stated: { lowerIsBetter } }));
    expect(of(true).map(({ entry }) => entry)).toEqual([0, 2]);
    expect(of(false).map(({ entry }) => entry)).toEqual([0, 1]);
  });

  it("has none without ranked entries", () => {
    expect(recordsOf(board())).toEqual([]);
  });
});
