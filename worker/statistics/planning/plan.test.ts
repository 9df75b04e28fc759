import { describe, expect, it } from "vitest";
import {
  MOST_PLANNED,
  noncentralUpperTail,
  powerOfDifference,
  runsFor,
  scenariosFor,
  standardErrorFor,
} from "./plan.ts";

// Reference values: R 4.2.2.

describe("noncentralUpperTail", () => {
  it.each([
    [2.5, 7, 1.3, 0.176328177258], // pt(2.5, 7, ncp = 1.3, lower.tail = FALSE)
    [2.5, 1, 1.3, 0.384957284622], // pt(2.5, 1, ncp = 1.3, lower.tail = FALSE)
    [2.5, 200, 4, 0.932086256414], // pt(2.5, 200, ncp = 4, lower.tail = FALSE)
  ])("is beyond %d with %d degrees of freedom around %d as in R", (t, df, ncp, expected) => {
    expect(noncentralUpperTail(t, df, ncp)).toBeCloseTo(expected, 7);
  });

  it("refuses less than one degree of freedom", () => {
    expect(() => noncentralUpperTail(1, 0, 0)).toThrow("degrees of freedom must be 1 or more: 0");
  });
});

describe("powerOfDifference", () => {
  it.each([
    [20, 0.1, 0.3, 0.05, 0.293160057553], // power.t.test(n = 20, delta = 0.1, sd = 0.3, type = "paired")$power
    [9, 0.15, 0.2, 0.05, 0.507285859905], // power.t.test(n = 9, delta = 0.15, sd = 0.2, type = "paired")$power
    [2, 1, 0.5, 0.05, 0.175664003714], // power.t.test(n = 2, delta = 1, sd = 0.5, type = "paired")$power
    [500, 0.03, 0.4, 0.01, 0.182905356556], // power.t.test(n = 500, delta = 0.03, sd = 0.4, sig.level = 0.01, type = "paired")$power
  ])("of %d scenarios that differ by %d ± %d at level %d is R's", (n, difference, deviation, alpha, expected) => {
    expect(powerOfDifference(difference, deviation / Math.sqrt(n), n - 1, alpha)).toBeCloseTo(expected, 7);
    expect(powerOfDifference(-difference, deviation / Math.sqrt(n), n - 1, alpha)).toBeCloseTo(expected, 7);
  });
});

describe("standardErrorFor", () => {
  it("is the standard deviation that R finds, over the root of n", () => {
    // power.t.test(n = 20, delta = 0.1, sd = NULL, power = 0.8, type = "paired")$sd / sqrt(20)
    expect(standardErrorFor(0.1, 19, { alpha: 0.05, power: 0.8 })).toBeCloseTo(0.0338571228052, 8);
    // power.t.test(n = 9, delta = 0.15, sd = NULL, power = 0.9, type = "paired")$sd / 3
    expect(standardErrorFor(-0.15, 8, { alpha: 0.05, power: 0.9 })).toBeCloseTo(0.0404047255339, 8);
  });

  it("asks more of a test that is to err less or to find more, whatever was asked before", () => {
    const errorFor = (alpha: number, power: number) => standardErrorFor(0.1, 19, { alpha, power });
    expect(errorFor(0.05, 0.9)).toBeLessThan(errorFor(0.05, 0.8));
    expect(errorFor(0.01, 0.8)).toBeLessThan(errorFor(0.05, 0.8));
  });
});

describe("scenariosFor", () => {
  it.each([
    [0.1, 0.3, 0.8, 73], // power.t.test(delta = 0.1, sd = 0.3, power = 0.8, type = "paired")$n: 72.584
    [0.5, 0.2, 0.9, 5], // power.t.test(delta = 0.5, sd = 0.2, power = 0.9, type = "paired")$n: 4.0089
    [-0.02, 0.5, 0.8, 4908], // power.t.test(delta = 0.02, sd = 0.5, power = 0.8, type = "paired")$n: 4907.47
    [0.3, 0, 0.8, 2],
  ])("for a difference of %d ± %d and power %d is R's, rounded up", (difference, deviation, power, expected) => {
    expect(scenariosFor(difference, deviation, { alpha: 0.05, power })).toBe(expected);
  });

  it.each([
    [0.0033, 1, 0.8],
    [0.04, 0.3, 0.95],
    [0.2, 0.25, 0.3],
    [0.9, 0.1, 0.99],
  ])("for a difference of %d ± %d and power %d is the least that has it", (difference, deviation, power) => {
    const found = scenariosFor(difference, deviation, { alpha: 0.05, power }) ?? Number.NaN;
    const powerWith = (n: number) => powerOfDifference(difference, deviation / Math.sqrt(n), n - 1, 0.05);
    expect(powerWith(found)).toBeGreaterThanOrEqual(power);
    expect(found === 2 || powerWith(found - 1) < power).toBe(true);
  });

  it("speaks of up to a million, and of no more", () => {
    // (1.959964 + 0.841621)² / difference² + 1.959964² / 2: 999919.99
    expect(scenariosFor(0.0028017, 1, { alpha: 0.05, power: 0.8 })).toBe(999_920);
    expect(scenariosFor(0.0028014, 1, { alpha: 0.05, power: 0.8 })).toBeNull();
  });

  it("finds none for no difference or a hopelessly small one", () => {
    expect(scenariosFor(0, 0.3, { alpha: 0.05, power: 0.8 })).toBeNull();
    expect(scenariosFor(1e-5, 0.3, { alpha: 0.05, power: 0.8 })).toBeNull();
  });
});

describe("runsFor", () => {
  it.each([
    [0.5, 0.75, 0.9, 77], // power.prop.test(p1 = 0.5, p2 = 0.75, power = 0.9)$n: 76.707
    [0.3, 0.2, 0.8, 294], // power.prop.test(p1 = 0.2, p2 = 0.3, power = 0.8)$n: 293.151
    [1, 0.6, 0.8, 15], // power.prop.test(p1 = 1, p2 = 0.6, power = 0.8)$n: 14.460
  ])("for rates %d and %d and power %d is R's, rounded up", (a, b, power, expected) => {
    expect(runsFor(a, b, { alpha: 0.05, power })).toBe(expected);
  });

  it("finds none for equal rates or above the limit", () => {
    expect(runsFor(0.5, 0.5, { alpha: 0.05, power: 0.8 })).toBeNull();
    expect(runsFor(0.5, 0.5005, { alpha: 0.05, power: 0.8 })).toBeNull();
    expect(MOST_PLANNED).toBe(1_000_000);
  });
});
