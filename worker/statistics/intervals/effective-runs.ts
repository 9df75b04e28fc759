import { sum } from "d3-array";
import type { Observation } from "../cells/observation.ts";
import { scenarioMeans } from "../cells/units.ts";

/** How many runs the mean of some cells is worth if all runs are independent: cells²/Σ(1/runs). Source: Kish (1965), Survey Sampling. */
const independentRuns = (cells: readonly Observation[]): number =>
  cells.length ** 2 / sum(cells, ({ runs }) => 1 / runs);

/**
 * How alike the runs of one scenario are, from 0 to 1: the intra-class correlation of an entry's scenario means, with one passed and one
 * failed scenario added so that it is known where all are equal. `worth` are the independent runs that the means are worth.
 */
const correlationOf = (means: Float64Array, worth: number): number => {
  const n = means.length;
  const shared = n / worth;
  if (shared >= 1) return 1;
  const rate = (sum(means) + 1) / (n + 2);
  const variance = (sum(means, (mean) => mean * mean) + 1 - (n + 2) * rate * rate) / (n + 1);
  const correlation = (variance / (rate * (1 - rate)) - shared) / (1 - shared);
  return Math.min(1, Math.max(0, correlation));
};

/**
 * How many independent runs an entry's success rate is worth, from the number of scenarios (all runs of one alike) to that of
 * independent runs: 1/(ρ/n + (1 − ρ)/M), ρ the intra-class correlation, n the scenarios, M the independent runs. Takes the sorted cells
 * of several scenarios. With one run a scenario it is their number.
 * Source: Kish (1965), Survey Sampling, design effect 1 + (m − 1)ρ; Korn and Graubard (1998), Confidence intervals for proportions with
 * small expected number of positive counts estimated from survey data, Survey Methodology 24:193–201: the exact interval at that number.
 */
export const effectiveRuns = (cells: readonly Observation[]): number => {
  const means = scenarioMeans(cells);
  const worth = independentRuns(cells);
  const correlation = correlationOf(means, worth);
  return 1 / (correlation / means.length + (1 - correlation) / worth);
};
