import { recordOf } from "../names/records.ts";
import { byOutcomeMeasure, type Outcome } from "../runs/outcomes.ts";
import type { Relationship, Telemetry } from "../runs/run.ts";
import { squareWordsOf, squareWordsSql, unitsOf, unitsSql, wordsOf, wordsSql } from "./exact.ts";
import { columnsOfMeasure, MEASURE_NAMES, MEASURES, type Measure, type MeasureColumnName } from "./measures.ts";

/** The telemetry that is summed up. */
export const SUMMED_TELEMETRY = [
  "costUsd",
  "tokensIn",
  "tokensOut",
  "durationMs",
  "toolCalls",
] as const satisfies readonly (keyof Telemetry)[];
type SummedTelemetry = Record<(typeof SUMMED_TELEMETRY)[number], number | null>;

/** What a run states of the telemetry that is summed up; null: nothing. */
export const summedTelemetry = (read: (field: keyof SummedTelemetry) => unknown): SummedTelemetry =>
  recordOf(SUMMED_TELEMETRY, (field) => {
    const value = read(field);
    return typeof value === "number" ? value : null;
  });

/** A run as it is counted: as submitted, or as decisions corrected it. Null: not stated. */
export interface CountedRun extends SummedTelemetry {
  outcome: Outcome;
  status: "completed" | "failed" | "running" | "incomplete";
  totalScore: number | null;
  weightedScore: number | null;
  /** Of the score as it was submitted. */
  scoreStandardError: number | null;
  /** How many attempts it stands for, and how many of them passed; null: it is not known as a total. */
  trials: number;
  passes: number | null;
  synthetic: boolean;
  relationship: Relationship | null;
}

/**
 * What one run adds to a measure, said twice. `sql` is the database's amount, an expression over the columns of a run as decisions corrected
 * it (with `is_metered`, `is_scored`, `is_completed` and `is_total` beside them); `of` says the same in TypeScript, for whoever counts the
 * runs again. A sum may be of as many equal amounts as `times` says.
 */
interface Contribution extends Amount {
  times?: Amount;
}

interface Amount {
  sql: string;
  of: (run: CountedRun) => number;
}

/** Whether telemetry and evaluations of a run count: it is final, not spoilt by the infrastructure and not excluded. */
export const isMetered = ({ outcome }: Pick<CountedRun, "outcome">): boolean =>
  outcome !== "not-final" && outcome !== "infrastructure-error" && outcome !== "excluded";

const isScored = (run: CountedRun): boolean => isMetered(run) && (run.totalScore !== null || run.status === "failed");

/** Whether a run counts as completed; a pass does, also where a decision made one of a failed run. */
export const isCompleted = (run: Pick<CountedRun, "outcome" | "status">): boolean =>
  isMetered(run) && (run.status === "completed" || run.outcome === "pass");

const isRanBy =
  (wanted: Relationship) =>
  ({ relationship }: CountedRun): boolean =>
    relationship === wanted;

/** Whether the score of a single result has a stated standard error. */
const hasError = (run: CountedRun): boolean => isScored(run) && run.scoreStandardError !== null && run.trials === 1;

const only = (condition: boolean, value: number | null): number => (condition && value !== null ? value : 0);

/** Whether a run stands for many, of which some passed: it has no verdict of its own, and none by a decision. */
const isTotal = (run: CountedRun): run is CountedRun & { passes: number } =>
  run.passes !== null && run.outcome === "not-stated";

/** A run counts as often as it stands for attempts. */
const trialsIf = (sql: string, condition: (run: CountedRun) => boolean): Amount => ({
  sql: `iif(${sql}, r.trials, 0)`,
  of: (run) => (condition(run) ? run.trials : 0),
});

/** What a total counts in place of its own outcome. */
const ofTotals: Partial<Record<Outcome, { sql: string; of: (total: { trials: number; passes: number }) => number }>> = {
  pass: { sql: "r.passes", of: ({ passes }) => passes },
  fail: { sql: "r.trials - r.passes", of: ({ trials, passes }) => trials - passes },
  "not-stated": { sql: "0", of: () => 0 },
};

