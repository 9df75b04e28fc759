import { describe, expect, it } from "vitest";
import {
  describeEstimate,
  describeValue,
  formatCount,
  formatCounted,
  formatInterval,
  formatNumber,
  formatPart,
  formatRank,
  formatRate,
  formatScore,
  formatShare,
  formatValue,
  padValue,
} from "./numbers.ts";

describe("what is unknown", () => {
  it.each([
    ...[formatRate, formatShare, formatScore, formatCount, formatNumber].flatMap((format) => [
      format(null),
      format(undefined),
    ]),
    ...[null, undefined, { low: null, high: null }].map((interval) => formatInterval(interval, "success")),
    formatInterval({ low: 0.1, high: null }, "score"),
    formatValue(null, "score"),
  ])("reads as %s", (text) => {
    expect(text).toBe("n/a");
  });
});

it("writes rates with their interval", () => {
  expect(formatRate(0.72345)).toBe("72.3%");
  expect(formatValue(0.72345, "success")).toBe("72.3%");
  expect([describeValue(0.72345, "success"), describeValue(7.5, "score")]).toEqual(["72.3% solved", "mean score 7.5"]);
  expect(formatInterval({ low: 0.6834, high: 0.761 }, "success")).toBe("68.3–76.1");
  expect(formatInterval({ low: -0.25, high: 0.5 }, "score")).toBe("-0.25 to 0.5");
  const interval = { low: 0.6834, high: 0.761 };
  expect(describeEstimate({ value: 0.72345, interval }, "success")).toBe("72.3% solved (68.3–76.1)");
  expect(describeEstimate({ value: 7.5, interval: null }, "score")).toBe("mean score 7.5");
});

it("never rounds a rate or a share up to all or down to nothing", () => {
  expect([0, 0.0001, 0.0005, 0.9994, 0.9999, 1].map(formatRate)).toEqual([
    ...["0.0%", "<0.1%", "0.1%", "99.9%", ">99.9%", "100.0%"],
  ]);
  expect([0, 0.0001, 0.01, 0.99, 0.9999, 1].map(formatShare)).toEqual(["0%", "<1%", "1%", "99%", ">99%", "100%"]);
});

it("writes ranks as intervals", () => {
  expect(formatRank({ from: 1, to: 8 })).toBe("1–8");
  expect(formatRank({ from: 3, to: 3 })).toBe("3");
  expect(formatRank(null)).toBe("–");
});

it("writes numbers as they were given, and none that is not 0 as 0", () => {
  expect([12_345.678_91, -0.5, 0, 0.000_26, -0.000_26, 0.0005].map((value) => formatNumber(value))).toEqual([
    ...["12,345.679", "-0.5", "0", "0.00026", "-0.00026", "0.001"],
  ]);
  expect([0.000_012_3, 87.456].map(formatScore)).toEqual(["0.0000123", "87.5"]);
});

it("tells numbers apart that are more than a millionth apart", () => {
  expect([0.123_456_4, 0.123_457_5, 1200].map((value) => formatNumber(value, 6))).toEqual([
    "0.123456",
    "0.123458",
    "1,200",
  ]);
});

it("writes counts with thousands apart, and one thing in the singular", () => {
  expect(formatCounted(1, "entry", "entries")).toBe("1 entry");
  expect(formatCounted(1200, "run")).toBe("1,200 runs");
  expect(formatPart(1087, 1091)).toBe("1,087/1,091");
});

it("pads values to one width", () => {
  expect(["5.0%", "98.9%", "100.0%"].map((text) => padValue(text).length)).toEqual([6, 6, 6]);
});

it.each([
  [0, "0"],
  [-0, "-0"],
  [1, "1"],
  [999, "999"],
  [999.4, "999"],
  [1000, "1,000"],
  [-5, "-5"],
  [2.6, "3"],
])("writes the count %d as a whole number, small or not", (count, text) => {
  expect(formatCount(count)).toBe(text);
});
