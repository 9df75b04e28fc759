import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareUntilKnown, type Verdict } from "./stopping.ts";

/** The rule as the methodology writes it, computed from all pairs each time: products rather than sums of logarithms. */
const mixture = (gains: readonly number[]): number => {
  let sum = 0;
  for (let j = 1; j <= 32; j++) {
    const bet = Math.cos(((2 * j - 1) * Math.PI) / 128);
    sum += gains.reduce((product, gain) => product * (1 + bet * gain), 1);
  }
  return sum / 32;
};

const verdictOf = (pairs: readonly number[], margin: number, comparisons: number): Verdict => {
  if (mixture(pairs) >= 40 * comparisons) return "better";
  if (mixture(pairs.map((pair) => -pair)) >= 40 * comparisons) return "worse";
  if (margin === 0) return "open";
  const noWorse = mixture(pairs.map((pair) => (pair + margin) / (1 + margin))) >= 20;
  const noBetter = mixture(pairs.map((pair) => (margin - pair) / (1 + margin))) >= 20;
  return noWorse && noBetter ? "equivalent" : "open";
};

describe("compareUntilKnown", () => {
  it("says after every pair what the formula says of all of them", () => {
    const pairs = fc.array(fc.constantFrom(-1, -0.5, 0, 0, 0.25, 1), { minLength: 1, maxLength: 60 });
    const verdicts = new Set<Verdict>();
    fc.assert(
      fc.property(pairs, fc.constantFrom(0, 0.1, 0.5), fc.constantFrom(1, 3), (given, margin, comparisons) => {
        const comparison = compareUntilKnown({ margin, comparisons });
        given.forEach((pair, place) => {
          const verdict = comparison.add(pair);
          verdicts.add(verdict);
          expect(verdict).toBe(verdictOf(given.slice(0, place + 1), margin, comparisons));
        });
      }),
      { seed: 10, numRuns: 300 },
    );
    expect(verdicts).toContain("open");
  });

  it.each<[string, number[], number, Verdict]>([
    ["always wins", Array(12).fill(1), 0, "better"],
    ["always loses", Array(12).fill(-1), 0, "worse"],
    ["is always even, within half a point", Array(40).fill(0), 0.5, "equivalent"],
    ["is always even, with no margin", Array(40).fill(0), 0, "open"],
  ])("ends where one %s", (_what, pairs, margin, verdict) => {
    const comparison = compareUntilKnown({ margin });
    expect(pairs.map((pair) => comparison.add(pair)).at(-1)).toBe(verdict);
    expect(verdictOf(pairs, margin, 1)).toBe(verdict);
  });

  it("knows when the first is no worse, before it is known to be no better", () => {
    const comparison = compareUntilKnown({ margin: 0.2 });
    expect(comparison.isNoWorse()).toBe(false);
    let pairs = 0;
    while (!comparison.isNoWorse() && pairs < 200) {
      comparison.add(pairs % 2 === 0 ? 0.5 : 0);
      pairs += 1;
    }
    expect(pairs).toBeLessThan(200);
    expect(
      mixture(Array.from({ length: pairs }, (_, place) => ((place % 2 === 0 ? 0.5 : 0) + 0.2) / 1.2)),
    ).toBeGreaterThanOrEqual(20);
    expect(compareUntilKnown().isNoWorse()).toBe(false);
  });

  it("asks more of each of several comparisons", () => {
    const until = (comparisons: number) => {
      const comparison = compareUntilKnown({ comparisons });
      for (let pairs = 1; ; pairs++) if (comparison.add(1) === "better") return pairs;
    };
    expect(until(10)).toBeGreaterThan(until(1));
  });

  it.each([1.0001, -2, Number.NaN])("takes no difference of %d", (difference) => {
    expect(() => compareUntilKnown().add(difference)).toThrow(RangeError);
  });
});
