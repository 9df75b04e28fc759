import { rollup, sum } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import type { Interval } from "../intervals/interval.ts";
import { ratioInterval } from "./ratio.ts";

/** The 95 % intervals of what an entry's runs used, in the units of the figures; null where the scenarios tell none. */
export interface UsageIntervals {
  cost: Interval | null;
  costPerSuccess: Interval | null;
  tokens: Interval | null;
  duration: Interval | null;
}

const scaled = (interval: Interval | null, unit: number): Interval | null =>
  interval && { low: interval.low / unit, high: interval.high / unit };

/** How sure the means of what an entry used are. Takes its cells; counts by scenario, over those that report. */
export const usageIntervals = (cells: readonly Cell[]): UsageIntervals => {
  const ratio = (amounts: readonly RunMeasure[], reporting: RunMeasure, counts: RunMeasure = reporting) => {
    const reported = cells.filter((cell) => cell[reporting] > 0);
    const parts = rollup(
      reported,
      (own) => ({
        amount: sum(own, (cell) => sum(amounts, (amount) => cell[amount])),
        count: sum(own, (cell) => cell[counts]),
      }),
      ({ scenario }) => scenario,
    );
    return ratioInterval([...parts.values()]);
  };
  return {
    cost: scaled(ratio(["costSum"], "costRuns"), COST_UNITS),
    costPerSuccess: scaled(ratio(["costSum"], "costRuns", "costPasses"), COST_UNITS),
    tokens: ratio(["tokensInSum", "tokensOutSum"], "tokenRuns"),
    duration: scaled(ratio(["durationSum"], "durationRuns"), DURATION_UNITS),
  };
};
