import { expect, it } from "vitest";
import { boardOf } from "../../snapshot/boards.ts";
import type { EntriesCompared } from "../../snapshot/comparison.ts";
import { compareEntries } from "../../snapshot/comparison.ts";
import { sampleVersion } from "../../snapshot/sample-board.ts";
import { groupsTable } from "./group-columns.ts";

const plain = sampleVersion([{ passes: 20 }, { passes: 0 }, { passes: 20 }]);
// The first half is of one project, the second of another, and one task alone of a third.
const version = {
  ...plain,
  scenarios: plain.scenarios.map((_, place) => `${place < 20 ? "one" : place < 39 ? "two" : "three"}__${place}`),
};
const compare = (a: number, b: number) => compareEntries(boardOf(version, undefined), a, b) as EntriesCompared;

it("has a row a group with enough tasks, coloured where the difference is beyond noise", () => {
  const compared = compare(0, 1);
  expect(compared.groups?.leftOut).toBe(1);
  const { table, axis } = groupsTable(compared) ?? { table: { heads: [], rows: [] }, axis: undefined };
  expect(table.heads[0]?.heading).toBe("Project");
  expect(table.rows.map(({ attributes }) => attributes["class"])).toEqual(["worse", undefined]);
  expect(table.rows[0]?.cells).toContain("<td>20</td><td>+100.0</td>");
  expect(table.rows[1]?.cells).toContain("<td>19</td><td>0.0</td>");
  expect(axis?.high).toBe(100);
});

it("is not there without groups", () => {
  expect(groupsTable({ ...compare(0, 1), groups: null })).toBeNull();
});
