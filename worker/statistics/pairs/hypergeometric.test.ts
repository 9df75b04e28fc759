import * as fc from "fast-check";
import { expect, it } from "vitest";
import { relativeHypergeometric } from "./fisher.ts";

const choose = (n: number, k: number): bigint => {
  let ways = 1n;
  for (let step = 1; step <= k; step++) ways = (ways * BigInt(n - k + step)) / BigInt(step);
  return ways;
};

it("weighs each count of passes by the number of ways there are to it, relative to the likeliest", () => {
  const size = fc.integer({ min: 1, max: 25 });
  fc.assert(
    fc.property(size, size, fc.nat(50), (runsA, runsB, drawn) => {
      const passes = drawn % (runsA + runsB + 1);
      const { least, weights } = relativeHypergeometric(runsA, runsB, passes);
      const most = Math.min(runsA, passes);
      expect(least).toBe(Math.max(0, passes - runsB));
      expect(weights).toHaveLength(most - least + 1);
      const ways = Array.from(
        weights,
        (_, place) => choose(runsA, least + place) * choose(runsB, passes - least - place),
      );
      const likeliest = ways.reduce((largest, one) => (one > largest ? one : largest), 0n);
      weights.forEach((weight, place) => {
        expect(weight).toBeCloseTo(Number(ways[place]) / Number(likeliest), 9);
      });
    }),
    { seed: 8, numRuns: 400 },
  );
});
