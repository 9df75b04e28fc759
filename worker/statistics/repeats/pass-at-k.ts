import { mean } from "d3-array";
import type { Observation } from "../cells/observation.ts";
import { clopperPearson } from "../intervals/clopper-pearson.ts";
import type { Interval } from "../intervals/interval.ts";

/** A rate over cells that are tried several times, with how sure it is. */
export interface RepeatedRate {
  value: number;
  /** 95 %: Clopper and Pearson's at as many trials as there are scenarios. */
  interval: Interval;
  /** How many cells and scenarios it is over. */
  cells: number;
  scenarios: number;
}

/** C(chosen, k)/C(all, k), which is 0 where fewer than k were chosen. */
const shareOfSubsets = (chosen: number, all: number, k: number): number => {
  let share = 1;
  for (let drawn = 0; drawn < k; drawn++) share *= (chosen - drawn) / (all - drawn);
  return Math.max(0, share);
};

const rateOf = (
  observations: readonly Observation[],
  least: number,
  ofCell: (passes: number, runs: number) => number,
): RepeatedRate | null => {
  if (observations.length === 0 || observations.some(({ runs }) => runs < least)) return null;
  const value = mean(observations, ({ sum, runs }) => ofCell(sum, runs)) ?? 0;
  const scenarios = new Set(observations.map(({ scenario }) => scenario)).size;
  return { value, interval: clopperPearson(value, scenarios), cells: observations.length, scenarios };
};

const requireTries = (k: number): void => {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`the number of tries must be a whole number above 0: ${k}`);
};

/**
 * pass@k: the chance that at least one of k runs of a cell passes, as the mean over the cells of 1 − C(n − c, k)/C(n, k), c passes of n runs.
 * Null unless every cell has k runs or more. Takes an entry's observations of success.
 * Source: Chen et al. (2021), Evaluating Large Language Models Trained on Code, arXiv:2107.03374, equation 1.
 */
export const passAtK = (observations: readonly Observation[], k: number): RepeatedRate | null => {
  requireTries(k);
  return rateOf(observations, k, (passes, runs) => 1 - shareOfSubsets(runs - passes, runs, k));
};

/**
 * pass^k: the chance that all of k runs of a cell pass, as the mean over the cells of C(c, k)/C(n, k). Null unless every cell has k runs.
 * Source: Yao et al. (2024), τ-bench, arXiv:2406.12045, section 3.
 */
export const passHatK = (observations: readonly Observation[], k: number): RepeatedRate | null => {
  requireTries(k);
  return rateOf(observations, k, (passes, runs) => shareOfSubsets(passes, runs, k));
};

/**
 * The flip rate: the chance that two runs of a cell disagree, as the mean over the cells of 2c(n − c)/(n(n − 1)). Unlike the share of cells with
 * both results it does not grow with the number of runs. Null unless every cell has two runs.
 */
export const flipRate = (observations: readonly Observation[]): RepeatedRate | null =>
  rateOf(observations, 2, (passes, runs) => (2 * passes * (runs - passes)) / (runs * (runs - 1)));

/** The most tries that every cell of an entry has: up to which k something can be said. 0 without cells. */
export const fewestRuns = (observations: readonly Observation[]): number =>
  observations.length === 0 ? 0 : Math.min(...observations.map(({ runs }) => runs));
