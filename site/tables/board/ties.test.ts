import { expect, it } from "vitest";
import { rangesOf } from "./ties.ts";

it.each([
  [[], []],
  [[3], [[3, 3]]],
  [[1, 2, 3], [[1, 3]]],
  [
    [1, 2, 4, 5, 9],
    [
      [1, 2],
      [4, 5],
      [9, 9],
    ],
  ],
])("makes ranges of %j", (numbers, ranges) => {
  expect(rangesOf(numbers)).toEqual(ranges);
});
