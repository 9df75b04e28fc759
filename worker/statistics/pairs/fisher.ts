import type { Share } from "./newcombe.ts";

/** Relative slack within which two probabilities count as equal, as R has it. */
const SLACK = 1 + 1e-7;

/**
 * The probabilities of each count of passes in the first group, given all passes of both, relative to the most likely one. The first
 * belongs to the returned `least` count.
 */
export const relativeHypergeometric = (runsA: number, runsB: number, passes: number) => {
  const least = Math.max(0, passes - runsB);
  const most = Math.min(runsA, passes);
  const mode = Math.min(most, Math.max(least, Math.floor(((passes + 1) * (runsA + 1)) / (runsA + runsB + 2))));
  const weights = new Float64Array(most - least + 1);
  weights[mode - least] = 1;
  // P(x + 1)/P(x) = (runsA − x)(passes − x)/((x + 1)(runsB − passes + x + 1))
  const ratio = (x: number) => ((runsA - x) * (passes - x)) / ((x + 1) * (runsB - passes + x + 1));
  for (let x = mode; x < most; x++) weights[x + 1 - least] = (weights[x - least] ?? 0) * ratio(x);
  for (let x = mode - 1; x >= least; x--) weights[x - least] = (weights[x + 1 - least] ?? 0) / ratio(x);
  return { least, weights };
};

/**
 * Fisher's exact test, two-sided, of two shares of independent runs: the probability of all tables with the same totals that are no
 * likelier than the one at hand. R: fisher.test(matrix(c(passesA, failuresA, passesB, failuresB), 2))$p.value.
 * Source: Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98:39–82.
 */
export const fisherExact = (a: Share, b: Share): number => {
  const { least, weights } = relativeHypergeometric(a.runs, b.runs, a.passes + b.passes);
  const seen = (weights[a.passes - least] ?? 0) * SLACK;
  let total = 0;
  let extreme = 0;
  for (const weight of weights) {
    total += weight;
    if (weight <= seen) extreme += weight;
  }
  return Math.min(1, extreme / total);
};
