import { describe, expect, it } from "vitest";
import { stripOf } from "./run-strip.ts";

describe("stripOf", () => {
  it("places a run among others from the least to the most of them", () => {
    expect(stripOf(20, [10, 20, 30, undefined])).toEqual({
      ...{ others: [4, 50, 96], own: 50, median: 50, medianValue: 20 },
      comparison: "about the median",
    });
  });

  it("says nothing of what is not known, or of too few", () => {
    expect(stripOf(undefined, [1, 2, 3])).toBeUndefined();
    expect(stripOf(1, [1, 2, undefined])).toBeUndefined();
  });

  it.each([
    [16, [10, 10, 16], "1.6 × the median"],
    [63, [100, 63, 100], "63% of the median"],
    [109, [100, 100, 109], "about the median"],
    [126, [100, 100, 126], "1.3 × the median"],
    [1234, [10, 10, 1234], "123 × the median"],
    [4, [1, 2, 3, 4], "1.6 × the median"],
    [5, [0, 0, 5], "above the median of 0"],
    [0, [0, 0, 5], "about the median"],
  ])("compares %d with the median of %j", (own, all, comparison) => {
    expect(stripOf(own, all)?.comparison).toBe(comparison);
  });

  it("puts equal figures in the middle", () => {
    expect(stripOf(7, [7, 7, 7])).toMatchObject({ own: 50, median: 50, others: [50, 50, 50] });
  });
});
