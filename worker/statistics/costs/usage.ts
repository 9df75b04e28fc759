import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { eligibleRuns } from "../cells/outcome.ts";

/** What runs used of one thing, over those that report it. */
export interface Figure {
  /** A run; null if none reports it. */
  mean: number | null;
  /** Of the reporting runs, which are all of them only where the share is 1; null if none reports it. */
  total: number | null;
  /** How many runs report it. */
  runs: number;
  /** Of the eligible runs: final, without infrastructure errors; null if there is none. */
  share: number | null;
}

/** What some runs used. */
export interface Usage {
  /** US dollars. */
  cost: Figure;
  /** US dollars: the total cost of the runs that report it, divided by the passes among them; null without a pass or a cost. */
  costPerSuccess: number | null;
  /** Read and written, without what came from a prompt cache. */
  tokens: Figure;
  /** Milliseconds. */
  duration: Figure;
  toolCalls: Figure;
}

type Row = Record<RunMeasure, number>;

/** How many runs report something, and how much it is in all. */
interface Reported {
  runs: number;
  total: number;
}

/** Where all that is reported is exactly 0 it was not measured, and counts as not reported. */
const measured = (runs: number, total: number): Reported => ({ runs: total === 0 ? 0 : runs, total });

const meanOf = ({ runs, total }: Reported): number | null => (runs > 0 ? total / runs : null);

// Each measure is read by its own name rather than by one handed over: a build does it for every cell, and a name that varies takes several
// times as long to look up.

/** US dollars. */
const costOf = (rows: readonly Row[]): Reported => {
  let [runs, sum] = [0, 0];
  for (const row of rows) {
    runs += row.costRuns;
    sum += row.costSum;
  }
  return measured(runs, sum / COST_UNITS);
};

/** Milliseconds. */
const durationOf = (rows: readonly Row[]): Reported => {
  let [runs, sum] = [0, 0];
  for (const row of rows) {
    runs += row.durationRuns;
    sum += row.durationSum;
  }
  return measured(runs, sum / DURATION_UNITS);
};

/** What a run of the given cells cost in US dollars, as `usageOf` has it; null if none reports it. */
export const meanCost = (rows: readonly Row[]): number | null => meanOf(costOf(rows));

/** How many milliseconds a run of the given cells took, as `usageOf` has it; null if none reports it. */
export const meanDuration = (rows: readonly Row[]): number | null => meanOf(durationOf(rows));

/**
 * What the runs of the given cells, or batches, used. Each run weighs the same. Whoever reports nothing has null, never 0. Where all that
 * is reported of cost, tokens or time is exactly 0 it was not measured, and counts as not reported.
 */
export const usageOf = (rows: readonly Row[]): Usage => {
  let [eligible, costPasses, tokenRuns, tokens, toolCallRuns, toolCalls] = [0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    eligible += eligibleRuns(row);
    costPasses += row.costPasses;
    tokenRuns += row.tokenRuns;
    tokens += row.tokensInSum + row.tokensOutSum;
    toolCallRuns += row.toolCallRuns;
    toolCalls += row.toolCallSum;
  }
  const figure = (reported: Reported): Figure => ({
    mean: meanOf(reported),
    total: reported.runs > 0 ? reported.total : null,
    runs: reported.runs,
    share: eligible > 0 ? reported.runs / eligible : null,
  });
  const cost = figure(costOf(rows));
  return {
    cost,
    costPerSuccess: cost.total !== null && costPasses > 0 ? cost.total / costPasses : null,
    tokens: figure(measured(tokenRuns, tokens)),
    duration: figure(durationOf(rows)),
    toolCalls: figure({ runs: toolCallRuns, total: toolCalls }),
  };
};
