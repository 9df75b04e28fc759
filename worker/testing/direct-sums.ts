import { MEASURES, type Measure, type Measures } from "#contract/snapshot/measures.ts";
import { SPREAD_UNITS } from "#contract/snapshot/units.ts";
import type { SubmittedRun } from "./make-run.ts";
import { outcomeColumn } from "./recount.ts";

// Sums as anybody would compute them, in doubles and in points, dollars and milliseconds: by what the measures mean, and by nothing of how
// they are kept.

/** An amount, and how often it is there. */
type Amount = readonly [value: number, times: number];

const NOT_METERED = ["not_final", "infrastructure_error", "excluded"];

const isMetered = (run: SubmittedRun) => !NOT_METERED.includes(outcomeColumn(run));
const trialsOf = ({ trials }: SubmittedRun) => trials ?? 1;

/** The attempts of a run, those alike together: their outcome and score. */
const attemptsOf = (run: SubmittedRun): { outcome: string; score: number | null; times: number }[] => {
  const [outcome, times, stated] = [outcomeColumn(run), trialsOf(run), run.totalScore ?? null];
  if (run.passes == null || outcome !== "not_stated") {
    return [{ outcome, score: stated ?? (run.status === "failed" ? 0 : null), times }];
  }
  return [
    { outcome: "pass", score: stated === null ? null : 1, times: run.passes },
    { outcome: "fail", score: stated === null ? null : 0, times: times - run.passes },
  ];
};

const passesOf = (run: SubmittedRun) =>
  attemptsOf(run).reduce((sum, { outcome, times }) => sum + (outcome === "pass" ? times : 0), 0);

const scoresOf = (run: SubmittedRun): Amount[] =>
  isMetered(run)
    ? attemptsOf(run).flatMap(({ score, times }) => (score === null ? [] : [[score, times] as const]))
    : [];

/** A value that a run states of itself as a whole, if it counts. */
const once = (run: SubmittedRun, value: number | null | undefined): Amount[] =>
  isMetered(run) && value != null ? [[value, 1]] : [];

/** One, as often as the run stands for attempts, where something holds. */
const trialsIf = (run: SubmittedRun, holds: boolean): Amount[] => (holds ? [[1, trialsOf(run)]] : []);

const errorsOf = (run: SubmittedRun): Amount[] =>
  trialsOf(run) === 1 && run.totalScore != null ? once(run, run.scoreStandardError) : [];

const tokensOf = (run: SubmittedRun) => {
  const { tokensIn, tokensOut } = run.telemetry ?? {};
  return tokensIn == null || tokensOut == null ? undefined : { tokensIn, tokensOut };
};

const passScoresOf = (run: SubmittedRun): Amount[] =>
  run.totalScore == null
    ? []
    : attemptsOf(run).flatMap(({ outcome, score, times }) =>
        outcome === "pass" && score !== null ? [[score, times] as const] : [],
      );

const passWeightedOf = (run: SubmittedRun): Amount[] =>
  outcomeColumn(run) === "pass" && run.weightedScore != null ? [[run.weightedScore, trialsOf(run)]] : [];

const isCompleted = (run: SubmittedRun) =>
  isMetered(run) && (run.status === "completed" || outcomeColumn(run) === "pass");

const completedScoresOf = (run: SubmittedRun): Amount[] =>
  isCompleted(run) && run.totalScore != null ? scoresOf(run) : [];

const completedWeightedOf = (run: SubmittedRun): Amount[] =>
  isCompleted(run) && run.weightedScore != null ? [[run.weightedScore, trialsOf(run)]] : [];

const ofOutcome =
  (name: string) =>
  (run: SubmittedRun): Amount[] =>
    attemptsOf(run).flatMap(({ outcome, times }) => (outcome === name ? [[1, times] as const] : []));

