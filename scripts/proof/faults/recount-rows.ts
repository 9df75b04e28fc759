import type { SQLOutputValue } from "node:sqlite";

// The recount: what the definitions say of outcomes and sums, written out over stored rows and sharing nothing with the triggers.

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

/** Rounds to whole billionths, halves away from zero. */
const billionths = (value: number): number => Math.sign(value) * Math.round(Math.abs(value) * 1e9);

/** What a run counts as, by the table of outcomes. */
export const recountOutcome = ({ status, is_successful, error_type }: Row): string => {
  if (status === "completed") return is_successful === null ? "not-stated" : is_successful === 1 ? "pass" : "fail";
  if (status !== "failed") return "not-final";
  if (error_type === "agent") return "fail";
  if (error_type === "timeout") return "timeout";
  const spoilt = error_type === "workspace" || error_type === "prompt" || error_type === "evaluation";
  return spoilt ? "infrastructure-error" : "unknown-failure";
};

const isMetered = (outcome: string): boolean => outcome !== "not-final" && outcome !== "infrastructure-error";

const number = (value: SQLOutputValue | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

/** What one run adds to every aggregate of runs. */
const sumsOf = (run: Row, telemetry: Row | undefined): Sums => {
  const outcome = recountOutcome(run);
  const sums: Sums = { runs: 1, [outcome.replaceAll("-", "_")]: 1 };
  if (run["synthetic"] === 1) sums["synthetic_runs"] = 1;
  if (!isMetered(outcome)) return sums;
  const add = (counter: string, values: Sums) => Object.assign(sums, { [counter]: 1, ...values });
  const score = number(run["total_score"]);
  const weighted = number(run["weighted_score"]);
  if (score !== undefined || run["status"] === "failed") {
    const counted = score ?? 0;
    add("score_runs", { score_sum: billionths(counted), score_square_sum: billionths(counted * counted) });
  }
  if (outcome === "pass" && score !== undefined) add("pass_score_runs", { pass_score_sum: billionths(score) });
  if (outcome === "pass" && weighted !== undefined) {
    add("pass_weighted_runs", { pass_weighted_sum: billionths(weighted) });
  }
  const cost = number(telemetry?.["cost_usd"]);
  if (cost !== undefined) add("cost_runs", { cost_sum: billionths(cost), cost_passes: outcome === "pass" ? 1 : 0 });
  const tokensIn = number(telemetry?.["tokens_in"]);
  const tokensOut = number(telemetry?.["tokens_out"]);
  if (tokensIn !== undefined && tokensOut !== undefined) {
    add("token_runs", { tokens_in_sum: tokensIn, tokens_out_sum: tokensOut });
  }
  const duration = number(telemetry?.["duration_ms"]);
  if (duration !== undefined) add("duration_runs", { duration_sum: Math.round(duration) });
  const toolCalls = number(telemetry?.["tool_calls"]);
  if (toolCalls !== undefined) add("tool_call_runs", { tool_call_sum: toolCalls });
  return sums;
};

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
    const sums = sumsOf(run, telemetryOf.get(run["run_id"] ?? null));
    const shares = isMetered(recountOutcome(run)) ? (evaluationsOf.get(run["run_id"] ?? null) ?? []) : [];
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
