import type { Cell } from "#contract/snapshot/cells.ts";
import { ERROR_UNITS, SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";
import { countedRuns } from "./outcome.ts";
import { comparePlaces } from "./place.ts";

/** What ranks: the share of runs that pass, or the mean score. */
export type Metric = "success" | "score";

/** A sum of scores, in the snapshot's units, as a mean; null over nothing. */
export const meanOf = (sum: number, count: number): number | null => (count > 0 ? sum / SCORE_UNITS / count : null);

/** What an entry did in one cell, as one metric sees it: the runs that it counts, their sum and how much they differ. */
export interface Observation {
  scenario: number;
  tier: number;
  /** Counted runs for the success rate, scored runs for the score; at least 1. */
  runs: number;
  /** Passes, or the sum of scores. */
  sum: number;
  /** The sum of the squared differences from their mean. */
  spread: number;
  /** The standard error of their mean, where each of them states its own; else absent. */
  error?: number;
}

/** What a cell says to a metric, or undefined if none of its runs counts in it. */
export const observationOf = (cell: Cell, metric: Metric): Observation | undefined => {
  const { scenario, tier, pass } = cell;
  const runs = metric === "success" ? countedRuns(cell) : cell.scoreRuns;
  if (runs === 0) return undefined;
  if (metric === "success") return { scenario, tier, runs, sum: pass, spread: (pass * (runs - pass)) / runs };
  return {
    ...{ scenario, tier, runs, sum: cell.scoreSum / SCORE_UNITS, spread: cell.scoreSpread / SPREAD_UNITS / runs },
    ...(cell.scoreErrorRuns === runs && { error: Math.sqrt(cell.scoreErrorSquares / ERROR_UNITS) / runs }),
  };
};

/** The observations of one entry's cells, by scenario and tier: the same in whatever order the cells come. */
export const observationsOf = (cells: readonly Cell[], metric: Metric): readonly Observation[] => {
  const observations: Observation[] = [];
  for (const cell of cells) {
    const observation = observationOf(cell, metric);
    if (observation) observations.push(observation);
  }
  return observations.sort(comparePlaces);
};

/** The mean of a cell's runs: its success rate or its score. */
export const cellMean = ({ sum, runs }: Pick<Observation, "sum" | "runs">): number => sum / runs;