const counting = (outcome: Outcome): Amount => {
  const own = trialsIf(`r.outcome = '${outcome}'`, (run) => run.outcome === outcome);
  const total = ofTotals[outcome];
  if (total === undefined) return own;
  return {
    sql: `iif(r.is_total, ${total.sql}, ${own.sql})`,
    of: (run) => (isTotal(run) ? total.of(run) : own.of(run)),
  };
};

const passes = counting("pass");

/** The attempts of a total score 1 or 0: its score is as many ones as it has passes. Any other run has its score as often as it stands for. */
const scoreAmount: Amount = {
  sql: "iif(r.is_total, 1, coalesce(r.total_score, 0))",
  of: (run) => (isTotal(run) ? 1 : (run.totalScore ?? 0)),
};
const scoreTimes: Amount = {
  sql: "iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)",
  of: (run) => (isScored(run) ? (isTotal(run) ? run.passes : run.trials) : 0),
};
const passTimes: Amount = {
  sql: `iif(r.total_score IS NULL, 0, ${passes.sql})`,
  of: (run) => (run.totalScore === null ? 0 : passes.of(run)),
};

const COMPLETED_WITH_SCORE = "r.is_completed AND r.total_score IS NOT NULL";
const isCompletedWithScore = (run: CountedRun): boolean => isCompleted(run) && run.totalScore !== null;
const completedTimes: Amount = {
  sql: `iif(${COMPLETED_WITH_SCORE}, iif(r.is_total, r.passes, r.trials), 0)`,
  of: (run) => (isCompletedWithScore(run) ? (isTotal(run) ? run.passes : run.trials) : 0),
};

const CONTRIBUTIONS: Record<Measure, Contribution> = {
  runs: { sql: "1", of: () => 1 },
  ...byOutcomeMeasure(counting),
  scoreRuns: trialsIf("r.is_scored", isScored),
  scoreSum: { ...scoreAmount, times: scoreTimes },
  scoreSpread: { ...scoreAmount, times: scoreTimes },
  scoreErrorRuns: {
    sql: "iif(r.has_error, 1, 0)",
    of: (run) => Number(hasError(run)),
  },
  scoreErrorSquares: {
    sql: "iif(r.has_error, r.score_standard_error * r.score_standard_error, 0)",
    of: (run) => only(hasError(run), (run.scoreStandardError ?? 0) ** 2),
  },
  costRuns: trialsIf("r.is_metered AND r.cost_usd IS NOT NULL", (run) => isMetered(run) && run.costUsd !== null),
  costSum: {
    sql: "iif(r.is_metered, coalesce(r.cost_usd, 0), 0)",
    of: (run) => only(isMetered(run), run.costUsd),
  },
  costPasses: {
    sql: `iif(r.cost_usd IS NULL, 0, ${passes.sql})`,
    of: (run) => (run.costUsd === null ? 0 : passes.of(run)),
  },
  tokenRuns: trialsIf(
    "r.is_metered AND r.tokens_in IS NOT NULL AND r.tokens_out IS NOT NULL",
    (run) => isMetered(run) && run.tokensIn !== null && run.tokensOut !== null,
  ),
  tokensInSum: {
    sql: "iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0)",
    of: (run) => only(isMetered(run) && run.tokensOut !== null, run.tokensIn),
  },
  tokensOutSum: {
    sql: "iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0)",
    of: (run) => only(isMetered(run) && run.tokensIn !== null, run.tokensOut),
  },
  durationRuns: trialsIf(
    "r.is_metered AND r.duration_ms IS NOT NULL",
    (run) => isMetered(run) && run.durationMs !== null,
  ),
  durationSum: {
    sql: "iif(r.is_metered, coalesce(r.duration_ms, 0), 0)",
    of: (run) => only(isMetered(run), run.durationMs),
  },
  toolCallRuns: trialsIf(
    "r.is_metered AND r.tool_calls IS NOT NULL",
    (run) => isMetered(run) && run.toolCalls !== null,
  ),
  toolCallSum: {
    sql: "iif(r.is_metered, coalesce(r.tool_calls, 0), 0)",
    of: (run) => only(isMetered(run), run.toolCalls),
  },
  syntheticRuns: trialsIf("r.synthetic", ({ synthetic }) => synthetic),
  firstPartyRuns: trialsIf("coalesce(r.relationship, '') = 'first-party'", isRanBy("first-party")),
  thirdPartyRuns: trialsIf("coalesce(r.relationship, '') = 'third-party'", isRanBy("third-party")),
  summedRuns: trialsIf("r.trials > 1", ({ trials }) => trials > 1),
  passScoreRuns: passTimes,
  passScoreSum: { ...scoreAmount, times: passTimes },
  passWeightedRuns: trialsIf(
    "r.outcome = 'pass' AND r.weighted_score IS NOT NULL",
    (run) => run.outcome === "pass" && run.weightedScore !== null,
  ),
  passWeightedSum: {
    sql: "coalesce(r.weighted_score, 0)",
    of: (run) => run.weightedScore ?? 0,
    times: trialsIf("r.outcome = 'pass'", (run) => run.outcome === "pass"),
  },
  completedRuns: trialsIf("r.is_completed", isCompleted),
  completedScoreRuns: trialsIf(COMPLETED_WITH_SCORE, isCompletedWithScore),
  completedScoreSum: { ...scoreAmount, times: completedTimes },
  completedWeightedRuns: trialsIf(
    "r.is_completed AND r.weighted_score IS NOT NULL",
    (run) => isCompleted(run) && run.weightedScore !== null,
  ),
  completedWeightedSum: {
    sql: "coalesce(r.weighted_score, 0)",
    of: (run) => run.weightedScore ?? 0,
    times: trialsIf("r.is_completed", isCompleted),
  },
};

