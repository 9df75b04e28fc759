import { describe, expect, it } from "vitest";
import { scoresOf } from "./score.ts";

const verdict = (score: number, maxScore: number, weight: number) => ({ score, maxScore, weight });

describe("scoresOf", () => {
  it("averages shares, once each the same and once by weight", () => {
    const scores = scoresOf([verdict(3, 4, 3), verdict(0, 1, 1)], 0.5);
    expect(scores).toEqual({ totalScore: 0.375, weightedScore: 5.625, successMetric: 0.5625, isSuccessful: true });
  });

  it.each([
    [0.5625, true],
    [0.57, false],
    [1, false],
    [0, true],
  ])("passes from the threshold on: %d", (success, isSuccessful) => {
    expect(scoresOf([verdict(3, 4, 3), verdict(0, 1, 1)], success).isSuccessful).toBe(isSuccessful);
  });

  it("misses no threshold by rounding", () => {
    const thirds = [verdict(1, 3, 0.1), verdict(1, 3, 0.1), verdict(1, 3, 0.1)];
    expect(scoresOf(thirds, 1 / 3).isSuccessful).toBe(true);
    expect(scoresOf([verdict(1, 1, 0.1), verdict(1, 1, 0.2), verdict(1, 1, 0.7)], 1).isSuccessful).toBe(true);
  });

  it("refuses to score nothing", () => {
    expect(() => scoresOf([], 0)).toThrow(RangeError);
  });
});
