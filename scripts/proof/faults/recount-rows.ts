import type { SQLOutputValue } from "node:sqlite";
import type { Outcome } from "#contract/runs/outcome.ts";
import { billionths, type CountedRun, columnName, contributionOf, isMetered } from "#contract/snapshot/measures.ts";

// The recount: stored runs counted again by the TypeScript of the list of measures, sharing nothing with the triggers' SQL.

/** A row of the database, by the names of its columns. */
export type Row = Record<string, SQLOutputValue>;

/** The rows that aggregates are made of. */
export interface StoredRows {
  runs: readonly Row[];
  evaluations: readonly Row[];
  telemetry: readonly Row[];
}

/** What a row of an aggregate is kept for: the columns of its key. */
export const AGGREGATES: Readonly<Record<string, readonly string[]>> = {
  cells: ["suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_cells: ["batch_id", "suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_totals: ["batch_id"],
  scenario_days: ["day", "suite", "suite_version", "scenario"],
  evaluator_scenarios: ["evaluator_name", "suite", "suite_version", "scenario"],
  evaluator_days: ["evaluator_name", "day"],
  batch_evaluators: ["batch_id", "evaluator_name"],
};

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

/** A run and its telemetry as they are counted. */
const countedRun = (run: Row, telemetry: Row | undefined): CountedRun => ({
  outcome: recountOutcome(run),
  status: run["status"] as CountedRun["status"],
  totalScore: number(run["total_score"]),
  weightedScore: number(run["weighted_score"]),
  costUsd: number(telemetry?.["cost_usd"]),
  tokensIn: number(telemetry?.["tokens_in"]),
  tokensOut: number(telemetry?.["tokens_out"]),
  durationMs: number(telemetry?.["duration_ms"]),
  toolCalls: number(telemetry?.["tool_calls"]),
  synthetic: run["synthetic"] === 1,
  startedAt: Number(run["started_at"]),
});

/** What one run adds to every aggregate of runs. */
const sumsOf = (run: CountedRun): Sums =>
  Object.fromEntries(
    Object.entries(contributionOf(run)).flatMap(([name, value]) => (value === 0 ? [] : [[columnName(name), value]])),
  );

/** The name of an aggregate's row: the values of its key. */
export const keyOf = (columns: readonly string[], row: Row): string =>
  JSON.stringify(columns.map((column) => row[column]));

/** What every aggregate must hold for these rows: by its name, then by key. Corrections are not in it. */
export const recountRows = ({ runs, evaluations, telemetry }: StoredRows): Map<string, Map<string, Sums>> => {
  const tables = new Map(Object.keys(AGGREGATES).map((name) => [name, new Map<string, Sums>()]));
  const telemetryOf = new Map(telemetry.map((row) => [row["run_id"], row]));
  const evaluationsOf = Map.groupBy(evaluations, (row) => row["run_id"]);
  for (const run of runs) {
    const named: Row = { ...run, day: Math.floor(Number(run["started_at"]) / DAY_MS) };
    const counted = countedRun(run, telemetryOf.get(run["run_id"] ?? null));
    const sums = sumsOf(counted);
    const shares = isMetered(counted) ? (evaluationsOf.get(run["run_id"] ?? null) ?? []) : [];
    for (const [name, key] of Object.entries(AGGREGATES)) {
      if (key.includes("batch_id") && run["batch_id"] === "") continue;
      const table = tables.get(name) as Map<string, Sums>;
      if (!key.includes("evaluator_name")) addTo(table, keyOf(key, named), sums);
      else for (const row of shares) addTo(table, keyOf(key, { ...named, ...row }), shareOf(row));
    }
    const cell = tables.get("cells")?.get(keyOf(AGGREGATES["cells"] ?? [], named)) as Sums;
    cell["last_run_at"] = Math.max(cell["last_run_at"] ?? 0, Number(run["started_at"]));
  }
  return tables;
};

const shareOf = ({ score, max_score }: Row): Sums => {
  const share = Number(score) / Number(max_score);
  return { evaluations: 1, share_sum: billionths(share), share_square_sum: billionths(share * share) };
};

const addTo = (table: Map<string, Sums>, key: string, sums: Sums): void => {
  const row = table.get(key) ?? {};
  for (const [column, value] of Object.entries(sums)) row[column] = (row[column] ?? 0) + value;
  table.set(key, row);
};
