import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clopperPearson } from "./clopper-pearson.ts";

describe("clopperPearson", () => {
  it.each([
    // R 4.2.2: binom.test(successes, runs)$conf.int. The first four are the examples of Newcombe (1998), Two-sided confidence intervals
    // for the single proportion, table I, method 5: 0.2527–0.3676, 0.0578–0.1617, 0–0.1684, 0.0009–0.1776.
    [81, 263, 0.2527367455852712, 0.3676219226013514],
    [15, 148, 0.05784401008344855, 0.161650490349479],
    [0, 20, 0, 0.1684334709830854],
    [1, 29, 0.0008726468835799228, 0.1776442954887228],
    [10, 10, 0.6915028921812392, 1],
    [1, 1, 0.025, 1],
    [0, 1, 0, 0.975],
    [250, 500, 0.4552855693242275, 0.5447144306757725],
    [499, 500, 0.9889075231010312, 0.9999493656659926],
  ])("returns R's interval of %d of %d", (successes, runs, low, high) => {
    const interval = clopperPearson(successes / runs, runs);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it("takes a number of runs that is not whole", () => {
    // R 4.2.2: qbeta(c(.025, .975), c(.633 * 7.3, .633 * 7.3 + 1), c(7.3 - .633 * 7.3 + 1, 7.3 - .633 * 7.3))
    const { low, high } = clopperPearson(0.633, 7.3);
    expect(low).toBeCloseTo(0.2347560902366272, 12);
    expect(high).toBeCloseTo(0.9271377121296585, 12);
  });

  it("contains the share and stays within 0 to 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (share, runs) => {
          const { low, high } = clopperPearson(share, runs);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(share);
          expect(high).toBeGreaterThanOrEqual(share);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 1 },
    );
  });

  it("rejects what is no share of runs", () => {
    expect(() => clopperPearson(0, 0)).toThrow("not a share of runs: 0 of 0");
    expect(() => clopperPearson(1.5, 2)).toThrow("not a share of runs: 1.5 of 2");
    expect(() => clopperPearson(Number.NaN, 2)).toThrow(RangeError);
  });
});
