import { expect, it } from "vitest";
import { sumOf } from "./sum-of.ts";

it("adds up one measure of all rows, and nothing to 0", () => {
  const rows: Record<"pass" | "fail", number>[] = [
    { pass: 2, fail: 5 },
    { pass: 3, fail: 0 },
  ];
  expect(sumOf(rows, "pass")).toBe(5);
  expect(sumOf([], "pass")).toBe(0);
});
