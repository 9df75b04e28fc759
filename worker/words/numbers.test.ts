import { describe, expect, it } from "vitest";
import {
  formatCounted,
  formatDay,
  formatDollars,
  formatDuration,
  formatExactly,
  formatInterval,
  formatMoment,
  formatRank,
  formatRate,
  formatShare,
  formatTokens,
  formatValue,
  padValue,
} from "./numbers.ts";

describe("what is unknown", () => {
  it.each([
    formatRate(null),
    formatShare(null),
    formatDollars(null),
    formatTokens(null),
    formatDuration(null),
    formatInterval(null, "success"),
    formatValue(null, "score"),
    formatDay(0),
    formatExactly(null),
  ])("reads as %s", (text) => {
    expect(text).toBe("n/a");
  });
});

it("writes rates with their interval", () => {
  expect(formatRate(0.72345)).toBe("72.3%");
  expect(formatInterval({ low: 0.6834, high: 0.761 }, "success")).toBe("68.3–76.1");
  expect(formatInterval({ low: -0.25, high: 0.5 }, "score")).toBe("-0.25 to 0.5");
});

it("never rounds a share up to all or down to nothing", () => {
  expect(formatShare(1)).toBe("100%");
  expect(formatShare(0.9999)).toBe(">99%");
  expect(formatShare(0.0001)).toBe("<1%");
  expect(formatShare(0)).toBe("0%");
});

it("writes ranks as intervals", () => {
  expect(formatRank({ from: 1, to: 8 })).toBe("1–8");
  expect(formatRank({ from: 3, to: 3 })).toBe("3");
  expect(formatRank(null)).toBe("–");
});

it("writes money, tokens and time with their units", () => {
  expect(formatDollars(0)).toBe("$0.00");
  expect(formatDollars(0.0123)).toBe("$0.0123");
  expect(formatDollars(12.345)).toBe("$12.35");
  expect(formatTokens(999)).toBe("999");
  expect(formatTokens(12_345)).toBe("12.3k");
  expect(formatTokens(999_900)).toBe("1M");
  expect(formatDuration(400)).toBe("0.4 s");
  expect(formatDuration(200_000)).toBe("3 min 20 s");
  expect(formatDuration(7_500_000)).toBe("2 h 5 min");
});

it("writes moments of any year", () => {
  expect(formatMoment("2026-08-01T12:00:59.999Z")).toBe("2026-08-01 12:00 UTC");
  expect(formatMoment(new Date(8.64e15).toISOString())).toBe("+275760-09-13 00:00 UTC");
});

it("tells numbers apart that are more than a millionth apart", () => {
  expect([0.123_456_4, 0.123_457_5].map(formatExactly)).toEqual(["0.123456", "0.123458"]);
  expect(formatExactly(1200)).toBe("1,200");
});

it("writes one thing in the singular", () => {
  expect(formatCounted(1, "entry", "entries")).toBe("1 entry");
  expect(formatCounted(1200, "run")).toBe("1,200 runs");
});

it("pads values to one width", () => {
  expect(["5.0%", "98.9%", "100.0%"].map((text) => padValue(text).length)).toEqual([6, 6, 6]);
});
