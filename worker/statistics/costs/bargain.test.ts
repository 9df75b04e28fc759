import { describe, expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { StatedBoard } from "../board/stated-board.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { bargainOf } from "./bargain.ts";

const SCENARIOS = 200;

/** Entries that pass the first so many of 200 scenarios, once each; a cost in billionths of a dollar, or none. */
const bargain = (...entries: [passes: number, cost?: number][]) => bargainWithin({}, ...entries);

const bargainWithin = (stated: StatedBoard, ...entries: [passes: number, cost?: number][]) => {
  const cells = entries.flatMap(([passes, cost], entry) =>
    Array.from({ length: SCENARIOS }, (_, scenario): Cell => {
      const costs = cost === undefined ? {} : { costRuns: 1, costSum: cost * (1 + (scenario % 3)) };
      return makeCell({ entry, scenario, [scenario < passes ? "pass" : "fail"]: 1, ...costs });
    }),
  );
  const named = entries.map((_, entry) => ({ agent: `${entry}` }));
  return bargainOf(leaderboard(cells, { metric: "success", entries: named, stated }), (position) =>
    cells.filter(({ entry }) => entry === position),
  );
};

describe("bargainOf", () => {
  it("names the cheapest of those that may be first, how much cheaper it is and how much worse it could be", () => {
    const found = bargain([150, 6], [148, 2], [100, 1]);
    expect(found).toMatchObject({ entry: 1, leader: 0 });
    expect(found?.times?.times).toBeCloseTo(3, 9);
    expect(found?.times?.interval?.low).toBeCloseTo(3, 6);
    // Bonett and Price's interval of 2 lost and 0 won of 200: up to 3.2 points.
    expect(found?.worseBy).toBeGreaterThan(0.02);
    expect(found?.worseBy).toBeLessThan(0.04);
  });

  it("says so where the one that stands first is the cheapest, or has no known cost", () => {
    expect(bargain([150, 1], [148, 2])).toEqual({ entry: 0, leader: 0, times: null, worseBy: 0 });
    expect(bargain([150], [148, 2])).toMatchObject({ entry: 1, leader: 0, times: null });
  });

  it("goes by the margin that a manifest states", () => {
    expect(bargainWithin({ margin: 0.02 }, [150, 6], [148, 2])).toBeNull();
    expect(bargainWithin({ margin: 0.04 }, [150, 6], [148, 2])).toMatchObject({ entry: 1 });
  });

  it("says nothing where the cheapest by its own tasks is not cheaper on those of both", () => {
    const cells = Array.from({ length: SCENARIOS }, (_, scenario) => [
      makeCell({ entry: 0, scenario, pass: 1, ...(scenario < 50 && { costRuns: 1, costSum: 2 }) }),
      makeCell({ entry: 1, scenario, pass: 1, costRuns: 1, costSum: scenario < 50 ? 3 : 1 }),
    ]).flat();
    const board = leaderboard(cells, { metric: "success", entries: [{ agent: "a" }, { agent: "b" }] });
    expect(bargainOf(board, (position) => cells.filter(({ entry }) => entry === position))).toBeNull();
  });

  it("says nothing without costs, or where few scenarios leave open how much worse it is", () => {
    expect(bargain([150], [148])).toBeNull();
    expect(bargain([150, 0], [148, 0])).toBeNull();
    expect(bargain()).toBeNull();
    const few = Array.from({ length: 8 }, (_, scenario) => [
      makeCell({ entry: 0, scenario, pass: 1, costRuns: 1, costSum: 5 }),
      makeCell({ entry: 1, scenario, [scenario < 6 ? "pass" : "fail"]: 1, costRuns: 1, costSum: 1 }),
    ]).flat();
    const board = leaderboard(few, { metric: "success", entries: [{ agent: "a" }, { agent: "b" }] });
    expect(bargainOf(board, (position) => few.filter(({ entry }) => entry === position))).toBeNull();
  });
});
