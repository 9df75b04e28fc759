import { sum } from "d3-array";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { eligibleRuns } from "../cells/outcome.ts";
import { sumOf } from "../cells/sum-of.ts";

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

/**
 * What the runs of the given cells, or batches, used. Each run weighs the same. Whoever reports nothing has null, never 0. Where all that
 * is reported of cost, tokens or time is exactly 0 it was not measured, and counts as not reported.
 */
export const usageOf = (rows: readonly Record<RunMeasure, number>[]): Usage => {
  const total = (measure: RunMeasure) => sumOf(rows, measure);
  const eligible = sum(rows, eligibleRuns);
  const figure = (runs: number, amount: number): Figure => ({
    mean: runs > 0 ? amount / runs : null,
    total: runs > 0 ? amount : null,
    runs,
    share: eligible > 0 ? runs / eligible : null,
  });
  const measured = (runs: number, amount: number): Figure => figure(amount === 0 ? 0 : runs, amount);
  const cost = measured(total("costRuns"), total("costSum") / COST_UNITS);
  const passes = total("costPasses");
  return {
    cost,
    costPerSuccess: cost.total !== null && passes > 0 ? cost.total / passes : null,
    tokens: measured(total("tokenRuns"), total("tokensInSum") + total("tokensOutSum")),
    duration: measured(total("durationRuns"), total("durationSum") / DURATION_UNITS),
    toolCalls: figure(total("toolCallRuns"), total("toolCallSum")),
  };
};
