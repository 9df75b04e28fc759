import { expect, it } from "vitest";
import { pageTable } from "./column.ts";
import { VERSION_COLUMNS } from "./version-columns.ts";

it("lists versions with their counts, links to them, and says which are older", () => {
  const version = { scenarios: ["a", "b"], entries: [{ agent: "x" }], runs: 1_234 };
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
