import { describe, expect, it } from "vitest";
import { boardOf } from "./boards.ts";
import { agentModelOf, boardRecords, effectsOf, healthOf, referencesOf, repeatsOf } from "./findings.ts";
import { sampleVersion } from "./sample-board.ts";
import { suitesOf } from "./suites.ts";

const ENTRIES = [
  { agent: "a", model: "m" },
  { agent: "a", model: "n" },
  { agent: "b", model: "m" },
  { agent: "b", model: "n" },
  { agent: "oracle" },
];
/** How many of ten scenarios each passes in both of two runs, in tier L0 and L3; of the next one in one run. */
const PASSES = [
  [4, 8],
  [2, 6],
  [3, 7],
  [1, 5],
  [10, 10],
];

const makeBoard = () => {
  const rows = PASSES.flatMap((passes, entry) =>
    passes.flatMap((count, tier) =>
      Array.from({ length: 10 }, (_, scenario) => ({
        ...{ entry, tier, scenario, firstRunAt: 10 - entry },
        pass: scenario < count ? 2 : Number(scenario === count),
      })),
    ),
  );
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
  const [suite] = suitesOf({
    suites: [
      {
        suite: "s",
        scenarios: Array.from({ length: 10 }, (_, n) => `scenario ${n}`),
        tiers: ["L0", "L3"],
        entries: ENTRIES,
        cells: {
          ...{ scenario: column("scenario"), tier: column("tier"), entry: column("entry"), pass: column("pass") },
          ...{ fail: rows.map(({ pass }) => 2 - pass), firstRunAt: column("firstRunAt") },
        },
      },
    ],
  });
  if (!suite) throw new Error("no suite");
  return boardOf(suite.versions[0], undefined);
};
const board = makeBoard();

describe("what is found on a board", () => {
  it("leaves the oracle out of the ranks and says whether it passed", () => {
    expect(board.standings.map(({ entry }) => entry)).toEqual([0, 2, 1, 3]);
    expect(referencesOf(board.version)[0]).toMatchObject({ agent: "oracle", runs: 40, isSound: true });
  });

  it("has the records in time and the health of each scenario", () => {
    expect(boardRecords(board).map(({ entry }) => entry)).toEqual([3, 2, 0]);
    const { scenarios, saturation } = healthOf(board);
    expect([scenarios.length, saturation]).toEqual([10, { entries: 4, allSolve: 1, noneSolve: 1, tellApart: 8 }]);
  });

  it("has what an entry does when it tries again", () => {
    // Of the 20 cells 12 passed twice and 2 once.
    expect(repeatsOf(board, 0)).toMatchObject({
      tries: 2,
      atLeastOnce: { value: 0.7, scenarios: 10, cells: 20 },
      everyTime: { value: 0.6 },
      flips: { value: 0.1 },
    });
    expect(repeatsOf(board, 0, 1)).toEqual({ tries: 1, atLeastOnce: null, everyTime: null, flips: null });
  });

  it("has what guidance, another model and another agent make", () => {
    const found = effectsOf(board).map(({ kind, effects }) => [
      kind,
      effects.length,
      effects[0]?.difference.toFixed(3),
    ]);
    expect(found).toEqual([
      ["tier", 4, "0.400"],
      ["model", 2, "0.200"],
      ["agent", 2, "0.100"],
    ]);
    expect(effectsOf(boardOf(board.version, 0)).map(({ kind }) => kind)).toEqual(["model", "agent"]);
  });

  it("sets no agents or models against each other where a model is not stated", () => {
    const silent = sampleVersion([
      { passes: 1, agent: "a" },
      { passes: 1, agent: "b" },
      { passes: 1, agent: "a", model: "m" },
      { passes: 1, agent: "a", variant: "v" },
    ]);
    expect(effectsOf(boardOf(silent, undefined)).map(({ kind, effects }) => [kind, effects.length])).toEqual([
      ["variant", 1],
    ]);
  });

  it("takes agent and model apart", () => {
    const parts = agentModelOf(board);
    expect(parts?.models.map(({ name, effect }) => [name, effect.toFixed(3)])).toEqual([
      ["m", "0.100"],
      ["n", "-0.100"],
    ]);
    expect([parts?.missing, parts?.unexplained.toFixed(6)]).toEqual([[], "0.000000"]);
  });
});
