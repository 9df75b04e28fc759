import { describe, expect, it } from "vitest";
import { mcnemarExact } from "./mcnemar.ts";

describe("mcnemarExact", () => {
  it.each([
    // R 4.2.2: binom.test(b, b + c)$p.value
    [0, 5, 0.0625],
    [1, 9, 0.02148437500000001],
    [10, 25, 0.01667384780012074],
    [86, 150, 3.71593613957143e-5],
    [0, 60, 1.734723475976805e-18],
    [600, 700, 0.006015793861044966],
    [40, 20, 0.01348929373119191],
    [3, 3, 1],
    [5, 1500, 0],
    [0, 0, 1],
  ])("returns R's exact p of %d against %d", (b, c, expected) => {
    expect(mcnemarExact(b, c)).toBeCloseTo(expected, 12);
    expect(mcnemarExact(b, c) / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 10);
  });

  it("does not depend on which is which", () => {
    expect(mcnemarExact(7, 19)).toBe(mcnemarExact(19, 7));
  });

  it("neither overflows nor underflows with thousands of scenarios", () => {
    expect(mcnemarExact(5000, 5000)).toBe(1);
    // R 4.2.2: binom.test(4900, 10000)$p.value
    expect(mcnemarExact(4900, 5100)).toBeCloseTo(0.04658552770494736, 12);
  });
});
