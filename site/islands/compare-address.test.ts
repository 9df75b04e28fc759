import { expect, it } from "vitest";
import { BoardQuerySchema } from "#contract/figures/stats-query.ts";
import { boardAddress, compareAddress, everyTwo, readCompare, withEntry } from "./compare-address.ts";

it("reads what an address asks to compare, and writes it", () => {
  const address = { suite: "s", suiteVersion: "2.0", entries: ["a~m", "b"] };
  expect(compareAddress(address)).toBe("/compare/?suite=s&suiteVersion=2.0&entry=a%7Em&entry=b");
  expect(readCompare("?suite=s&suiteVersion=2.0&entry=a~m&entry=b&word=x")).toEqual(address);
  expect(readCompare("")).toEqual({ suite: "", suiteVersion: undefined, entries: [] });
});

it("takes no entry twice, and five at most", () => {
  const query = ["a", "a", "", "b", "c", "d", "e", "f"].map((entry) => `entry=${entry}`).join("&");
  expect(readCompare(`?${query}`).entries).toEqual(["a", "b", "c", "d", "e"]);
});

it.each([
  [1, "c", ["a", "c"]],
  [2, "c", ["a", "b", "c"]],
  [0, "", ["b"]],
  [1, "a", ["a"]],
])("puts another entry into place %d", (place, entry, entries) => {
  expect(withEntry(["a", "b"], place, entry)).toEqual(entries);
});

it("pairs every two", () => {
  expect(everyTwo(["a", "b", "c"])).toEqual([
    ["a", "b"],
    ["a", "c"],
    ["b", "c"],
  ]);
  expect(everyTwo(["a"])).toEqual([]);
});

it.each([
  [{ suite: "a/b", suiteVersion: "1.0" }, "/api/boards/a%2Fb", { version: "1.0", metric: "success" }],
  [{ suite: "s" }, "/api/boards/s", { version: "", metric: "success" }],
])("asks for the board of %j as the API takes it", (of, path, query) => {
  const address = new URL(boardAddress(of), "http://host");
  expect(address.pathname).toBe(path);
  expect(BoardQuerySchema.parse(Object.fromEntries(address.searchParams))).toEqual(query);
});
