import { describe, expect, it } from "vitest";
import { quotientOf, ratioInterval } from "./ratio.ts";

const parts = (amounts: readonly number[], counts: readonly number[]) =>
  amounts.map((amount, place) => ({ amount, count: counts[place] ?? 0 }));

describe("ratioInterval", () => {
  it("returns R's jackknife interval on the logarithm", () => {
    // R 4.2.2: a <- c(3, 1, 4, 1, 5, 9); b <- c(2, 2, 1, 3, 2, 2); n <- 6; l <- log((sum(a) - a)/(sum(b) - b));
    // se <- sqrt((n - 1)/n * sum((l - mean(l))^2)); sum(a)/sum(b) * exp(c(-1, 1) * qt(.975, n - 2) * se)
    const interval = ratioInterval(parts([3, 1, 4, 1, 5, 9], [2, 2, 1, 3, 2, 2]));
    expect(interval?.low).toBeCloseTo(0.6297037869785633, 10);
    expect(interval?.high).toBeCloseTo(5.833871714092408, 10);
  });

  it("is a point where each scenario has the same ratio", () => {
    const { low, high } = ratioInterval(parts([2, 4, 6, 2, 4], [1, 2, 3, 1, 2])) ?? { low: 0, high: 0 };
    expect([low, high].map((end) => Number(end.toFixed(9)))).toEqual([2, 2]);
  });

  it("is not told by fewer than five scenarios, nor where leaving one out leaves nothing", () => {
    expect(ratioInterval(parts([1, 2, 3, 4], [1, 1, 1, 1]))).toBeNull();
    expect(ratioInterval(parts([1, 2, 3, 4, 5], [0, 0, 1, 0, 0]))).toBeNull();
    expect(ratioInterval(parts([0, 0, 3, 0, 0], [1, 1, 1, 1, 1]))).toBeNull();
  });
});

describe("quotientOf", () => {
  it("takes the scenarios of both together", () => {
    const [a, b] = [parts([1, 2, 1, 3, 2, 1], [1, 1, 1, 1, 1, 1]), parts([2, 4, 2, 6, 4, 2], [1, 1, 1, 1, 1, 1])];
    // Twice as dear in each scenario: no doubt, though either's own cost is doubtful.
    const { times, interval } = quotientOf(a, b);
    expect(times).toBeCloseTo(2, 12);
    expect(interval?.low).toBeCloseTo(2, 9);
    expect(interval?.high).toBeCloseTo(2, 9);
  });

  it("returns R's jackknife interval", () => {
    // R 4.2.2: a <- c(1, 2, 1, 3, 2, 1); b <- c(3, 2, 5, 4, 9, 1); n <- 6; l <- log(sum(b) - b) - log(sum(a) - a);
    // se <- sqrt((n - 1)/n * sum((l - mean(l))^2)); sum(b)/sum(a) * exp(c(-1, 1) * qt(.975, n - 2) * se)
    const ones = [1, 1, 1, 1, 1, 1];
    const { interval } = quotientOf(parts([1, 2, 1, 3, 2, 1], ones), parts([3, 2, 5, 4, 9, 1], ones));
    expect(interval?.low).toBeCloseTo(0.9592955583427597, 10);
    expect(interval?.high).toBeCloseTo(6.004405993446632, 10);
  });
});
