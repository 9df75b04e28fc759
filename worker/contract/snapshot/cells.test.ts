import { describe, expect, it } from "vitest";
import { brokenColumn, CELL_KEYS, cellsOf, type SuiteCells } from "./cells.ts";
import { columnsOf } from "./columns.ts";
import { CELL_MEASURES } from "./measures.ts";
import { PartSchema } from "./parts.ts";

const suite: SuiteCells = {
  suite: "s",
  scenarios: ["a", "b"],
  tiers: ["L0"],
  entries: [{ agent: "x" }],
  cells: {
    scenario: [0, 1],
    tier: [0, 0],
    entry: [0, 0],
    pass: [3, 0],
    costSum: ["9007199254740993", 5],
    lastRunAt: [0, 1_785_000_000],
  },
};

describe("cellsOf", () => {
  it("gives each row as an object, 0 where there is no column, large sums as near as a double is", () => {
    const [first, second] = cellsOf(suite);
    expect([first?.scenario, first?.pass, first?.costSum, first?.lastRunAt]).toEqual([0, 3, 9007199254740992, 0]);
    expect([second?.scenario, second?.pass, second?.costSum, second?.lastRunAt]).toEqual([1, 0, 5, 1_785_000_000]);
    expect([first?.timeout, second?.tokensInSum]).toEqual([0, 0]);
  });

  it("has every key and measure as a field, and a measure cannot be set", () => {
    const [first] = cellsOf(suite);
    for (const name of [...CELL_KEYS, ...CELL_MEASURES]) expect(name in (first ?? {}), name).toBe(true);
    expect(() => Object.assign(first ?? {}, { pass: 4 })).toThrow(TypeError);
    expect(cellsOf({ cells: { scenario: [], tier: [], entry: [] } })).toEqual([]);
  });
});

describe("the columns of cells", () => {
  it.each<[string, Partial<SuiteCells["cells"]>, string | undefined]>([
    ["fit", {}, undefined],
    ["are too short", { pass: [1] }, "pass has 1 values, scenario has 2"],
    ["are too long", { tier: [0, 0, 0] }, "tier has 3 values, scenario has 2"],
    ["name a scenario that is not there", { scenario: [0, 2] }, "scenario 2 is not one of 2"],
    ["name one before the first", { entry: [0, -1] }, "entry -1 is not one of 1"],
    ["name a tier that is not there", { tier: [1, 0] }, "tier 1 is not one of 1"],
  ])("that %s", (_what, cells, broken) => {
    const given = { ...suite, cells: { ...suite.cells, ...cells } };
    expect(brokenColumn(given)).toBe(broken);
    const { error } = PartSchema.safeParse({ kind: "cells", ...given });
    expect(error?.issues.map(({ message }) => message)).toEqual(broken === undefined ? undefined : [broken]);
  });

  it("are as many as what evaluators gave them is about", () => {
    const pairs = { evaluators: ["e"], cell: [2], a: [0], b: [0], runs: [1], sumA: [1], sumB: [1], squares: [0] };
    expect(brokenColumn({ ...suite, evaluatorPairs: pairs })).toBe("evaluatorPairs: cell 2 is not one of 2");
    expect(brokenColumn({ ...suite, evaluatorPairs: { ...pairs, cell: [1] } })).toBeUndefined();
  });

  it("are made of rows, but for those that are 0 throughout", () => {
    const rows = [
      { a: 1, b: 0, c: 0 },
      { a: 0, b: 0, c: 2 },
    ];
    expect(columnsOf(["a", "b", "c"] as const, rows, (row, name) => row[name])).toEqual({ a: [1, 0], c: [0, 2] });
    expect(columnsOf(["a"] as const, [], () => 1)).toEqual({});
    // Text is never 0: a large sum stays.
    expect(columnsOf(["a"] as const, [0], () => "0")).toEqual({ a: ["0"] });
  });

  it("are counts as whole numbers alone, and sums as digits where they are large", () => {
    const parse = (cells: object) =>
      PartSchema.safeParse({ kind: "cells", ...suite, cells: { ...suite.cells, ...cells } }).success;
    expect(parse({ scoreSum: ["-9007199254740993", 1] })).toBe(true);
    for (const bad of ["0", "12", "007199254740993", "9007199254740993.5", "-", "", "+9007199254740993"]) {
      expect(parse({ scoreSum: [bad, 1] }), bad).toBe(false);
    }
    expect(parse({ pass: ["9007199254740993", 1] })).toBe(false);
    expect(parse({ pass: [0.5, 1] })).toBe(false);
    expect(parse({ unheardOf: [1, 1] })).toBe(false);
  });
});
