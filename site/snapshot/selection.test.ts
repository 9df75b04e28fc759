import { describe, expect, it } from "vitest";
import type { Manifest } from "#contract/suites/manifest.ts";
import { boardOf, boardsOf, leadersOf, rankedOf } from "./boards.ts";
import { columnGroups, describeMatrix, hardestFirst, kindOf, matrixOf } from "./matrix.ts";
import { contrastsOf, hasSyntheticRuns, participantsOf, placementsOf } from "./participants.ts";
import { sampleVersion } from "./sample-board.ts";
import { scenariosOf, squaresOf } from "./scenarios.ts";
import { type SuiteVersion, suitesOf } from "./suites.ts";

/** 20 scenarios, two tiers; "good" passes all, "bad" none but the first, "partial" ran one cell, "broken" met errors alone. */
const makeVersion = (manifest?: Manifest): SuiteVersion => {
  const rows: { scenario: number; tier: number; entry: number; pass: number; fail: number; error: number }[] = [];
  for (let scenario = 0; scenario < 20; scenario++) {
    for (const tier of [0, 1]) {
      rows.push({ scenario, tier, entry: 0, pass: 2, fail: 0, error: 0 });
      rows.push({ scenario, tier, entry: 1, pass: scenario === 0 ? 1 : 0, fail: scenario === 0 ? 1 : 2, error: 0 });
    }
  }
  rows.push({ scenario: 3, tier: 0, entry: 2, pass: 1, fail: 0, error: 0 });
  rows.push({ scenario: 3, tier: 0, entry: 3, pass: 0, fail: 0, error: 4 });
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
  const suite = {
    suite: "s",
    scenarios: Array.from({ length: 20 }, (_, position) => `scenario ${position}`),
    tiers: ["L0", "L1"],
    entries: [
      { agent: "good", model: "opus" },
      { agent: "bad", model: "opus" },
      { agent: "partial" },
      { agent: "broken" },
    ],
    cells: {
      scenario: column("scenario"),
      tier: column("tier"),
      entry: column("entry"),
      pass: column("pass"),
      fail: column("fail"),
      infrastructureError: column("error"),
      syntheticRuns: rows.map(({ entry }) => Number(entry === 2)),
    },
  };
  const stated = manifest && { suite: "s", manifest, decisions: [] };
  const [found] = suitesOf({ suites: [{ ...suite, ...(stated && { stated }) }] });
  if (!found) throw new Error("no suite");
  return found.versions[0];
};

const version = makeVersion();

