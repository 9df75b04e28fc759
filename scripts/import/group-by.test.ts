import { expect, it } from "vitest";
import { groupBy } from "./group-by.ts";

it("groups items by a key, both in the order in which they come", () => {
  const groups = groupBy([3, 10, 5, 2, 7], (number) => number % 2 === 0);
  expect([...groups]).toEqual([
    [false, [3, 5, 7]],
    [true, [10, 2]],
  ]);
  expect(groupBy([], () => 1).size).toBe(0);
  expect([...groupBy(new Set(["a", "b"]), (text) => text.length)]).toEqual([[1, ["a", "b"]]]);
});
