import { describe, expect, it } from "vitest";
import { boschlooExact } from "./boschloo.ts";

describe("boschlooExact", () => {
  it.each([
    // SciPy 1.10.1: boschloo_exact([[passesA, passesB], [failuresA, failuresB]], n=1024).pvalue
    [3, 3, 0, 1, 0.2109375],
    [3, 3, 0, 3, 0.03125],
    [5, 5, 1, 5, 0.021484375],
    [7, 10, 2, 12, 0.01873364115624],
    [10, 10, 10, 10, 1],
    [3, 6, 3, 6, 0.9697265625],
    [1, 1, 1, 5, 0.31910902022],
    [40, 100, 60, 100, 0.0056851657663],
    [99, 100, 90, 100, 0.006649957],
  ])("returns SciPy's p of %d of %d against %d of %d", (passesA, runsA, passesB, runsB, expected) => {
    const [a, b] = [
      { passes: passesA, runs: runsA },
      { passes: passesB, runs: runsB },
    ];
    // The rate at which the largest value is reached may lie between two that are tried.
    expect(boschlooExact(a, b) / expected).toBeCloseTo(1, 4);
    expect(boschlooExact(b, a)).toBe(boschlooExact(a, b));
  });
});
