import { expect, it } from "vitest";
import { wholeGroups } from "./whole-groups.ts";

it.each([
  ["", 3, { rows: "", cut: undefined }],
  ["aab", 3, { rows: "aab", cut: undefined }],
  ["aabb", 3, { rows: "aa", cut: "b" }],
  ["aabc", 3, { rows: "aab", cut: "c" }],
  ["aaaa", 3, undefined],
] as const)("of %j, of which %i may be read, gives the groups that are whole", (read, most, expected) => {
  const whole = wholeGroups([...read], most, (letter) => letter);
  expect(whole && { ...whole, rows: whole.rows.join("") }).toEqual(expected);
});
