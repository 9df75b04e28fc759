import { observationsOf } from "#statistics/cells/observation.ts";
import { finalRuns } from "#statistics/cells/outcome.ts";
import { placeKey } from "#statistics/cells/place.ts";
import { effectiveRuns } from "#statistics/intervals/effective-runs.ts";
import { formatDollars } from "#words/amounts.ts";
import { formatUnits } from "#words/comparison.ts";
import { describePValue, formatPoints, formatPointsRange } from "#words/differences.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatCounted, formatInterval, formatRank, formatRate, roughly } from "#words/numbers.ts";
import { factOf } from "../kept/facts.ts";
import { type Board, boardOf, rankedOf } from "./boards.ts";
import type { SuiteVersion } from "./suites.ts";

/** A figure of a leaderboard, computed step by step. */
export interface WorkedExample {
  id: string;
  title: string;
  steps: readonly string[];
}

const nameOf = ({ version }: Board, entry: number): string => entryTitle(version.entries[entry] ?? { agent: "" });

type Ranked = Board["standings"][number];

const outcomesOf = (board: Board, standing: Ranked): WorkedExample => {
  const { pass, counted, infrastructureError, notStated } = standing;
  const ended = finalRuns(standing);
  const without = notStated === 0 ? "" : ` and ${formatCount(notStated)} without a verdict`;
  return {
    id: "example-outcomes",
    title: "Which runs count",
    steps: [
      `${nameOf(board, standing.entry)} has ${formatCounted(ended, "run")} that ended, ${formatCount(infrastructureError)} of them by an error of the infrastructure${without}, so that ${formatCounted(counted, "run counts", "runs count")}.`,
      `${formatCount(pass)} of these passed. That share of runs, ${formatRate(pass / counted)}, is not yet the rate: every cell weighs the same.`,
    ],
  };
};

/** None where the interval is over tiers or runs, or lies between what the entry lacks at its worst and at its best: other steps lead there. */
const rateOf = (board: Board, { entry, estimate, covered, coverable }: Ranked): WorkedExample | undefined => {
  if (covered !== coverable || estimate.unit !== "scenario") return undefined;
  const inside = new Set(board.places.map(placeKey));
  const own = (board.version.cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell)));
  const observations = observationsOf(own, "success");
  const scenarios = new Set(observations.map(({ scenario }) => scenario)).size;
  const worth = observations.length ** 2 / observations.reduce((sum, { runs }) => sum + 1 / runs, 0);
  const sum = observations.reduce((all, { sum: passes, runs }) => all + passes / runs, 0);
  const effective = effectiveRuns(observations);
  return {
    id: "example-rate",
    title: "A success rate and its interval",
    steps: [
      `Its rates in the ${formatCounted(observations.length, "cell")} of the board add up to ${roughly(sum)}; the mean is ${formatRate(sum / observations.length)}.`,
      `n = ${formatCounted(scenarios, "scenario")}, and if all its runs were independent they would be worth M = ${roughly(worth)}.`,
      `From how alike the runs of a scenario are, N = ${roughly(effective)} effective runs, and Clopper and Pearson’s interval at that number is ${formatInterval(estimate.interval, board.metric)}.`,
    ],
  };
};

/** What a p-value comes from, in words. */
const METHODS = {
  mcnemar: "the exact test of McNemar",
  student: "Student’s t with one added scenario",
  boschloo: "Boschloo’s exact test",
  fisher: "Fisher’s exact test",
  welch: "Welch’s test",
  normal: "the normal test",
  none: "no test",
} as const;

const pairOf = (board: Board, a: number, b: number): WorkedExample | undefined => {
  const pair = board.pairs(a, b);
  if (!pair) return undefined;
  const { difference, interval, pValue, adjustedPValue, won, lost, n, unit, method } = pair;
  return {
    id: "example-pair",
    title: "Two entries, task by task",
    steps: [
      `Over ${formatUnits(n, unit)}, ${nameOf(board, a)} does better than ${nameOf(board, b)} on ${formatCount(won)} and worse on ${formatCount(lost)} of them.`,
      `The difference is ${formatPoints(difference, board.metric)} points${interval ? ` (${formatPointsRange(interval, board.metric)})` : ""}; ${describePValue(pValue)} by ${METHODS[method]}.`,
      `Corrected by Holm for the comparisons of each of the two, ${describePValue(adjustedPValue)}: ${board.isAbove(a, b) ? "clearly better" : "no clear difference"}.`,
    ],
  };
};

const rankOf = (board: Board, { entry, rank }: Ranked): WorkedExample => {
  const ranked = rankedOf(board);
  const above = ranked.filter((other) => board.isAbove(other.entry, entry)).length;
  const below = ranked.filter((other) => board.isAbove(entry, other.entry)).length;
  return {
    id: "example-rank",
    title: "A rank interval",
    steps: [
      `Of the ${formatCount(ranked.length)} ranked entries ${formatCounted(above, "is", "are")} clearly better than ${nameOf(board, entry)} and ${formatCount(below)} clearly worse.`,
      `So it begins at 1 + ${formatCount(above)} = ${formatCount(1 + above)} and ends at ${formatCount(ranked.length)} − ${formatCount(below)} = ${formatCount(ranked.length - below)}: rank ${formatRank(rank)}.`,
    ],
  };
};

const costOf = (board: Board, { entry, usage }: Ranked): WorkedExample | undefined => {
  const { cost, costPerSuccess } = usage;
  if (cost.mean === null || cost.total === null || costPerSuccess === null) return undefined;
  return {
    id: "example-cost",
    title: "A cost",
    steps: [
      `${formatCounted(cost.runs, "run")} of ${nameOf(board, entry)} ${cost.runs === 1 ? "reports" : "report"} ${formatDollars(cost.total)}${cost.runs === 1 ? "" : " together"}: ${formatDollars(cost.mean)} a run, and ${formatDollars(costPerSuccess)} for each that passed.`,
    ],
  };
};

/** The figures of a board's first row, and of its second against it, step by step; none where fewer than two are ranked. */
export const workedExamples = (board: Board): WorkedExample[] => {
  const [first, second] = rankedOf(board);
  if (!first || !second) return [];
  return [
    outcomesOf(board, first),
    rateOf(board, first),
    pairOf(board, first.entry, second.entry),
    rankOf(board, second),
    costOf(board, first),
  ].filter((example) => example !== undefined);
};

/** The same of a version's board over all tiers. */
export const examplesOf = factOf("examples", (version: SuiteVersion) => workedExamples(boardOf(version, undefined)));
