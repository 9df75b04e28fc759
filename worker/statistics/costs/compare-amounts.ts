import { deviation, mean } from "d3-array";
import { type Interval, studentInterval } from "../intervals/interval.ts";
import type { ScenarioPart } from "./amounts.ts";
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

type Amounts = readonly ScenarioPart[];

/** The parts of the scenarios that both have. */
const sharedParts = (a: Amounts, b: Amounts): [Part[], Part[]] => {
  const [ours, theirs]: [Part[], Part[]] = [[], []];
  let place = 0;
  for (const part of a) {
    let other = b[place];
    while (other && other.scenario < part.scenario) other = b[++place];
    if (other?.scenario !== part.scenario) continue;
    ours.push(part);
    theirs.push(other);
  }
  return [ours, theirs];
};

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
 * Undefined where no scenario tells, or where one of the two used nothing. Takes the amounts of each.
 */
export const compareAmounts = (a: Amounts, b: Amounts): AmountsCompared | undefined => {
  const [ours, theirs] = sharedParts(a, b);
  if (ours.length === 0) return undefined;
  const { times, interval } = quotientOf(ours, theirs);
  if (!Number.isFinite(times) || times === 0) return undefined;
  return {
    ...{ a: ratioOf(ours), b: ratioOf(theirs), times, timesInterval: interval },
    ...differenceOf(ours, theirs),
    scenarios: ours.length,
  };
};
