import { relativeHypergeometric } from "../pairs/fisher.ts";

/** Passes of runs. */
export interface Passes {
  passes: number;
  runs: number;
}

/** The chances of each number of passes of the first, from `least` on, given all passes of both. */
interface Chances {
  least: number;
  weights: Float64Array;
}

const normalized = ({ least, weights }: Chances): Chances => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { least, weights: weights.map((weight) => weight / total) };
};

/** The chances of the sum of two independent counts. */
const addedTo = (a: Chances, b: Chances): Chances => {
  const weights = new Float64Array(a.weights.length + b.weights.length - 1);
  a.weights.forEach((weight, x) => {
    b.weights.forEach((other, y) => {
      weights[x + y] = (weights[x + y] ?? 0) + weight * other;
    });
  });
  return { least: a.least + b.least, weights };
};

/**
 * How likely the second passes as little, or less, beside the first in the same strata if both pass alike in each: one-sided, exact, given
 * the passes of both in every stratum. One stratum is Fisher's one-sided test.
 * Source: Gart (1970), Point and interval estimation of the common odds ratio in the combination of 2 × 2 tables with fixed marginals,
 * Biometrika 57:471–475; R: mantelhaen.test(exact = TRUE, alternative = "greater").
 */
export const stratifiedDrop = (strata: readonly { before: Passes; after: Passes }[]): number => {
  let chances: Chances = { least: 0, weights: Float64Array.of(1) };
  let seen = 0;
  for (const { before, after } of strata) {
    if (before.runs === 0 || after.runs === 0) continue;
    seen += before.passes;
    const own = relativeHypergeometric(before.runs, after.runs, before.passes + after.passes);
    chances = addedTo(chances, normalized(own));
  }
  const start = seen - chances.least;
  return Math.min(
    1,
    chances.weights.subarray(start).reduce((sum, weight) => sum + weight, 0),
  );
};
