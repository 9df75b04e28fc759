import { expect, it } from "vitest";
import { describePairs } from "./describe-pairs.ts";

it.each([
  [[true], "One of the two is clearly better."],
  [[false], "Neither of the two is clearly better."],
  [[false, false], "Of these 2 pairs, none has a clearly better entry."],
  [[false, true], "Of these 2 pairs, one has a clearly better entry."],
  [[true, true, false], "Of these 3 pairs, 2 have a clearly better entry."],
])("says of %j: %s", (told, text) => {
  expect(describePairs(told.map((isTold) => ({ isTold })))).toBe(text);
});
