import * as z from "zod";
import { byOutcomeMeasure, OUTCOMES, type Outcome } from "../runs/outcomes.ts";

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
  /** Milliseconds since 1970. */
  startedAt: number;
}

/**
 * One thing that is counted or summed over runs: what it means, and what one run adds to it, said twice. `sql` is what the database adds,
 * an expression over the columns of a run as decisions corrected it (with `is_metered` and `is_scored` beside them); `of` says the same
 * in TypeScript, for whoever counts the runs again.
 */
interface Definition {
  meaning: string;
  sql: string;
  of: (run: CountedRun) => number;
}

/** Whether telemetry and evaluations of a run count: it is final, not spoilt by the infrastructure and not excluded. */
export const isMetered = ({ outcome }: Pick<CountedRun, "outcome">): boolean =>
  outcome !== "not-final" && outcome !== "infrastructure-error" && outcome !== "excluded";

const isScored = (run: CountedRun): boolean => isMetered(run) && (run.totalScore !== null || run.status === "failed");

const sumIf = (condition: boolean, value: number | null): number => (condition && value !== null ? value : 0);

/** Rounds to whole billionths, halves away from zero as SQLite does. */
export const billionths = (value: number): number => Math.sign(value) * Math.round(Math.abs(value) * 1e9);

/** The same in SQLite. */
export const billionthsSql = (value: string): string => `CAST(round(${value} * 1e9) AS INTEGER)`;

const counting = (outcome: Outcome): Definition => ({
  meaning: OUTCOMES[outcome].meaning,
  sql: `r.outcome = '${outcome}'`,
  of: (run) => Number(run.outcome === outcome),
});

/** What is counted and summed over the runs of a cell and over those of a batch. All are whole numbers. */
const runMeasures = {
  ...byOutcomeMeasure(counting),
  scoreRuns: {
    meaning: "Runs in the mean score: those with a score, and failed ones without, which count as 0.",
    sql: "r.is_scored",
    of: (run) => Number(isScored(run)),
  },
  scoreSum: {
    meaning: "The sum of their scores, in billionths.",
    sql: `iif(r.is_scored, ${billionthsSql("coalesce(r.total_score, 0)")}, 0)`,
    of: (run) => billionths(sumIf(isScored(run), run.totalScore)),
  },
  scoreSquareSum: {
    meaning: "The sum of their squared scores, in billionths.",
    sql: `iif(r.is_scored, ${billionthsSql("coalesce(r.total_score * r.total_score, 0)")}, 0)`,
    of: (run) => billionths(sumIf(isScored(run), run.totalScore) ** 2),
  },
  costRuns: {
    meaning:
      "Runs that report their cost; like all that follow, final ones without infrastructure errors and not excluded.",
    sql: "r.is_metered AND r.cost_usd IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.costUsd !== null),
  },
  costSum: {
    meaning: "The sum of their costs, in billionths of a US dollar.",
    sql: `iif(r.is_metered, ${billionthsSql("coalesce(r.cost_usd, 0)")}, 0)`,
    of: (run) => billionths(sumIf(isMetered(run), run.costUsd)),
  },
  costPasses: {
    meaning: "How many of them passed.",
    sql: "r.outcome = 'pass' AND r.cost_usd IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.costUsd !== null),
  },
  tokenRuns: {
    meaning: "Runs that report tokens read and written.",
    sql: "r.is_metered AND r.tokens_in IS NOT NULL AND r.tokens_out IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.tokensIn !== null && run.tokensOut !== null),
  },
  tokensInSum: {
    meaning: "The sum of their tokens read.",
    sql: "iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0)",
    of: (run) => sumIf(isMetered(run) && run.tokensOut !== null, run.tokensIn),
  },
  tokensOutSum: {
    meaning: "The sum of their tokens written.",
    sql: "iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0)",
    of: (run) => sumIf(isMetered(run) && run.tokensIn !== null, run.tokensOut),
  },
  durationRuns: {
    meaning: "Runs that report how long they took.",
    sql: "r.is_metered AND r.duration_ms IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.durationMs !== null),
  },
  durationSum: {
    meaning: "The sum of their durations, in milliseconds.",
    sql: "iif(r.is_metered, CAST(round(coalesce(r.duration_ms, 0)) AS INTEGER), 0)",
    of: (run) => Math.round(sumIf(isMetered(run), run.durationMs)),
  },
  toolCallRuns: {
    meaning: "Runs that report their tool calls.",
    sql: "r.is_metered AND r.tool_calls IS NOT NULL",
    of: (run) => Number(isMetered(run) && run.toolCalls !== null),
  },
  toolCallSum: {
    meaning: "The sum of their tool calls.",
    sql: "iif(r.is_metered, coalesce(r.tool_calls, 0), 0)",
    of: (run) => sumIf(isMetered(run), run.toolCalls),
  },
  syntheticRuns: {
    meaning: "Runs that were submitted as made-up data; of all outcomes.",
    sql: "r.synthetic",
    of: (run) => Number(run.synthetic),
  },
} as const satisfies Record<string, Definition>;
export type RunMeasure = keyof typeof runMeasures;

