import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentTCumulative, studentTQuantile } from "./student-t.ts";

describe("studentTCumulative", () => {
  it.each([
    // R 4.2.2: pt(t, df)
    [-2, 8, 0.04025811897863131],
    [1.5, 3, 0.8847080673775886],
    [0.1, 1, 0.5317255174305535],
    [-12, 499, 1.262004699589955e-29],
    [-40, 20, 7.287348277155344e-21],
    [2.5, 7.3, 0.9801748826671998],
    [-1.96, 1e6, 0.0249980337926349],
    [0.001, 5, 0.5003796066139012],
    [-5, 1e4, 2.915163306831321e-7],
    [-1e5, 2, 4.99999999925e-11],
  ])("returns R's pt(%d, %d)", (t, df, expected) => {
    expect(studentTCumulative(t, df) / expected).toBeCloseTo(1, 10);
  });

  it("returns one half at 0 and the limits at infinity", () => {
    expect(studentTCumulative(0, 3)).toBe(0.5);
    expect(studentTCumulative(Number.POSITIVE_INFINITY, 3)).toBe(1);
    expect(studentTCumulative(Number.NEGATIVE_INFINITY, 3)).toBe(0);
  });

  it("rejects degrees of freedom that are not above 0", () => {
    expect(() => studentTCumulative(1, 0)).toThrow("degrees of freedom must be above 0: 0");
    expect(() => studentTCumulative(1, Number.NaN)).toThrow(RangeError);
  });
});

describe("studentTQuantile", () => {
  it.each([
    // R 4.2.2: qt(p, df)
    [0.975, 1, 12.70620473617469],
    [0.975, 2, 4.302652729749462],
    [0.975, 3, 3.182446305283708],
    [0.975, 4, 2.776445105197793],
    [0.975, 8, 2.306004135204166],
    [0.975, 9, 2.262157162798205],
    [0.975, 29, 2.045229642132703],
    [0.975, 133, 1.977961264167715],
    [0.975, 499, 1.964729390987688],
    [0.975, 1e4, 1.960201239890626],
    [0.975, 1e6, 1.959966356814107],
    [0.995, 8, 3.355387331333395],
    [0.6, 2.7, 0.2793284633179693],
    [1e-6, 3, -103.2994677804193],
    [0.9999, 12.5, 5.183021023760723],
    [1e-10, 1, -3183098861.837906],
  ])("returns R's qt(%d, %d)", (p, df, expected) => {
    expect(studentTQuantile(p, df) / expected).toBeCloseTo(1, 10);
  });

  it("returns 0 in the middle", () => {
    expect(studentTQuantile(0.5, 4)).toBe(0);
  });

  it("inverts the cumulative distribution", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 0.999, noNaN: true }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        (p, df) => {
          expect(studentTCumulative(studentTQuantile(p, df), df) / p).toBeCloseTo(1, 9);
        },
      ),
      { seed: 1 },
    );
  });

  it("rejects what is no probability", () => {
    expect(() => studentTQuantile(1, 3)).toThrow("probability must be between 0 and 1: 1");
    expect(() => studentTQuantile(Number.NaN, 3)).toThrow(RangeError);
  });
});
