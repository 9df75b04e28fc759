import { describe, expect, it } from "vitest";
import { formatDollars, formatDuration, formatTokens } from "./amounts.ts";

describe("amounts", () => {
  it.each([
    [0, "$0.00"],
    [1e-12, "<$0.000000001"],
    [1e-9, "$0.0000000010"],
    [0.000_026, "$0.000026"],
    [0.000_42, "$0.00042"],
    [0.0123, "$0.0123"],
    [0.1, "$0.10"],
    [12.345, "$12.35"],
    [999.99, "$999.99"],
    [999.996, "$1,000"],
    [1719.4, "$1,719"],
  ])("write %d dollars as %s", (dollars, text) => {
    expect(formatDollars(dollars)).toBe(text);
  });

  it.each([
    [0, "0"],
    [0.25, "0.25"],
    [12.34, "12.3"],
    [999, "999"],
    [999.7, "1k"],
    [12_345, "12.3k"],
    [999_900, "1M"],
  ])("write %d tokens as %s", (tokens, text) => {
    expect(formatTokens(tokens)).toBe(text);
  });

  it.each([
    [0, "0.0 s"],
    [0.4, "0.4 ms"],
    [12, "12 ms"],
    [99.6, "0.1 s"],
    [400, "0.4 s"],
    [42_000, "42 s"],
    [59_600, "1 min 0 s"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
  ])("write %d milliseconds as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it("read as n/a where nobody stated them", () => {
    const texts = [formatDollars, formatTokens, formatDuration].flatMap((format) => [format(null), format(undefined)]);
    expect(new Set(texts)).toEqual(new Set(["n/a"]));
  });
});
