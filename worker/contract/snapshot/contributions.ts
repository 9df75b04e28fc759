import { byOutcomeMeasure, type Outcome } from "../runs/outcomes.ts";
import { squareWordsOf, squareWordsSql, unitsOf, unitsSql, wordsOf, wordsSql } from "./exact.ts";
import { columnsOfMeasure, MEASURE_NAMES, MEASURES, type Measure, type MeasureColumnName } from "./measures.ts";

/** A run as it is counted: as submitted, or as decisions corrected it. Null: not stated. */
export interface CountedRun {
  outcome: Outcome;
  status: "completed" | "failed" | "running" | "incomplete";
  totalScore: number | null;
  weightedScore: number | null;
  costUsd: number | null;
  tokensIn: number | null;
  tokensOut: number | null;
  durationMs: number | null;
  toolCalls: number | null;
  synthetic: boolean;
}

/**
 * What one run adds to a measure, said twice. `sql` is the database's amount, an expression over the columns of a run as decisions corrected
 * it (with `is_metered` and `is_scored` beside them); `of` says the same in TypeScript, for whoever counts the runs again.
 */
interface Contribution {
  sql: string;
  of: (run: CountedRun) => number;
}

/** Whether telemetry and evaluations of a run count: it is final, not spoilt by the infrastructure and not excluded. */
export const isMetered = ({ outcome }: Pick<CountedRun, "outcome">): boolean =>
  outcome !== "not-final" && outcome !== "infrastructure-error" && outcome !== "excluded";

const isScored = (run: CountedRun): boolean => isMetered(run) && (run.totalScore !== null || run.status === "failed");

const only = (condition: boolean, value: number | null): number => (condition && value !== null ? value : 0);

const counting = (outcome: Outcome): Contribution => ({
  sql: `r.outcome = '${outcome}'`,
  of: (run) => Number(run.outcome === outcome),
});

const CONTRIBUTIONS: Record<Measure, Contribution> = {
  runs: { sql: "1", of: () => 1 },
  ...byOutcomeMeasure(counting),
  scoreRuns: {
    sql: "r.is_scored",
    of: (run) => Number(isScored(run)),
  },
  scoreSum: {
    sql: "iif(r.is_scored, coalesce(r.total_score, 0), 0)",
    of: (run) => only(isScored(run), run.totalScore),
  },
  scoreSpread: {
    sql: "iif(r.is_scored, coalesce(r.total_score, 0), 0)",
    of: (run) => only(isScored(run), run.totalScore),
  },
  costRuns: {
    sql: "r.is_metered AND r.cost_usd IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.costUsd !== null),
  },
  costSum: {
    sql: "iif(r.is_metered, coalesce(r.cost_usd, 0), 0)",
    of: (run) => only(isMetered(run), run.costUsd),
  },
  costPasses: {
    sql: "r.outcome = 'pass' AND r.cost_usd IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.costUsd !== null),
  },
  tokenRuns: {
    sql: "r.is_metered AND r.tokens_in IS NOT NULL AND r.tokens_out IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.tokensIn !== null && run.tokensOut !== null),
  },
  tokensInSum: {
    sql: "iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0)",
    of: (run) => only(isMetered(run) && run.tokensOut !== null, run.tokensIn),
  },
  tokensOutSum: {
    sql: "iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0)",
    of: (run) => only(isMetered(run) && run.tokensIn !== null, run.tokensOut),
  },
  durationRuns: {
    sql: "r.is_metered AND r.duration_ms IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.durationMs !== null),
  },
  durationSum: {
    sql: "iif(r.is_metered, coalesce(r.duration_ms, 0), 0)",
    of: (run) => only(isMetered(run), run.durationMs),
  },
  toolCallRuns: {
    sql: "r.is_metered AND r.tool_calls IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.toolCalls !== null),
  },
  toolCallSum: {
    sql: "iif(r.is_metered, coalesce(r.tool_calls, 0), 0)",
    of: (run) => only(isMetered(run), run.toolCalls),
  },
  syntheticRuns: {
    sql: "r.synthetic",
    of: (run) => Number(run.synthetic),
  },
  passScoreRuns: {
    sql: "r.outcome = 'pass' AND r.total_score IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.totalScore !== null),
  },
  passScoreSum: {
    sql: "iif(r.outcome = 'pass', coalesce(r.total_score, 0), 0)",
    of: (run) => only(run.outcome === "pass", run.totalScore),
  },
  passWeightedRuns: {
    sql: "r.outcome = 'pass' AND r.weighted_score IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.weightedScore !== null),
  },
  passWeightedSum: {
    sql: "iif(r.outcome = 'pass', coalesce(r.weighted_score, 0), 0)",
    of: (run) => only(run.outcome === "pass", run.weightedScore),
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
  const { sql, of } = CONTRIBUTIONS[measure];
  if (definition.kind === "count") return [{ sql, of }];
  const units = (run: CountedRun) => unitsOf(of(run), definition.units);
  const unitsInSql = unitsSql(sql, definition.units);
  if (definition.kind === "sum") {
    const words = wordsSql(unitsInSql);
    return [
      { sql: words.low, of: (run) => wordsOf(units(run)).low },
      { sql: words.high, of: (run) => wordsOf(units(run)).high },
    ];
  }
  const words = squareWordsSql(unitsInSql);
  return [
    { sql: words.low, of: (run) => squareWordsOf(units(run)).low },
    { sql: words.middle, of: (run) => squareWordsOf(units(run)).middle },
    { sql: words.high, of: (run) => squareWordsOf(units(run)).high },
  ];
};

/** What a run adds to every column, in their order. */
export const CONTRIBUTED_COLUMNS: readonly ContributedColumn[] = MEASURE_NAMES.flatMap((measure) => {
  const words = wordsOfMeasure(measure);
  return columnsOfMeasure(measure).flatMap((name, position) => (words[position] ? [{ name, ...words[position] }] : []));
});

/** What a run adds to each column. */
export const contributionOf = (run: CountedRun): Record<string, number> =>
  Object.fromEntries(CONTRIBUTED_COLUMNS.map(({ name, of }) => [name, of(run)]));