describe("boards", () => {
  it("are computed once", () => {
    expect(boardOf(version, 0)).toBe(boardOf(version, 0));
    expect(boardOf(version, 0)).not.toBe(boardOf(version, 1));
  });

  it("rank entries that ran enough, and name those that may be first", () => {
    const board = boardOf(version, undefined);
    expect(rankedOf(board).map(({ entry }) => entry)).toEqual([0, 1]);
    expect(leadersOf(board).map(({ entry }) => entry)).toEqual([0]);
  });

  it("are those of the manifest, which may state cells that nobody ran, and its tiers apart", () => {
    const scenarios = ["scenario 3", "scenario 4", "never run"].map((scenario) => ({ scenario }));
    const stated = makeVersion({ scenarios, tiers: [{ tier: "L0" }], share: 0.6 });
    const board = boardOf(stated, undefined);
    expect([board.rule, board.places.length, board.outside.length]).toEqual(["stated", 3, 38]);
    expect(rankedOf(board).map(({ entry, covered }) => [entry, covered])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(boardOf(stated, 0).places).toHaveLength(3);
    expect([boardOf(stated, 1).rule, boardOf(stated, 1).places.length]).toEqual(["found", 20]);
  });

  it("offer the score only where it is graded", () => {
    expect(boardsOf(version, undefined).map(({ metric }) => metric)).toEqual(["success"]);
  });
});

describe("scenarios", () => {
  it("come hardest first, with what each entry did", () => {
    const scenarios = scenariosOf(version);
    expect(scenarios[0]).toMatchObject({ mean: 0.5, solvedBy: 1, entries: 2 });
    expect(scenarios.at(-2)).toMatchObject({ name: "scenario 3", entries: 3, infrastructureError: 4 });
    expect(scenarios.at(-1)).toMatchObject({ name: "scenario 0", mean: 0.75, solvedBy: 2, pass: 6, counted: 8 });
  });

  it("list entries by success rate, those without one last", () => {
    const scenario = scenariosOf(version).find(({ name }) => name === "scenario 3");
    expect(scenario && squaresOf(version, scenario).map(({ entry, rate }) => [entry, rate])).toEqual([
      [0, 1],
      [2, 1],
      [1, 0],
      [3, null],
    ]);
  });
});

describe("the matrix", () => {
  it("has the hardest scenario first and a kind for each square", () => {
    const matrix = matrixOf(version);
    const names = matrix.scenarios.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(["scenario 1", "scenario 2"]);
    const columns = ["scenario 0", "scenario 3"].map((name) => names.indexOf(name));
    const kinds = matrix.rows.map((row) => columns.map((column) => kindOf(row[column])));
    expect(kinds).toEqual([
      ["all", "all"],
      ["some", "none"],
      ["absent", "all"],
      ["absent", "error"],
    ]);
  });
});

describe("the columns of a matrix", () => {
  const scenarios = ["b__1", "a__1", "a__2", "a__3", "none", "b__2", "a__4", "a__5", "a__6", "a__7"];
  const grouped = { ...sampleVersion([{ passes: 5 }], 10), scenarios };

  it("are group by group, the largest first, the hardest first within each", () => {
    const matrix = matrixOf(grouped);
    expect(columnGroups(matrix)).toEqual([
      { name: "a", from: 0, count: 7 },
      { name: "b", from: 7, count: 2 },
      { name: "in no group", from: 9, count: 1 },
    ]);
    expect(matrix.scenarios.slice(0, 4).map(({ mean }) => mean)).toEqual([0, 0, 0, 0]);
    expect(columnGroups(matrixOf(sampleVersion([{ passes: 1 }])))).toEqual([]);
  });

  it("are the hardest first whatever their group, with the squares that belong to them", () => {
    const byGroup = matrixOf(grouped);
    const matrix = hardestFirst(byGroup);
    expect(matrix.scenarios.map(({ mean }) => mean)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(matrix.scenarios.map(({ name }) => name)).not.toEqual(byGroup.scenarios.map(({ name }) => name));
    expect(matrix.rows.map((row) => row.map(kindOf))).toEqual([
      [...new Array(5).fill("none"), ...new Array(5).fill("all")],
    ]);
    expect(columnGroups(matrix)).toEqual([]);
  });

  it("are counted by what they decide", () => {
    expect(describeMatrix(matrixOf(grouped))).toEqual({
      strong: "The only entry solved 5 of 10 tasks",
      rest: ", in one run each.",
    });
  });
});

describe("participants", () => {
  it("find the entries of an agent or a model", () => {
    expect(participantsOf([version], "agent").map(({ name }) => name)).toEqual(["bad", "broken", "good", "partial"]);
    const [opus, ...others] = participantsOf([version], "model");
    expect(others).toEqual([]);
    expect(opus?.appearances).toEqual([{ version, entries: [0, 1] }]);
  });

  it("say where made-up runs are behind their figures", () => {
    const marked = participantsOf([version], "agent").filter(hasSyntheticRuns);
    expect(marked.map(({ name }) => name)).toEqual(["partial"]);
  });

  it("have a place over all tiers and one in each", () => {
    const [placement] = placementsOf(version, [1]);
    expect(placement?.overall[0]?.standing.rank).toEqual({ from: 2, to: 2 });
    expect(placement?.tiers.map(({ standing }) => standing?.pass)).toEqual([1, 1]);
  });

  it("have listed what is beyond chance, and nothing where all of it may be chance", () => {
    // Each next entry passes one run in ten more on every scenario, but for the first, which passes all of the first.
    const places = Array.from({ length: 24 }, (_, place) => ({ entry: Math.floor(place / 4), scenario: place % 4 }));
    const pass = places.map(({ entry, scenario }) => (entry === 0 && scenario === 0 ? 10 : 2 + entry));
    const [suite] = suitesOf({
      suites: [
        {
          suite: "steps",
          scenarios: ["a", "b", "c", "d"],
          tiers: ["L0"],
          entries: Array.from({ length: 6 }, (_, entry) => ({ agent: `agent ${entry}` })),
          cells: {
            scenario: places.map(({ scenario }) => scenario),
            tier: places.map(() => 0),
            entry: places.map(({ entry }) => entry),
            pass,
            fail: pass.map((passes) => 10 - passes),
          },
        },
      ],
    });
    const steps = suite?.versions[0] ?? version;
    const { better, worse, found } = contrastsOf(steps, [0, 1], 2);
    expect(better).toMatchObject([{ entry: 0, scenario: 0, tier: 0, passes: 10, runs: 10 }]);
    expect([worse, found]).toEqual([[], 1]);
    expect(contrastsOf(version, [1], 2)).toEqual({ better: [], worse: [], found: 0 });
  });
});
