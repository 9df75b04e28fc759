import { describe, expect, it } from "vitest";
import { allocateRuns, expectedRunVariance, MOST_RUNS_A_CELL, type Stratum, varianceOf } from "./allocation.ts";

describe("expectedRunVariance", () => {
  it("is the mean of p(1 − p) under the prior updated by the runs", () => {
    // R: integrate(function(p) p*(1-p)*dbeta(p, 1+3, 1+2), 0, 1): 0.2142857
    expect(expectedRunVariance(3, 5)).toBeCloseTo(0.2142857142857, 12);
    // R: integrate(function(p) p*(1-p)*dbeta(p, 2, 1), 0, 1): 0.1666667
    expect(expectedRunVariance(1, 1)).toBeCloseTo(1 / 6, 12);
    expect(expectedRunVariance(0, 0)).toBeCloseTo(1 / 6, 12);
  });
});

const strata: Stratum[] = [
  { runs: 1, variance: 0.25, weight: 0.5 },
  { runs: 1, variance: 0.01, weight: 0.5 },
  { runs: 40, variance: 0.25, weight: 0.5 },
];

describe("allocateRuns", () => {
  it("gives the runs to the cells that lessen the variance most, and no more than needed", () => {
    const target = 0.01;
    const runs = allocateRuns(strata, target) ?? [];
    const withRuns = (list: readonly number[]) =>
      strata.map((stratum, position) => ({ ...stratum, runs: list[position] ?? 0 }));
    expect(varianceOf(withRuns(runs))).toBeLessThanOrEqual(target);
    expect(runs[2]).toBe(40);
    // Neyman: runs in proportion to the standard deviations, 5 : 1.
    expect((runs[0] ?? 0) / (runs[1] ?? 1)).toBeGreaterThan(3);
    const total = runs.reduce((sum, count) => sum + count, 0);
    // No other allocation of two runs fewer reaches it.
    for (let first = 1; first < total - 40; first++) {
      const second = total - 40 - 2 - first;
      if (second >= 1) expect(varianceOf(withRuns([first, second, 40]))).toBeGreaterThan(target);
    }
  });

  it("adds nothing where there is enough", () => {
    expect(allocateRuns(strata, 1)).toEqual([1, 1, 40]);
  });

  it("finds none where no number of runs suffices", () => {
    expect(allocateRuns(strata, 0)).toBeNull();
    expect(allocateRuns(strata, 1e-9)).toBeNull();
    expect(allocateRuns([{ runs: 0, variance: 0.25, weight: 1 }], 0.25 / MOST_RUNS_A_CELL)).toEqual([MOST_RUNS_A_CELL]);
  });
});
