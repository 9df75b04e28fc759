import { sum } from "d3-array";

/** A cell of one entry, as a plan sees it. */
export interface Stratum {
  /** Runs that count there already; 0 or more. */
  runs: number;
  /** The variance of one run. */
  variance: number;
  /** What its mean is multiplied with in the figure that is planned for. */
  weight: number;
}

/**
 * The variance that a cell's runs have, as far as they tell: the mean of p(1 − p) over what p can be after `passes` of `runs`, if any p
 * was as likely before: (passes + 1)(runs − passes + 1)/((runs + 2)(runs + 3)). One run alone does not make it 0.
 * Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, section 2.4: the Beta(1, 1) prior of a proportion.
 */
export const expectedRunVariance = (passes: number, runs: number): number =>
  ((passes + 1) * (runs - passes + 1)) / ((runs + 2) * (runs + 3));

/** Σ weight²·variance/runs: the variance of the figure. */
export const varianceOf = (strata: readonly Stratum[]): number =>
  sum(strata, ({ runs, variance, weight }) => (weight * weight * variance) / runs);

/** The most runs that a plan asks for in one cell. */
export const MOST_RUNS_A_CELL = 1_000;

/** The runs of a cell in proportion to its weight and standard deviation, where that is more than there are. */
const runsAt = ({ runs, variance, weight }: Stratum, rate: number): number =>
  Math.max(runs, 1, Math.ceil(weight * Math.sqrt(variance) * rate));

/** The variance of the figure with the runs that a rate gives. */
const varianceAt = (strata: readonly Stratum[], rate: number): number =>
  sum(strata, (stratum) => (stratum.weight * stratum.weight * stratum.variance) / runsAt(stratum, rate));

/**
 * How many runs each cell should have so that the variance of the figure is at most `target`, with the fewest runs added: in
 * proportion to weight × standard deviation, where that is more than there are. Null if MOST_RUNS_A_CELL in each do not suffice.
 * Source: Neyman (1934), On the two different aspects of the representative method, Journal of the Royal Statistical Society
 * 97:558–625: optimum allocation.
 */
export const allocateRuns = (strata: readonly Stratum[], target: number): number[] | null => {
  const suffices = (rate: number) => varianceAt(strata, rate) <= target;
  const strongest = Math.max(...strata.map(({ weight, variance }) => weight * Math.sqrt(variance)));
  if (!(target > 0 && strongest > 0)) return null;
  let [tooLow, enough] = [0, MOST_RUNS_A_CELL / strongest];
  if (!suffices(enough)) return null;
  for (let step = 0; step < 60; step++) {
    const middle = (tooLow + enough) / 2;
    if (suffices(middle)) enough = middle;
    else tooLow = middle;
  }
  return strata.map((stratum) => runsAt(stratum, enough));
};
