import { describe, expect, it } from "vitest";
import { compareTable, TableSchema } from "./compare-table.ts";

const ABOUT = { snapshot: "id", createdAt: "2026-08-01T12:00:00.000Z" };
const expected = {
  key: ["agent", "model"],
  rows: [
    { agent: "x", model: "m", pass: 3, mean: 0.5, note: undefined },
    { agent: "y", model: undefined, pass: 0, mean: undefined, note: "late" },
  ],
};
const columns = ["agent", "model", "pass", "mean", "note"];
const right: (string | number | null)[][] = [
  ["x", "m", 3, 0.5, null],
  ["y", null, 0, null, "late"],
];
const compare = (rows: (string | number | null)[][], isOrdered = false, names = columns) =>
  compareTable({ ...ABOUT, columns: names, rows }, { ...expected, isOrdered }, "t.json");

describe("compareTable", () => {
  it("counts the values, and finds nothing wrong with a table that is as it has to be", () => {
    expect(compare(right, true)).toEqual({ values: 10, problems: [] });
  });

  it.each([
    ["another number", ["x", "m", 4, 0.5, null], "t.json: pass of x · m is 4, recomputed 3"],
    ["a number as text", ["x", "m", "3", 0.5, null], "t.json: pass of x · m is 3, recomputed 3"],
    [
      "the least difference",
      ["x", "m", 3, 0.5 + 2 ** -53, null],
      `t.json: mean of x · m is ${0.5 + 2 ** -53}, recomputed 0.5`,
    ],
    ["a minus before 0", ["y", null, -0, null, "late"], "t.json: pass of y is 0, recomputed 0"],
    ["nothing where a value belongs", ["x", "m", null, 0.5, null], "t.json: pass of x · m is null, recomputed 3"],
    ["a value where nothing belongs", ["x", "m", 3, 0.5, "n"], "t.json: note of x · m is n, recomputed null"],
    ["a value that the row lacks", ["y", null, 0, null], "t.json: note of y is null, recomputed late"],
  ])("tells %s", (_, row, problem) => {
    const rows = right.map((given) => (given[0] === row[0] ? row : given));
    expect(compare(rows).problems).toEqual([problem]);
  });

  it("names rows that are missing, made up, or there twice", () => {
    expect(compare(right.slice(0, 1)).problems).toEqual(["t.json: the row y is missing"]);
    expect(compare([...right, ["z", "m", 1, 1, null]]).problems).toEqual([
      "t.json: the snapshot has nothing for the row z · m",
    ]);
    expect(compare([...right, ...right.slice(0, 1)]).problems).toEqual([
      "t.json: the snapshot has nothing for the row x · m",
    ]);
  });

  it("looks at the order of rows where it says something", () => {
    const turned = right.toReversed();
    expect(compare(turned).problems).toEqual([]);
    expect(compare(turned, true).problems).toEqual(["t.json: y stands at row 1", "t.json: x · m stands at row 2"]);
  });

  it("leaves links aside, and says once that a column cannot be recomputed", () => {
    const wider = right.map((row) => [...row, "/suites/s/", 1]);
    expect(compare(wider, false, [...columns, "page", "luck"])).toEqual({
      values: 12,
      problems: ["t.json: column luck cannot be recomputed"],
    });
  });
});

it("takes for a table what names its snapshot, its columns and rows of plain values", () => {
  const table = { ...ABOUT, suite: "s", columns: ["a"], rows: [[1], [null], ["x"], [true]] };
  expect(TableSchema.parse(table)).toEqual(table);
  for (const wrong of [{ snapshot: undefined }, { columns: undefined }, { rows: [[{}]] }, { rows: [1] }]) {
    expect(TableSchema.safeParse({ ...table, ...wrong }).success).toBe(false);
  }
});
