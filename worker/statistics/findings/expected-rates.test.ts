import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "../cells/observation.ts";
import { expectedRates } from "./expected-rates.ts";

const cell = (scenario: number, runs: number, passes: number): Observation => ({
  scenario,
  tier: 0,
  runs,
  sum: passes,
  spread: 0,
});

describe("expectedRates", () => {
  it("expects of each entry, and in each cell, as many passes as there were, with the half that is added", () => {
    const boards = fc.array(fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(boards, (passes) => {
        const entries = passes.map((own) => own.map((count, scenario) => cell(scenario, 5, count)));
        const rate = expectedRates(entries);
        const expectedOf = (entry: number, scenario: number) => 6 * rate(entry, { scenario, tier: 0 });
        passes.forEach((own, entry) => {
          const expected = own.reduce((sum, _, scenario) => sum + expectedOf(entry, scenario), 0);
          expect(expected).toBeCloseTo(
            own.reduce((sum, count) => sum + count + 0.5, 0),
            5,
          );
        });
        for (let scenario = 0; scenario < 4; scenario++) {
          const expected = passes.reduce((sum, _, entry) => sum + expectedOf(entry, scenario), 0);
          expect(expected).toBeCloseTo(
            passes.reduce((sum, own) => sum + (own[scenario] ?? 0) + 0.5, 0),
            5,
          );
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("is the same for entries that did the same, and ½ where nothing is known", () => {
    const same = [cell(0, 3, 2), cell(1, 3, 1)];
    const rate = expectedRates([same, same, []]);
    expect(rate(0, { scenario: 0, tier: 0 })).toBeCloseTo(rate(1, { scenario: 0, tier: 0 }), 9);
    expect(expectedRates([])(0, { scenario: 0, tier: 0 })).toBe(0.5);
  });

  it("expects more of the better entry, and more in the easier cell, and never certainty", () => {
    const rate = expectedRates([
      [cell(0, 10, 10), cell(1, 10, 10)],
      [cell(0, 10, 8), cell(1, 10, 2)],
    ]);
    const at = (entry: number, scenario: number) => rate(entry, { scenario, tier: 0 });
    expect(at(0, 0)).toBeGreaterThan(at(1, 0));
    expect(at(1, 0)).toBeGreaterThan(at(1, 1));
    expect(at(0, 0)).toBeLessThan(1);
  });
});
