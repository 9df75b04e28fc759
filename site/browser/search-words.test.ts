import { expect, it } from "vitest";
import type { SearchItem } from "./find-items.ts";
import { describeFound, nextStop, noteOf } from "./search-words.ts";

const items: SearchItem[] = [
  ["suite", "fix-bugs", "/suites/fix-bugs/", ""],
  ["task", "off-by-one", "/suites/fix-bugs/scenarios/off-by-one/", "fix-bugs"],
];

it("says what each is, and of a task which suite it is of", () => {
  expect(items.map(noteOf)).toEqual(["suite", "task of fix-bugs"]);
});

it.each([
  ["fix", 1, items, "One found."],
  ["i", 1_200, items, "1,200 found."],
  ["fixbugs", 0, items, "Nothing is called “fixbugs”. Did you mean fix-bugs?"],
  ["zzz", 0, items, "Nothing is called “zzz”."],
  ["fix", 0, undefined, "The list of names could not be read. Keep typing to try again."],
])("says of %j, found %s times", (query, found, all, said) => {
  expect(describeFound(query, found, all)).toBe(said);
});

it.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 2, undefined],
  ["ArrowUp", 2, 1],
  ["ArrowUp", 0, undefined],
  ["Enter", 1, undefined],
])("goes by %s from stop %s of 3 to %s", (key, from, to) => {
  expect(nextStop(key, from, 3)).toBe(to);
});
