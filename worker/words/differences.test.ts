import { expect, it } from "vitest";
import { formatPoints, formatPointsRange, formatPValue } from "./differences.ts";

it.each([
  [0.0004, "<\u00a0.001"],
  [0.0042, ".004"],
  [0.031, ".031"],
  [0.2, ".20"],
  [0.46, ".46"],
  [0.999, "1.00"],
  [1, "1.00"],
])("writes p = %d as %s", (p, text) => {
  expect(formatPValue(p)).toBe(text);
});

it.each([
  [0.058, "success", "+5.8"],
  [-0.004, "success", "−0.4"],
  [-0.00001, "success", "0.0"],
  [0, "success", "0.0"],
  [1.2345, "score", "+1.23"],
  [-0.5, "score", "−0.5"],
] as const)("writes a difference of %d in %s as %s", (difference, metric, text) => {
  expect(formatPoints(difference, metric)).toBe(text);
});

it("writes both ends of an interval", () => {
  expect(formatPointsRange({ low: -0.027, high: 0.088 }, "success")).toBe("−2.7 to +8.8");
});
