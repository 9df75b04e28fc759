import { expect, it } from "vitest";
import { compareNames } from "./compare-names.ts";

it("goes by the numbers in names", () => {
  expect(["task-10", "task-9", "Task-2"].sort(compareNames)).toEqual(["Task-2", "task-9", "task-10"]);
});

it("tells apart names that look the same to a collator", () => {
  expect(compareNames("1", "01")).not.toBe(0);
  expect(Math.sign(compareNames("A", "a"))).toBe(-Math.sign(compareNames("a", "A")));
});
