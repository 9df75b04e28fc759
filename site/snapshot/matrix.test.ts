import { describe, expect, it } from "vitest";
import type { ManifestScenario } from "#contract/suites/manifest.ts";
import { columnGroups, describeLayout, describeMatrix, kindOf, matrixOf, shadeOf } from "./matrix.ts";
import { type SuiteVersion, suitesOf } from "./suites.ts";
import { groupOf, statedTask } from "./task-facts.ts";
import { taskGroupsOf } from "./task-groups.ts";

describe("kindOf", () => {
  it.each([
    [3, 3, 0, "all"],
    [1, 3, 0, "some"],
    [0, 3, 2, "none"],
    [0, 0, 2, "error"],
    [0, 0, 0, "absent"],
  ])("of %d passes in %d counted runs, with %d infrastructure errors, is %s", (pass, counted, errors, kind) => {
    expect(kindOf({ rate: null, pass, counted, infrastructureError: errors })).toBe(kind);
  });

  it("is absent where nothing was run", () => {
    expect(kindOf(undefined)).toBe("absent");
  });
});

describe("shadeOf", () => {
  it.each([
    [0, 9, "none"],
    [1, 9, "p1"],
    [2, 9, "p1"],
    [3, 9, "p2"],
    [5, 9, "p2"],
    [6, 9, "p3"],
    [8, 9, "p3"],
    [9, 9, "all"],
    [0, 0, "absent"],
  ])("of %d passes in %d counted runs is %s", (pass, counted, shade) => {
    expect(shadeOf({ rate: null, pass, counted, infrastructureError: 0 })).toBe(shade);
  });
});

/** A version whose two entries pass, of each task, as many of 10 runs as stand there. */
const versionOf = (passes: Record<string, [number, number]>, stated: ManifestScenario[] = []): SuiteVersion => {
  const names = Object.keys(passes);
  const [suite] = suitesOf({
    suites: [
      {
        ...{ suite: "s", scenarios: names, tiers: ["L0"], entries: [{ agent: "strong" }, { agent: "weak" }] },
        cells: {
          scenario: names.flatMap((_, place) => [place, place]),
          tier: names.flatMap(() => [0, 0]),
          entry: names.flatMap(() => [0, 1]),
          pass: names.flatMap((name) => passes[name] ?? []),
          fail: names.flatMap((name) => (passes[name] ?? []).map((count) => 10 - count)),
        },
      },
    ],
  });
  if (!suite) throw new Error("no suite");
  return { ...suite.versions[0], manifest: { ...suite.versions[0].manifest, scenarios: stated } };
};

describe("matrixOf", () => {
  const version = versionOf({ easy: [10, 10], hard: [2, 0], middle: [10, 3] });
  const matrix = matrixOf(version);

  it("has the hardest task first and the best entry first, once computed", () => {
    expect(matrix.scenarios.map(({ name }) => name)).toEqual(["hard", "middle", "easy"]);
    expect(matrix.entries).toEqual([0, 1]);
    // Squares that are the same are one object: of a million few differ.
    const squares = matrix.rows.flat().filter((square) => square !== undefined);
    expect(new Set(squares).size).toBe(new Set(squares.map((square) => JSON.stringify(square))).size);
    expect(matrix.rows.map((row) => row.map(kindOf))).toEqual([
      ["some", "all", "all"],
      ["none", "some", "all"],
    ]);
    expect(matrixOf(version)).toBe(matrix);
    expect(columnGroups(matrix)).toEqual([]);
    expect(describeLayout(matrix)).toBe(
      "2 entries in the order of the leaderboard against 3 tasks, the hardest on the left.",
    );
  });

  it("says how many tasks still decide", () => {
    expect(describeMatrix(matrix)).toEqual({
      strong: "Every task is solved by somebody, 1 always",
      rest: ", in every run that counts. The other 2 decide the ranks.",
    });
    expect(describeMatrix(matrixOf(versionOf({ a: [0, 0], b: [10, 10] })))).toEqual({
      strong: "1 task is solved by nobody, 1 always",
      rest: ", in every run that counts. No task is left to decide the ranks.",
    });
    expect(describeMatrix(matrixOf(versionOf({ a: [0, 0], b: [10, 9], c: [10, 10] })))).toEqual({
      strong: "1 task is solved by nobody, 2 nearly always",
      rest: ", in more than nine runs of ten. No task is left to decide the ranks.",
    });
    expect(describeMatrix(matrixOf(versionOf({ a: [0, 0], b: [0, 0], c: [9, 9] })))).toEqual({
      strong: "2 tasks are solved by nobody, none nearly always",
      rest: ", in more than nine runs of ten. The other one decides the ranks.",
    });
    expect(describeMatrix(matrixOf(versionOf({ a: [9, 0], b: [5, 5] }))).rest).toMatch(/All 2 decide the ranks\.$/);
    expect(describeMatrix({ ...matrix, entries: [0] })).toEqual({
      strong: "The only entry solved 3 of 3 tasks",
      rest: ", 1 of them in every run that counts.",
    });
    expect(describeMatrix({ scenarios: [], entries: [] }).strong).toBe(
      "No run that counts says whether it solved its task",
    );
  });
});

