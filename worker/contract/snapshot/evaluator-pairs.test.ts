import { describe, expect, it } from "vitest";
import {
  brokenPairs,
  type EvaluatorPairs,
  pairColumns,
  pairsOfRun,
  pairsOfRuns,
  readPairs,
} from "./evaluator-pairs.ts";

const given = (evaluatorName: string, score: number, maxScore = 1) => ({ evaluatorName, score, maxScore });

describe("pairsOfRun", () => {
  it("has each evaluator alone, and every two of them, by name", () => {
    expect(pairsOfRun([given("tests", 3, 4), given("judge", 0.5)])).toEqual([
      { a: "judge", b: "judge", runs: 1, sumA: 500_000, sumB: 500_000, squares: 0 },
      { a: "judge", b: "tests", runs: 1, sumA: 500_000, sumB: 750_000, squares: 62_500 },
      { a: "tests", b: "tests", runs: 1, sumA: 750_000, sumB: 750_000, squares: 0 },
    ]);
    expect(pairsOfRun([])).toEqual([]);
  });

  it.each<[string, ReturnType<typeof given>[], number]>([
    ["a share below 0", [given("e", -3)], 0],
    ["one above the maximum", [given("e", 7, 2)], 1_000_000],
    ["one between millionths", [given("e", 1, 3)], 333_333],
    ["several of one evaluator", [given("e", 1), given("e", 0), given("e", 0)], 333_333],
    ["their mean halfway", [given("e", 1e-6), given("e", 0)], 1],
  ])("takes %s as %j", (_what, evaluations, share) => {
    expect(pairsOfRun(evaluations).map(({ sumA }) => sumA)).toEqual([share]);
  });

  it("leaves out evaluators whose names are longer than 60 bytes", () => {
    const names = ["\u{1F389}".repeat(15), "e".repeat(61), "\u{1F389}".repeat(16)];
    expect(pairsOfRun(names.map((name) => given(name, 1))).map(({ a }) => a)).toEqual([names[0]]);
  });

  it("rounds the square of a difference to the nearest millionth", () => {
    const squares = (difference: number) => pairsOfRun([given("a", difference), given("b", 0)])[1]?.squares;
    expect([squares(0.000_707), squares(0.000_708), squares(1)]).toEqual([0, 1, 1_000_000]);
  });
});

describe("pairsOfRuns", () => {
  it("adds up the runs of a cell, each two of the evaluators over the runs that both evaluated", () => {
    const runs = [[given("a", 1), given("b", 0)], [given("a", 1)], [given("b", 1), given("a", 0.5)], []];
    expect(pairsOfRuns(runs)).toEqual([
      { a: "a", b: "a", runs: 3, sumA: 2_500_000, sumB: 2_500_000, squares: 0 },
      { a: "a", b: "b", runs: 2, sumA: 1_500_000, sumB: 1_000_000, squares: 1_250_000 },
      { a: "b", b: "b", runs: 2, sumA: 1_000_000, sumB: 1_000_000, squares: 0 },
    ]);
  });

  it("keeps the first six by name as a database orders them, of a run and of a cell", () => {
    const names = ["\u{1F389}", "\uFB00", "h", "g", "f", "e", "d", "c", "b", "bb"];
    const first = ["b", "bb", "c", "d", "e", "f"];
    const alone = (pairs: readonly { a: string; b: string }[]) => pairs.flatMap(({ a, b }) => (a === b ? a : []));
    expect(alone(pairsOfRun(names.map((name) => given(name, 1))))).toEqual(first);
    expect(alone(pairsOfRuns(names.map((name) => [given(name, 1)])))).toEqual(first);
    expect(alone(pairsOfRun(names.slice(0, 3).map((name) => given(name, 1))))).toEqual(["h", "\uFB00", "\u{1F389}"]);
  });
});

describe("the columns of pairs", () => {
  const text = '[["judge","judge",3,9,9,0],["judge","tests",2,5,6,1],["tests","tests",2,6,6,0]]';
  const columns: EvaluatorPairs = {
    ...{ evaluators: ["a", "judge", "tests"], cell: [1, 1, 1, 2], a: [1, 1, 2, 0], b: [1, 2, 2, 0] },
    ...{ runs: [3, 2, 2, 1], sumA: [9, 5, 6, 4], sumB: [9, 6, 6, 4], squares: [0, 1, 0, 0] },
  };

  it("come from what the rows of cells keep", () => {
    expect(pairColumns([readPairs(null), readPairs(text), readPairs('[["a","a",1,4,4,0]]')])).toEqual(columns);
    expect(pairColumns([[], []])).toBeUndefined();
  });

  it.each<[Partial<EvaluatorPairs>, string | undefined]>([
    [{}, undefined],
    [{ runs: [1] }, "runs has 1 values, cell has 4"],
    [{ cell: [1, 1, 1, 3] }, "cell 3 is not one of 3"],
    [{ a: [1, 1, 3, 0] }, "a 3 is not one of 3"],
    [{ b: [1, 2, 2, -1] }, "b -1 is not one of 3"],
  ])("with %j are said to be broken: %s", (changed, broken) => {
    expect(brokenPairs({ ...columns, ...changed }, 3)).toBe(broken);
  });
});