/** What a snapshot says of a batch's runs alone: what claimed averages are held against, those of the original API. */
const claimMeasures = {
  passScoreRuns: {
    meaning: "Passes that have a score.",
    sql: "r.outcome = 'pass' AND r.total_score IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.totalScore !== null),
  },
  passScoreSum: {
    meaning: "The sum of their scores, in billionths.",
    sql: `iif(r.outcome = 'pass', ${billionthsSql("coalesce(r.total_score, 0)")}, 0)`,
    of: (run) => billionths(sumIf(run.outcome === "pass", run.totalScore)),
  },
  passWeightedRuns: {
    meaning: "Passes that have a weighted score.",
    sql: "r.outcome = 'pass' AND r.weighted_score IS NOT NULL",
    of: (run) => Number(run.outcome === "pass" && run.weightedScore !== null),
  },
  passWeightedSum: {
    meaning: "The sum of their weighted scores, in billionths.",
    sql: `iif(r.outcome = 'pass', ${billionthsSql("coalesce(r.weighted_score, 0)")}, 0)`,
    of: (run) => billionths(sumIf(run.outcome === "pass", run.weightedScore)),
  },
} as const satisfies Record<string, Definition>;

/** Every measure of every aggregate of runs: the one list that columns, triggers, snapshot and recounts are derived from. */
export const MEASURES = {
  runs: { meaning: "Runs of all outcomes.", sql: "1", of: () => 1 },
  ...runMeasures,
  ...claimMeasures,
} as const satisfies Record<string, Definition>;
export type Measure = keyof typeof MEASURES;

/** The names of all measures, in the order of the columns. */
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** What a run adds to each measure. */
export const contributionOf = (run: CountedRun): Record<Measure, number> =>
  Object.fromEntries(MEASURE_NAMES.map((name) => [name, MEASURES[name].of(run)])) as Record<Measure, number>;

/** The name of a measure as a column of the database. */
export const columnName = (measure: string): string =>
  measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a snapshot says of each cell, in the order in which it lists it. */
export const CELL_MEASURES = [...(Object.keys(runMeasures) as RunMeasure[]), "lastRunAt"] as const;
export type CellMeasure = (typeof CELL_MEASURES)[number];

/** What a snapshot says of each batch's runs, in the order in which it lists it. */
export const BATCH_MEASURES = Object.keys({ ...runMeasures, ...claimMeasures }) as Exclude<Measure, "runs">[];
export type BatchMeasure = (typeof BATCH_MEASURES)[number];

const meaningOf = (name: CellMeasure | BatchMeasure): string =>
  name === "lastRunAt" ? "When the last run started, of all outcomes, in seconds since 1970." : MEASURES[name].meaning;

/** A column of whole numbers. */
export const ColumnSchema = z.array(z.int());

/** The columns of some measures; one that would be 0 throughout is left out. `what` names what a row is. */
export const measureColumns = <Name extends CellMeasure | BatchMeasure>(
  measures: readonly Name[],
  what: string,
): Record<Name, z.ZodOptional<typeof ColumnSchema>> =>
  Object.fromEntries(
    measures.map((name) => [name, ColumnSchema.optional().describe(`${meaningOf(name)} Absent: 0 in every ${what}.`)]),
  ) as Record<Name, z.ZodOptional<typeof ColumnSchema>>;
