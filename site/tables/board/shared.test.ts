import { expect, it } from "vitest";
import { formatOnBoard } from "./shared.ts";

it.each([
  ["score", 0.6, "0.600"],
  ["score", 0, "0"],
  ["score", 12.345, "12.3"],
  ["score", 1234.5, "1,230"],
  ["score", null, "n/a"],
  ["success", 0.6, "60.0"],
  ["success", 0.99999, ">99.9"],
] as const)("writes the %s %d as figures of one column are read", (metric, value, text) => {
  expect(formatOnBoard({ metric }, value)).toBe(text);
});
