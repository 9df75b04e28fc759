import type { SQLOutputValue } from "node:sqlite";
import { keysOf, recordOf } from "#contract/names/records.ts";
import type { Outcome } from "#contract/runs/outcome.ts";
import { RELATIONSHIPS, StatusSchema } from "#contract/runs/run.ts";
import { type CountedRun, contributionOf, isMetered, summedTelemetry } from "#contract/snapshot/contributions.ts";
import { evaluationContribution } from "#contract/snapshot/evaluation-measures.ts";
import { type EvaluatorPair, pairsOfRuns } from "#contract/snapshot/evaluator-pairs.ts";
import { columnName } from "#contract/snapshot/measures.ts";

// The recount: stored runs counted again by the TypeScript of the list of measures, sharing nothing with the triggers' SQL.

/** A row of the database, by the names of its columns. */
export type Row = Record<string, SQLOutputValue>;

/** The rows that aggregates are made of. */
export interface StoredRows {
  runs: readonly Row[];
  evaluations: readonly Row[];
}

/** What a row of an aggregate is kept for: the columns of its key. */
export const AGGREGATES = {
  cells: ["entry_id", "scenario_id", "tier_id"],
  entry_tiers: ["suite_version_id", "entry_id", "tier_id"],
  scenario_tiers: ["suite_version_id", "scenario_id", "tier_id"],
  days: ["day"],
  batch_entries: ["batch_id", "entry_id"],
  evaluator_suites: ["evaluator_name", "suite_version_id"],
  evaluator_days: ["evaluator_name", "day"],
  batch_evaluators: ["batch_id", "evaluator_name"],
} as const satisfies Record<string, readonly string[]>;

/** Sums by column; a column that is not here is 0. */
export type Sums = Record<string, number>;

const DAY_MS = 86_400_000;

/** What a run counts as, by the table of outcomes. */
export const recountOutcome = ({ status, is_successful, error_type }: Row): Outcome => {
  if ((status === "completed" || status === "failed") && error_type === "refusal") return "refusal";
  if (status === "completed") return is_successful === null ? "not-stated" : is_successful === 1 ? "pass" : "fail";
  if (status !== "failed") return "not-final";
  if (error_type === "agent") return "fail";
  if (error_type === "timeout") return "timeout";
  const spoilt = error_type === "workspace" || error_type === "prompt" || error_type === "evaluation";
  return spoilt ? "infrastructure-error" : "unknown-failure";
};

const number = (value: SQLOutputValue | undefined): number | null => (typeof value === "number" ? value : null);

/** A run as it is counted. */
const countedRun = (run: Row): CountedRun => ({
  outcome: recountOutcome(run),
  status: StatusSchema.parse(run["status"]),
  totalScore: number(run["total_score"]),
  weightedScore: number(run["weighted_score"]),
  scoreStandardError: number(run["score_standard_error"]),
  ...summedTelemetry((field) => run[columnName(field)]),
  trials: number(run["trials"]) ?? 1,
  passes: number(run["passes"]),
  synthetic: run["synthetic"] === 1,
  relationship: RELATIONSHIPS.find((one) => one === run["relationship"]) ?? null,
});

/** What one run adds to every aggregate of runs. */
const sumsOf = (run: CountedRun): Sums => inColumns(contributionOf(run));

const inColumns = (sums: Record<string, number>): Sums =>
  Object.fromEntries(Object.entries(sums).flatMap(([name, value]) => (value === 0 ? [] : [[columnName(name), value]])));

/** The name of an aggregate's row: the values of its key. */
export const keyOf = (columns: readonly string[], row: Row): string =>
  JSON.stringify(columns.map((column) => row[column]));

/** What every aggregate must hold for these rows: by its name, then by key. Corrections are not in it. */
export const recountRows = ({ runs, evaluations }: StoredRows): Map<keyof typeof AGGREGATES, Map<string, Sums>> => {
  const tables = recordOf(keysOf(AGGREGATES), () => new Map<string, Sums>());
  const evaluationsOf = Map.groupBy(evaluations, (row) => row["run_id"]);
  for (const run of runs) {
    const named: Row = { ...run, day: Math.floor(Number(run["started_at"]) / DAY_MS) };
    const counted = countedRun(run);
    const sums = sumsOf(counted);
    const shares = isMetered(counted) ? (evaluationsOf.get(run["run_id"] ?? null) ?? []) : [];
    for (const name of keysOf(AGGREGATES)) {
      const key: readonly string[] = AGGREGATES[name];
      if (key.includes("batch_id") && run["batch_id"] === "") continue;
      const table = tables[name];
      if (!key.includes("evaluator_name")) addTo(table, keyOf(key, named), sums);
      else for (const row of shares) addTo(table, keyOf(key, { ...named, ...row }), shareOf(row));
    }
    const cell = tables.cells.get(keyOf(AGGREGATES.cells, named)) ?? {};
    if (cell["last_run_at"] === undefined) {
      addTo(tables.entry_tiers, keyOf(AGGREGATES.entry_tiers, named), { cells: 1 });
    }
    const startedAt = Number(run["started_at"]);
    cell["last_run_at"] = Math.max(cell["last_run_at"] ?? 0, startedAt);
    cell["first_run_at"] = Math.min(cell["first_run_at"] ?? startedAt, startedAt);
  }
  return new Map(keysOf(AGGREGATES).map((name) => [name, tables[name]]));
};

/** What the row of each cell must hold of its evaluators, two by two, by the cell's key: cells without any are left out. */
export const recountPairs = ({ runs, evaluations }: StoredRows): Map<string, EvaluatorPair[]> => {
  const evaluationsOf = Map.groupBy(evaluations, (row) => row["run_id"]);
  const metered = runs.filter((run) => isMetered(countedRun(run)) && evaluationsOf.has(run["run_id"] ?? null));
  const ofCells = Map.groupBy(metered, (run) => keyOf(AGGREGATES.cells, run));
  const givenIn = (run: Row) =>
    (evaluationsOf.get(run["run_id"] ?? null) ?? []).map((row) => ({
      evaluatorName: String(row["evaluator_name"]),
      score: Number(row["score"]),
      maxScore: Number(row["max_score"]),
    }));
  return new Map(Array.from(ofCells, ([cell, own]) => [cell, pairsOfRuns(own.map(givenIn))]));
};

const shareOf = ({ score, max_score }: Row): Sums =>
  inColumns(evaluationContribution(Number(score), Number(max_score)));

const addTo = (table: Map<string, Sums>, key: string, sums: Sums): void => {
  const row = table.get(key) ?? {};
  for (const [column, value] of Object.entries(sums)) row[column] = (row[column] ?? 0) + value;
  table.set(key, row);
};