describe("a matrix of one task", () => {
  it.each([
    [[0, 0], "by nobody"],
    [[10, 9], "in 19 of 20 runs"],
    [[9, 0], "in 9 of 20 runs"],
  ] as const)("of which %j of ten runs pass, is said to be solved %s, and has no hardest", (passes, how) => {
    const matrix = matrixOf(versionOf({ a: [...passes] }));
    expect(describeMatrix(matrix)).toEqual({
      strong: `The only task with runs that count is solved ${how}`,
      rest: ".",
    });
    expect(describeLayout(matrix)).toBe("2 entries in the order of the leaderboard against 1 task.");
  });
});

describe("groups of tasks", () => {
  const passes = { x__1: [1, 0], y__2: [5, 0], x__3: [9, 9], x__4: [10, 9] } as const;
  const named = () => versionOf(Object.fromEntries(Object.entries(passes).map(([name, [a, b]]) => [name, [a, b]])));

  it("are told by what stands before two underscores, the largest first", () => {
    const version = named();
    expect(taskGroupsOf(version)).toMatchObject({ by: "project", names: ["x", "y"] });
    expect(taskGroupsOf(version)).toBe(taskGroupsOf(version));
    expect(describeLayout(matrixOf(version))).toMatch(/against 4 tasks, the hardest on the left of each group\.$/);
    expect(columnGroups(matrixOf(version))).toEqual([
      { name: "x", from: 0, count: 3 },
      { name: "y", from: 3, count: 1 },
    ]);
    expect(matrixOf(version).scenarios.map(({ name }) => name)).toEqual(["x__1", "x__3", "x__4", "y__2"]);
    expect(groupOf(version, 0)).toEqual({ by: "project", name: "x", tasks: 3 });
    expect(groupOf(version, 1)).toEqual({ by: "project", name: "y", tasks: 1 });
  });

  it("are none where all names begin alike, or none does", () => {
    expect(taskGroupsOf(versionOf({ x__1: [1, 0], x__2: [1, 0] }))).toBeNull();
    expect(taskGroupsOf(versionOf({ one: [1, 0], two: [1, 0] }))).toBeNull();
    expect(groupOf(versionOf({ one: [1, 0], two: [1, 0] }), 0)).toBeUndefined();
  });

  it("are those of the manifest's tags where it has some", () => {
    const stated = Object.keys(passes).map((scenario, place) => ({
      scenario,
      tags: { language: place < 3 ? "TypeScript" : "Rust" },
    }));
    const version = versionOf({ x__1: [1, 0], y__2: [5, 0], x__3: [9, 9], x__4: [10, 9] }, stated);
    expect(taskGroupsOf(version)).toMatchObject({ by: "language", names: ["TypeScript", "Rust"] });
    expect(statedTask(version, "y__2")).toBe(stated[1]);
    expect(statedTask(version, "other")).toBeUndefined();
  });
});
