import { describe, expect, it } from "vitest";
import { boardOf } from "../snapshot/boards.ts";
import { suitesOf } from "../snapshot/suites.ts";
import { frontierChart, intervalChart } from "./board-charts.ts";

const SCENARIOS = 40;

/** A board of entries that pass the first so many of 40 scenarios, once each, and report the cost if there is one. */
const boardFor = (entries: readonly { agent: string; passes: number; cost?: number; ran?: number }[]) => {
  const rows = entries.flatMap(({ passes, cost, ran = SCENARIOS }, entry) =>
    Array.from({ length: ran }, (_, scenario) => ({ entry, scenario, pass: Number(scenario < passes), cost })),
  );
  const [suite] = suitesOf({
    suites: [
      {
        suite: "s",
        scenarios: Array.from({ length: SCENARIOS }, (_, scenario) => `scenario ${scenario}`),
        tiers: ["L0"],
        entries: entries.map(({ agent }) => ({ agent })),
        cells: {
          scenario: rows.map(({ scenario }) => scenario),
          tier: rows.map(() => 0),
          entry: rows.map(({ entry }) => entry),
          pass: rows.map(({ pass }) => pass),
          fail: rows.map(({ pass }) => 1 - pass),
          costRuns: rows.map(({ cost }) => Number(cost !== undefined)),
          costSum: rows.map(({ cost }) => (cost ?? 0) * 1e12),
        },
      },
    ],
  });
  if (!suite) throw new Error("no suite");
  return boardOf(suite.versions[0], undefined);
};

describe("intervalChart", () => {
  it("leaves out all but the first thirty, and says so", () => {
    const board = boardFor(Array.from({ length: 33 }, (_, place) => ({ agent: `agent ${place}`, passes: 33 - place })));
    const chart = intervalChart(board);
    expect(chart?.svg.match(/<circle/g)).toHaveLength(30);
    expect(chart?.note).toContain("The picture shows the first 30; 3 more are in the table.");
  });

  it("is not drawn where nobody is ranked", () => {
    const half = SCENARIOS / 2;
    const board = boardFor([
      { agent: "a", passes: 1, ran: half },
      { agent: "b", passes: 1, ran: half },
    ]);
    expect(intervalChart(board)).toBeDefined();
    const [suite] = suitesOf({
      suites: [{ suite: "s", scenarios: [], tiers: [], entries: [], cells: { scenario: [], tier: [], entry: [] } }],
    });
    expect(suite && intervalChart(boardOf(suite.versions[0], undefined))).toBeUndefined();
  });
});

describe("frontierChart", () => {
  it("says why there is no picture", () => {
    expect(frontierChart(boardFor([{ agent: "a", passes: 1 }]))).toBe(
      "No ranked entry reports its cost, so there is no picture of cost against success.",
    );
    expect(frontierChart(boardFor([{ agent: "a", passes: 1, cost: 1 }]))).toContain("Only one ranked entry");
  });

  it("says how many nothing beats on both", () => {
    const chart = frontierChart(
      boardFor([
        { agent: "cheap", passes: 10, cost: 1 },
        { agent: "good", passes: 30, cost: 2 },
        { agent: "beaten", passes: 20, cost: 3 },
      ]),
    );
    expect(chart).toMatchObject({ title: "Nothing is both cheaper and better than 2 of the 3 entries" });
    expect(typeof chart === "string" ? "" : chart.svg).toContain(
      "Cheapest: cheap, $1.00 a run, 25.0%. Best: good, $2.00 a run, 75.0%.",
    );
  });
});
