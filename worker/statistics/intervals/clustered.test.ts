import { describe, expect, it } from "vitest";
import { clusteredMean, isRounding } from "./clustered.ts";

describe("clusteredMean", () => {
  it("returns R's mean and standard error", () => {
    // R 4.2.2: t.test(c(1, 2/3, 0, 1/3)), its $estimate and $stderr
    const { mean, standardError, n } = clusteredMean([1, 2 / 3, 0, 1 / 3]);
    expect(mean).toBeCloseTo(0.5, 14);
    expect(standardError).toBeCloseTo(0.2151657414559676, 14);
    expect(n).toBe(4);
  });

  it("returns no error for a single value", () => {
    expect(clusteredMean([0.25])).toEqual({ mean: 0.25, standardError: null, n: 1 });
  });

  it("returns exactly 0 where values differ by rounding only", () => {
    expect(clusteredMean([0.3 - 0.2, 0.7 - 0.6, 0.1], 1).standardError).toBe(0);
    expect(clusteredMean([5, 5, 5]).standardError).toBe(0);
    expect(clusteredMean([0, 0]).standardError).toBe(0);
  });

  it("keeps small differences that are real", () => {
    expect(clusteredMean([1e-9, 2e-9]).standardError).toBeCloseTo(5e-10, 20);
  });

  it("rejects nothing at all", () => {
    expect(() => clusteredMean([])).toThrow("a mean needs at least one value");
  });
});

describe("isRounding", () => {
  it("tells rounding from a difference by the size of what it comes from", () => {
    expect(isRounding(0.1 + 0.2 - 0.3, 0.3)).toBe(true);
    expect(isRounding(1e-9, 1)).toBe(false);
    expect(isRounding(1e-9, 10_000)).toBe(true);
  });
});
