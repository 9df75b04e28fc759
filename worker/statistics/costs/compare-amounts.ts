import { deviation, mean, rollup, sum } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { type Interval, studentInterval } from "../intervals/interval.ts";
import { LEAST_SCENARIOS, type Part, quotientOf, ratioOf } from "./ratio.ts";

/** What two entries' runs used of one thing, over the scenarios where both report it. */
export interface AmountsCompared {
  /** A run of each: US dollars, tokens or milliseconds. */
  a: number;
  b: number;
  /** How many times b's amount is a's. */
  times: number;
  timesInterval: Interval | null;
  /** a minus b, a run: the mean over the scenarios. */
  difference: number;
  differenceInterval: Interval | null;
  scenarios: number;
}

/** The sums of each thing that runs report, how many report it, and what a sum is divided by. */
const THINGS = {
  cost: { sums: ["costSum"], runs: "costRuns", unit: COST_UNITS },
  tokens: { sums: ["tokensInSum", "tokensOutSum"], runs: "tokenRuns", unit: 1 },
  duration: { sums: ["durationSum"], runs: "durationRuns", unit: DURATION_UNITS },
} as const satisfies Record<string, { sums: readonly RunMeasure[]; runs: RunMeasure; unit: number }>;
export type Thing = keyof typeof THINGS;

const partsOf = (cells: readonly Cell[], { sums, runs, unit }: (typeof THINGS)[Thing]): Map<number, Part> =>
  rollup(
    cells.filter((cell) => cell[runs] > 0),
    (own) => ({
      amount: sum(own, (cell) => sum(sums, (name) => cell[name])) / unit,
      count: sum(own, (cell) => cell[runs]),
    }),
    ({ scenario }) => scenario,
  );

/** The mean of a's amounts minus b's, scenario by scenario, with Student's interval. */
const differenceOf = (a: readonly Part[], b: readonly Part[]) => {
  const differences = a.map(({ amount, count }, place) => amount / count - ratioOf(b.slice(place, place + 1)));
  const difference = mean(differences) ?? 0;
  const error = (deviation(differences) ?? 0) / Math.sqrt(differences.length);
  const isTold = differences.length >= LEAST_SCENARIOS && error > 0;
  return { difference, differenceInterval: isTold ? studentInterval(difference, error, differences.length - 1) : null };
};

/**
 * Compares what the runs of two entries used, over the scenarios where both report it: as a ratio, whose interval is the jackknife's on the
 * logarithm, and as a difference, whose interval is Student's of the scenarios' differences. Both are approximate: amounts are skewed.
 * Undefined where no scenario tells, or where one of the two used nothing. Takes the cells of each.
 */
export const compareAmounts = (a: readonly Cell[], b: readonly Cell[], thing: Thing): AmountsCompared | undefined => {
  const [partsA, partsB] = [partsOf(a, THINGS[thing]), partsOf(b, THINGS[thing])];
  const shared = [...partsA.keys()].filter((scenario) => partsB.has(scenario)).sort((x, y) => x - y);
  const [ours, theirs] = [partsA, partsB].map((parts) => shared.flatMap((scenario) => parts.get(scenario) ?? []));
  if (!ours || !theirs || shared.length === 0) return undefined;
  const { times, interval } = quotientOf(ours, theirs);
  if (!Number.isFinite(times) || times === 0) return undefined;
  return {
    ...{ a: ratioOf(ours), b: ratioOf(theirs), times, timesInterval: interval },
    ...differenceOf(ours, theirs),
    scenarios: shared.length,
  };
};
