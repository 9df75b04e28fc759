import { relativeHypergeometric } from "./fisher.ts";
import type { Share } from "./newcombe.ts";

/** The maximum is taken over the common rates 1/1002 … 1001/1002. */
const RATES = 1_002;

/** As SciPy has it: what is equal but for rounding is as extreme. */
const SLACK = 1 + 1e-13;

/** P(X = x + 1)/P(X = x) of a binomial distribution whose rate has odds of 1, for x from 0. */
const stepsOf = (runs: number): Float64Array => Float64Array.from({ length: runs }, (_, x) => (runs - x) / (x + 1));

/** Fills in P(X = 0 … runs) of the binomial distribution, from the end that does not vanish. */
const fillBinomial = (probabilities: Float64Array, steps: Float64Array, rate: number): void => {
  const runs = steps.length;
  const isLow = rate <= 0.5;
  const odds = isLow ? rate / (1 - rate) : (1 - rate) / rate;
  let probability = (isLow ? 1 - rate : rate) ** runs;
  for (let x = 0; x <= runs; x++) {
    probabilities[isLow ? x : runs - x] = probability;
    // Numbers near the smallest there are take the processor a hundred times as long, and add nothing.
    probability = probability < 1e-200 ? 0 : probability * odds * (steps[x] ?? 0);
  }
};

/** Fisher's one-sided p of every table: P(first ≥ passesA, given the passes of both), by passesA and passesB. */
const oneSidedTable = (runsA: number, runsB: number): Float64Array[] => {
  const table = Array.from({ length: runsA + 1 }, () => new Float64Array(runsB + 1));
  for (let passes = 0; passes <= runsA + runsB; passes++) {
    const { least, weights } = relativeHypergeometric(runsA, runsB, passes);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let tail = 0;
    for (let place = weights.length - 1; place >= 0; place--) {
      tail += weights[place] ?? 0;
      const row = table[least + place];
      if (row) row[passes - least - place] = tail / total;
    }
  }
  return table;
};

/** For each number of passes of the first, the most passes of the second with which it looks as good as what was seen; −1: none. */
const borderOf = (table: readonly Float64Array[], seen: number): Int32Array =>
  Int32Array.from(table, (row) => row.findLastIndex((p) => p <= seen * SLACK));

/** The largest probability, over the common rates, of what looks as good for the first as what was seen. */
const oneSided = (a: Share, b: Share): number => {
  const table = oneSidedTable(a.runs, b.runs);
  const border = borderOf(table, table[a.passes]?.[b.passes] ?? 1);
  const [stepsA, stepsB] = [stepsOf(a.runs), stepsOf(b.runs)];
  const ofA = new Float64Array(a.runs + 1);
  const ofB = new Float64Array(b.runs + 1);
  let largest = 0;
  for (let step = 1; step < RATES; step++) {
    fillBinomial(ofA, stepsA, step / RATES);
    fillBinomial(ofB, stepsB, step / RATES);
    let probability = 0;
    let cumulative = 0;
    let reached = -1;
    // The border rises with the passes of the first, so that one walk along the second's suffices.
    for (let x = 0; x < ofA.length; x++) {
      const most = border[x] ?? -1;
      while (reached < most) cumulative += ofB[++reached] ?? 0;
      probability += (ofA[x] ?? 0) * cumulative;
    }
    largest = Math.max(largest, probability);
  }
  return largest;
};

const exactOf = (a: Share, b: Share): number => {
  const lead = a.passes * b.runs - b.passes * a.runs;
  const better = lead >= 0 ? oneSided(a, b) : 1;
  const worse = lead <= 0 ? oneSided(b, a) : 1;
  return Math.min(1, 2 * better, 2 * worse);
};

/** A board of one cell compares the same few counts over and over, at milliseconds a comparison. */
const known = new Map<string, number>();
const MOST_KNOWN = 50_000;

/**
 * Boschloo's exact test, two-sided, of two shares of independent runs: twice the smaller one-sided value, at most 1. A one-sided value is
 * the chance, at the common rate where it is largest (of 1,001 between 0 and 1), of a table whose one-sided p of Fisher's test is no larger.
 * SciPy: boschloo_exact([[passesA, passesB], [failuresA, failuresB]]).
 * Source: Boschloo (1970), Raised conditional level of significance for the 2 × 2-table when testing the equality of two probabilities,
 * Statistica Neerlandica 24:1–35.
 */
export const boschlooExact = (a: Share, b: Share): number => {
  const key = `${a.passes}/${a.runs} ${b.passes}/${b.runs}`;
  let pValue = known.get(key);
  if (pValue === undefined) {
    pValue = exactOf(a, b);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, pValue);
  }
  return pValue;
};
