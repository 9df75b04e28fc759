import { describe, expect, it } from "vitest";
import { compareCsv, compareTable, TableSchema } from "./compare-table.ts";

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

it("tells rows of one name apart by their order: scenarios of which only the number is known have none", () => {
  const rows = [null, "a", null].map((agent) => ({ agent, model: null, pass: 1 }));
  const given = rows.map(({ agent }) => [agent, null, 1]);
  const compareRows = (published: typeof given) =>
    compareTable({ ...ABOUT, columns: ["agent", "model", "pass"], rows: published }, { ...expected, rows }, "t.json");
  expect(compareRows(given)).toEqual({ values: 9, problems: [] });
  expect(compareRows([...given, [null, null, 1]]).problems).toHaveLength(1);
  expect(compareRows(given.slice(1)).problems).toHaveLength(1);
});

describe("compareCsv", () => {
  const table = {
    columns: ["a", "b"],
    rows: [
      ["x, y", 0.5],
      [null, true],
    ],
  };
  const text = 'a,b\r\n"x, y",0.5\r\n,true\r\n';

  it.each([
    [text, []],
    [undefined, ["t.csv: it is missing"]],
    [text.replace("0.5", "0.6"), ['t.csv: row 1 is not that of the JSON beside it, "\\"x, y\\",0.5"']],
    [text.replace("a,b", "a,c"), ['t.csv: the header is not that of the JSON beside it, "a,b"']],
    [`${text}z,1\r\n`, ["t.csv: it goes on after the 2 rows of the JSON beside it"]],
    [text.replace(",true\r\n", ""), ['t.csv: row 2 is not that of the JSON beside it, ",true"']],
  ])("says of %j what differs: %j", (given, problems) => {
    expect(compareCsv(table, given, "t.csv")).toEqual(problems);
  });
});
