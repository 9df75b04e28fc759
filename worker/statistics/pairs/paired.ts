import { type Observation, scenarioMeans } from "../cells/observation.ts";
import { effectiveRuns, errorOfRuns, meanOfCells } from "../cells/run-error.ts";
import type { Scale } from "../cells/scale.ts";
import { studentTCumulative } from "../distributions/student-t.ts";
import { clusteredMean, isRounding } from "../intervals/clustered.ts";
import { clipInterval, type Interval, studentInterval } from "../intervals/intervals.ts";
import { newcombeInterval, newcombePValue } from "../intervals/newcombe.ts";
import { mcnemarExact } from "./mcnemar.ts";

/** How two entries differ over the scenarios that both have run. */
export interface PairedDifference {
  /** The first minus the second: the mean over the shared scenarios, or NaN if there is none. */
  difference: number;
  /** Clustered by scenario; null with fewer than two shared scenarios or if no scenario differs from another. */
  standardError: number | null;
  /** 95 %; null where the data do not tell one. */
  interval: Interval | null;
  /** Two-sided, of no difference, not adjusted for other comparisons; 1 where nothing can be told. */
  pValue: number;
  /** Shared scenarios, and in how many of them the first is better, worse or equal. */
  shared: number;
  won: number;
  lost: number;
  tied: number;
  /** What the p-value comes from. The interval is Student's for "student" and "mcnemar", Newcombe's and Welch's for those. */
  method: "student" | "mcnemar" | "sign" | "newcombe" | "welch" | "none";
}

/** Negative, 0 or positive as cell a comes before, with or after cell b in a sorted list. */
const compareCells = (a: Observation, b: Observation): number => a.scenario - b.scenario || a.tier - b.tier;

/** The cells that both have run, position by position: the lists themselves where they agree. Both are sorted. */
const sharedCells = (
  a: readonly Observation[],
  b: readonly Observation[],
): [readonly Observation[], readonly Observation[]] => {
  const agree = (cell: Observation, position: number) => {
    const other = b[position];
    return other !== undefined && compareCells(cell, other) === 0;
  };
  if (a.length === b.length && a.every(agree)) return [a, b];
  const ours: Observation[] = [];
  const theirs: Observation[] = [];
  let position = 0;
  for (const cell of a) {
    let other = b[position];
    while (other && compareCells(other, cell) < 0) other = b[++position];
    if (!other || compareCells(other, cell) > 0) continue;
    ours.push(cell);
    theirs.push(other);
  }
  return [ours, theirs];
};

type Test = Pick<PairedDifference, "standardError" | "interval" | "pValue" | "method">;
const untold: Test = { standardError: null, interval: null, pValue: 1, method: "none" };

/** Two entries in a single scenario: only their runs can tell how sure the difference is. */
const compareRuns = (a: readonly Observation[], b: readonly Observation[], scale: Scale): Test => {
  if (scale === "proportion") {
    const ours = { proportion: meanOfCells(a), trials: effectiveRuns(a) };
    const theirs = { proportion: meanOfCells(b), trials: effectiveRuns(b) };
    const interval = newcombeInterval(ours, theirs);
    return { standardError: null, interval, pValue: newcombePValue(ours, theirs), method: "newcombe" };
  }
  const error = errorOfRuns([...a, ...b], 1 / a.length);
  if (!error) return untold;
  const difference = meanOfCells(a) - meanOfCells(b);
  const pValue = 2 * studentTCumulative(-Math.abs(difference) / error.standardError, error.degreesOfFreedom);
  const interval = studentInterval(difference, error.standardError, error.degreesOfFreedom);
  return { standardError: null, interval: clipDifference(interval, scale), pValue, method: "welch" };
};

const clipDifference = (interval: Interval, scale: Scale): Interval =>
  scale === "open" ? interval : clipInterval(interval, -1, 1);

/** The size of the largest of some means; kept, since a board compares each entry's means with every other's. */
const knownSizes = new WeakMap<readonly number[], number>();
const largestSize = (means: readonly number[]): number => {
  let size = knownSizes.get(means);
  if (size === undefined) {
    size = means.reduce((largest, mean) => Math.max(largest, Math.abs(mean)), 0);
    knownSizes.set(means, size);
  }
  return size;
};

/** The differences of two entries' scenario means, and the size of the largest mean. What is only rounding becomes 0. */
const differencesOf = (ours: readonly number[], theirs: readonly number[]) => {
  const magnitude = Math.max(largestSize(ours), largestSize(theirs));
  const differences = new Float64Array(ours.length);
  for (let scenario = 0; scenario < ours.length; scenario++) {
    const difference = (ours[scenario] ?? Number.NaN) - (theirs[scenario] ?? Number.NaN);
    differences[scenario] = isRounding(difference, magnitude) ? 0 : difference;
  }
  return { differences, magnitude };
};

/** One binary trial in one cell of each scenario, for both. */
const areSingleTrials = (a: readonly Observation[], b: readonly Observation[], scenarios: number): boolean =>
  a.length === scenarios && a.every(({ runs }) => runs === 1) && b.every(({ runs }) => runs === 1);

/**
 * How entry a differs from entry b, over the scenarios (and in each the tiers) that both have run. Takes the sorted observations of
 * each and the scale of their board.
 * - Student's t on the mean of the scenarios' differences, with shared − 1 degrees of freedom.
 * - p from McNemar's exact test where both have one binary trial a scenario.
 * - The same difference in every scenario: no error can be told; p from the exact sign test, 2·½ⁿ.
 * - One shared scenario: Newcombe's interval of the runs' success rates, or Welch's test of the runs' scores.
 */
export const pairedDifference = (
  a: readonly Observation[],
  b: readonly Observation[],
  scale: Scale,
): PairedDifference => {
  const [ourCells, theirCells] = sharedCells(a, b);
  if (ourCells.length === 0) return { ...untold, difference: Number.NaN, shared: 0, won: 0, lost: 0, tied: 0 };
  const { differences, magnitude } = differencesOf(scenarioMeans(ourCells), scenarioMeans(theirCells));
  let won = 0;
  let lost = 0;
  for (const difference of differences) {
    if (difference > 0) won++;
    else if (difference < 0) lost++;
  }
  const { mean: difference, standardError, n: shared } = clusteredMean(differences, magnitude);
  const counts = { difference, shared, won, lost, tied: shared - won - lost };
  if (standardError === null) return { ...counts, ...compareRuns(ourCells, theirCells, scale) };
  const isBinary = scale === "proportion" && areSingleTrials(ourCells, theirCells, shared);
  if (standardError === 0) {
    const method = isBinary ? "mcnemar" : won + lost > 0 ? "sign" : "none";
    return { ...counts, standardError: null, interval: null, pValue: mcnemarExact(won, lost), method };
  }
  const interval = clipDifference(studentInterval(difference, standardError, shared - 1), scale);
  const pValue = isBinary
    ? mcnemarExact(won, lost)
    : 2 * studentTCumulative(-Math.abs(difference) / standardError, shared - 1);
  return { ...counts, standardError, interval, pValue, method: isBinary ? "mcnemar" : "student" };
};
