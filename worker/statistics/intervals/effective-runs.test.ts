import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "../cells/observation.ts";
import { effectiveRuns } from "./effective-runs.ts";

const cell = (scenario: number, runs: number, passes: number, tier = 0): Observation => ({
  ...{ scenario, tier, runs, sum: passes, spread: (passes * (runs - passes)) / runs },
});

const cells = fc
  .array(fc.record({ runs: fc.integer({ min: 1, max: 20 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 2,
    maxLength: 15,
  })
  .map((list) => list.map(({ runs, share }, scenario) => cell(scenario, runs, Math.round(runs * share))));

describe("effectiveRuns", () => {
  it("lies between the number of scenarios and that of the independent runs", () => {
    fc.assert(
      fc.property(cells, (given) => {
        const independent = given.length ** 2 / given.reduce((sum, { runs }) => sum + 1 / runs, 0);
        const effective = effectiveRuns(given);
        expect(effective).toBeGreaterThanOrEqual(given.length - 1e-9);
        expect(effective).toBeLessThanOrEqual(independent + 1e-9);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("is the number of scenarios with one run each, whatever came of them", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { minLength: 2, maxLength: 40 }), (verdicts) => {
        expect(effectiveRuns(verdicts.map((passed, scenario) => cell(scenario, 1, passed)))).toBeCloseTo(
          verdicts.length,
          9,
        );
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("follows the formula of the methodology", () => {
    // Nine scenarios of ten runs, 80 of 90 passed, all ten failures in one.
    const given = Array.from({ length: 9 }, (_, scenario) => cell(scenario, 10, scenario === 0 ? 0 : 10));
    const [n, m] = [9, 90];
    const q = (8 + 1) / (n + 2);
    const v = (8 + 1 - (n + 2) * q * q) / (n + 1);
    const rho = Math.min(1, Math.max(0, (v / (q * (1 - q)) - n / m) / (1 - n / m)));
    expect(effectiveRuns(given)).toBeCloseTo(1 / (rho / n + (1 - rho) / m), 12);
    expect(rho).toBe(1);
    const even = Array.from({ length: 9 }, (_, scenario) => cell(scenario, 10, 5));
    const evenV = (9 * 0.25 + 1 - 11 * 0.25) / 10;
    const evenRho = Math.max(0, (evenV / 0.25 - 0.1) / 0.9);
    expect(effectiveRuns(even)).toBeCloseTo(1 / (evenRho / 9 + (1 - evenRho) / 90), 12);
  });

  it("grows with runs that differ within scenarios, and hardly with runs that are all alike", () => {
    const of = (runs: number, passesOf: (scenario: number) => number) =>
      effectiveRuns(Array.from({ length: 10 }, (_, scenario) => cell(scenario, runs, passesOf(scenario))));
    expect(of(20, () => 10)).toBeGreaterThan(of(2, () => 1) * 2);
    expect(of(20, (scenario) => (scenario % 2) * 20)).toBeLessThan(11);
  });
});