/** A column of a measure, and what a run adds to it. */
export interface ContributedColumn {
  name: MeasureColumnName;
  sql: string;
  of: (run: CountedRun) => number;
}

/** What a run adds to each column of a measure: the words of its sum or of its square, in the order of the columns. */
const wordsOfMeasure = (measure: Measure): Omit<ContributedColumn, "name">[] => {
  const definition = MEASURES[measure];
  const { sql, of, times } = CONTRIBUTIONS[measure];
  if (definition.kind === "count") return [{ sql, of }];
  const repeated = (words: Amount[]): Amount[] =>
    times === undefined
      ? words
      : words.map((word) => ({ sql: `(${times.sql}) * (${word.sql})`, of: (run) => times.of(run) * word.of(run) }));
  const units = (run: CountedRun) => unitsOf(of(run), definition.units);
  const unitsInSql = unitsSql(sql, definition.units);
  if (definition.kind === "sum") {
    const words = wordsSql(unitsInSql);
    return repeated([
      { sql: words.low, of: (run) => wordsOf(units(run)).low },
      { sql: words.high, of: (run) => wordsOf(units(run)).high },
    ]);
  }
  const words = squareWordsSql(unitsInSql);
  return repeated([
    { sql: words.low, of: (run) => squareWordsOf(units(run)).low },
    { sql: words.middle, of: (run) => squareWordsOf(units(run)).middle },
    { sql: words.high, of: (run) => squareWordsOf(units(run)).high },
  ]);
};

/** What a run adds to every column, in their order. */
export const CONTRIBUTED_COLUMNS: readonly ContributedColumn[] = MEASURE_NAMES.flatMap((measure) => {
  const words = wordsOfMeasure(measure);
  return columnsOfMeasure(measure).flatMap((name, position) => (words[position] ? [{ name, ...words[position] }] : []));
});

/** What a run adds to each column. */
export const contributionOf = (run: CountedRun): Record<string, number> =>
  Object.fromEntries(CONTRIBUTED_COLUMNS.map(({ name, of }) => [name, of(run)]));