/** What each run adds to every measure. */
const AMOUNTS: Record<Measure, (run: SubmittedRun) => Amount[]> = {
  runs: () => [[1, 1]],
  pass: ofOutcome("pass"),
  fail: ofOutcome("fail"),
  timeout: ofOutcome("timeout"),
  refusal: ofOutcome("refusal"),
  unknownFailure: ofOutcome("unknown_failure"),
  infrastructureError: ofOutcome("infrastructure_error"),
  notStated: ofOutcome("not_stated"),
  notFinal: ofOutcome("not_final"),
  excluded: ofOutcome("excluded"),
  scoreRuns: scoresOf,
  scoreSum: scoresOf,
  scoreSpread: scoresOf,
  scoreErrorRuns: errorsOf,
  scoreErrorSquares: (run) => errorsOf(run).map(([error, times]) => [error ** 2, times]),
  costRuns: (run) => trialsIf(run, isMetered(run) && run.telemetry?.costUsd != null),
  costSum: (run) => once(run, run.telemetry?.costUsd),
  costPasses: (run) => (run.telemetry?.costUsd == null ? [] : [[1, passesOf(run)]]),
  tokenRuns: (run) => trialsIf(run, isMetered(run) && tokensOf(run) !== undefined),
  tokensInSum: (run) => once(run, tokensOf(run)?.tokensIn),
  tokensOutSum: (run) => once(run, tokensOf(run)?.tokensOut),
  durationRuns: (run) => trialsIf(run, isMetered(run) && run.telemetry?.durationMs != null),
  durationSum: (run) => once(run, run.telemetry?.durationMs),
  toolCallRuns: (run) => trialsIf(run, isMetered(run) && run.telemetry?.toolCalls != null),
  toolCallSum: (run) => once(run, run.telemetry?.toolCalls),
  syntheticRuns: (run) => trialsIf(run, run.synthetic === true),
  firstPartyRuns: (run) => trialsIf(run, run.relationship === "first-party"),
  thirdPartyRuns: (run) => trialsIf(run, run.relationship === "third-party"),
  summedRuns: (run) => trialsIf(run, trialsOf(run) > 1),
  passScoreRuns: passScoresOf,
  passScoreSum: passScoresOf,
  passWeightedRuns: passWeightedOf,
  passWeightedSum: passWeightedOf,
  completedRuns: (run) => trialsIf(run, isCompleted(run)),
  completedScoreRuns: completedScoresOf,
  completedScoreSum: completedScoresOf,
  completedWeightedRuns: completedWeightedOf,
  completedWeightedSum: completedWeightedOf,
};

/** How many amounts there are, their mean, their standard deviation (of two at least), and the largest of them. */
export const describeAmounts = (amounts: readonly Amount[]) => {
  const total = (of: (value: number) => number) => amounts.reduce((sum, [value, times]) => sum + of(value) * times, 0);
  const count = total(() => 1);
  const mean = total((value) => value) / Math.max(1, count);
  const deviation = Math.sqrt(total((value) => (value - mean) ** 2) / Math.max(1, count - 1));
  return { count, mean, deviation, largest: Math.max(1, ...amounts.map(([value]) => Math.abs(value))) };
};

/** How far a figure may be from what is computed directly, as a share of the scale. */
export const PRECISION = 1e-9;

/**
 * How a measure differs from what is computed of the runs directly; undefined: not at all. Counts are exact, means and deviations within
 * PRECISION.
 */
const differenceOf = (name: Measure, value: number, runs: readonly SubmittedRun[]): string | undefined => {
  const definition = MEASURES[name];
  const { count, mean, deviation, largest } = describeAmounts(runs.flatMap(AMOUNTS[name]));
  if (definition.kind === "count") return value === count ? undefined : `${name} is ${value}, not ${count}`;
  const [found, direct] =
    definition.kind === "sum"
      ? [value / definition.units / Math.max(1, count), mean]
      : [Math.sqrt(value / SPREAD_UNITS / Math.max(1, count) / Math.max(1, count - 1)), deviation];
  return Math.abs(found - direct) <= PRECISION * largest ? undefined : `${name}: ${found}, directly ${direct}`;
};

/** How measures of some runs differ from what is computed of these directly: a line each. */
export const differencesFrom = (
  runs: readonly SubmittedRun[],
  measures: Partial<Measures>,
  names: readonly Measure[],
): string[] => names.flatMap((name) => differenceOf(name, measures[name] ?? Number.NaN, runs) ?? []);
