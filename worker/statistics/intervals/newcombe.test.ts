import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newcombeInterval, newcombePValue } from "./newcombe.ts";

const share = (successes: number, trials: number) => ({ proportion: successes / trials, trials });

describe("newcombeInterval", () => {
  it.each([
    // Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("returns the published interval of %d/%d − %d/%d", (a, m, b, n, low, high) => {
    const interval = newcombeInterval(share(a, m), share(b, n));
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});

describe("newcombePValue", () => {
  it.each([
    // R 4.2.2: w <- function(x, n, z) prop.test(x, n, conf.level = 2*pnorm(z) - 1, correct = FALSE)$conf.int
    // f <- function(z) a/m - b/n - sqrt((a/m - w(a, m, z)[1])^2 + (w(b, n, z)[2] - b/n)^2)
    // 2*pnorm(-uniroot(f, c(0.01, 6), tol = 1e-13)$root)
    [9, 10, 3, 10, 0.004963401417510459],
    [56, 70, 48, 80, 0.008133140358606801],
    [5, 56, 0, 29, 0.1175557306725747],
  ])("returns the level at which the interval of %d/%d − %d/%d touches 0", (a, m, b, n, expected) => {
    expect(newcombePValue(share(a, m), share(b, n))).toBeCloseTo(expected, 9);
    expect(newcombePValue(share(b, n), share(a, m))).toBeCloseTo(expected, 9);
  });

  it("returns 1 for equal proportions", () => {
    expect(newcombePValue(share(1, 2), share(5, 10))).toBe(1);
  });

  it("is below 0.05 exactly where the interval excludes 0", () => {
    const shares = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 30 })).map(([x, n]) => share(Math.min(x, n), n));
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        const { low, high } = newcombeInterval(a, b);
        expect(newcombePValue(a, b) < 0.05).toBe(low > 0 || high < 0);
        expect(low).toBeLessThanOrEqual(a.proportion - b.proportion);
        expect(high).toBeGreaterThanOrEqual(a.proportion - b.proportion);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
