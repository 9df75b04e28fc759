import { describe, expect, it } from "vitest";
import { normalCumulative, Z_95 } from "./normal.ts";

describe("normalCumulative", () => {
  it.each([
    // R 4.2.2: pnorm(z)
    [-8, 6.220960574271785e-16],
    [-5, 2.866515718791939e-7],
    [-3.5, 0.0002326290790355249],
    [-3, 0.001349898031630095],
    [-2.999, 0.001354336533727106],
    [-1, 0.158655253931457],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.5, 0.691462461274013],
    [2, 0.9772498680518208],
    [4, 0.9999683287581669],
  ])("returns R's pnorm at %d", (z, expected) => {
    expect(normalCumulative(z) / expected).toBeCloseTo(1, 12);
  });

  it("agrees where the series hands over to the continued fraction", () => {
    expect(normalCumulative(-2.5) / normalCumulative(-2.5 + 1e-14)).toBeCloseTo(1, 12);
  });

  it("leaves 2.5 % below the lower end of a 95 % interval", () => {
    expect(normalCumulative(-Z_95)).toBeCloseTo(0.025, 14);
  });
});
