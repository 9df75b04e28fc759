import { expect, it } from "vitest";
import { sampleVersion } from "../snapshot/sample-board.ts";
import { pageTable } from "./column.ts";
import { describeVersions, VERSION_COLUMNS } from "./version-columns.ts";

it("lists versions with their counts, links to them, and says which are older", () => {
  const version = { ...sampleVersion([{ passes: 1 }], 2), runs: 1_234 };
  const { heads, rows } = pageTable(VERSION_COLUMNS, [
    { ...version, path: "/suites/a/", title: "A & B", newest: true },
    { ...version, path: "/suites/a/1/", title: "A 1", newest: false },
  ]);
  expect(heads.map(({ heading }) => heading)).toEqual(["Suite", "Tasks", "Entries", "Runs"]);
  const counts = "<td>2</td><td>1</td><td>1,234</td>";
  expect(rows.map(({ cells }) => cells)).toEqual([
    `<th scope="row"><a href="/suites/a/">A &amp; B</a></th>${counts}`,
    `<th scope="row"><a href="/suites/a/1/">A 1</a> <small>an older version</small></th>${counts}`,
  ]);
});

it.each([
  [false, "<td>1</td><td>1</td><td>1</td>"],
  [true, "<td>n/a</td><td>1</td><td>1</td>"],
])("does not know how many tasks a total is of: %s", (isSummed, counts) => {
  const [row] = pageTable(VERSION_COLUMNS, [sampleVersion([{ passes: 1, isSummed }], 1)]).rows;
  expect(row?.cells).toContain(counts);
});

it.each([
  [1, 1, "1 suite, in one version."],
  [3, 3, "3 suites, each in one version."],
  [1, 2, "1 suite in 2 versions, which are never pooled."],
  [11, 1_200, "11 suites in 1,200 versions, which are never pooled."],
])("says of %d suites and %d versions: %s", (suites, versions, text) => {
  expect(describeVersions(suites, versions)).toBe(text);
});
