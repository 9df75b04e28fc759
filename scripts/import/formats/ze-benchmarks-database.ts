import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  numberIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import { parseJson } from "../reading/parse-json.ts";
import type { SqliteDatabase } from "../reading/sqlite-database.ts";
import type { Draft, Importer } from "./importer.ts";

/** The database of the first ze-benchmarks, in each of its three schemas: a run for each of its runs, under its own runId. */
export const zeBenchmarksDatabase: Importer = {
  format: "ze-benchmarks-db",
  title: "ze-benchmarks database",
  recognize: ({ content }) =>
    content.kind === "sqlite" && content.database.columns("benchmark_runs").includes("run_id"),
  runs: (file) => runsOf(file),
};

/** What every schema has. */
const REQUIRED = ["run_id", "suite", "scenario", "tier", "agent", "status", "started_at", "metadata"];

function* runsOf({ content }: ForeignFile): Generator<Draft> {
  if (content.kind !== "sqlite") return;
  const { database } = content;
  const columns = database.columns("benchmark_runs");
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new FormatError(`benchmark_runs must have the columns ${missing.join(", ")}`);
  for (const row of database.rows("SELECT * FROM benchmark_runs ORDER BY id")) {
    const runId = textIn(row["run_id"]) ?? "";
    yield runOfRow(row, partsOf(database, "evaluation_results", runId), partsOf(database, "run_telemetry", runId)[0]);
  }
}

const partsOf = (
  database: SqliteDatabase,
  table: "evaluation_results" | "run_telemetry",
  runId: string,
): JsonObject[] =>
  database.columns(table).length === 0
    ? []
    : [...database.rows(`SELECT * FROM ${table} WHERE run_id = ? ORDER BY id`, runId)];

/**
 * The run of a row with its evaluations and telemetry. The first schema has no verdict, and none is made up. FormatError, with the
 * runId, for a row that cannot be a run.
 */
const runOfRow = (row: JsonObject, evaluations: readonly JsonObject[], telemetry: JsonObject | undefined): Draft => {
  const runId = textIn(row["run_id"]);
  if (runId === undefined) throw new FormatError(`benchmark_runs ${row["id"]} has no run_id`);
  const status = textIn(row["status"]);
  if (!isStatus(status)) throw new FormatError(`run ${runId}: status must not be ${JSON.stringify(row["status"])}`);
  const metadata = metadataOf(row["metadata"], runId);
  const isFinal = status === "completed" || status === "failed";
  const successful = numberIn(row["is_successful"]);
  return {
    runId,
    batchId: textIn(row["batchId"]),
    suite: textIn(row["suite"]),
    scenario: textIn(row["scenario"]),
    tier: textIn(row["tier"]),
    agent: textIn(row["agent"]),
    model: textIn(row["model"]),
    status,
    startedAt: utcOf(row["started_at"]),
    completedAt: status === "running" ? undefined : utcOf(row["completed_at"]),
    totalScore: numberIn(row["total_score"]),
    weightedScore: numberIn(row["weighted_score"]),
    isSuccessful: successful === undefined || !isFinal ? undefined : successful === 1,
    successMetric: numberIn(row["success_metric"]),
    specialistEnabled: row["specialist_enabled"] === 1 ? true : undefined,
    evaluations: evaluations.map((evaluation) => evaluationOf(evaluation, runId)),
    telemetry: telemetry && telemetryOf(telemetry),
    metadata: withoutAbsent({
      ...metadata,
      packageManager: row["package_manager"],
      testResults: row["test_results"],
    }),
  };
};

const isStatus = (status: string | undefined): status is NonNullable<Draft["status"]> =>
  status === "completed" || status === "failed" || status === "running" || status === "incomplete";

const metadataOf = (text: unknown, runId: string): JsonObject => {
  if (typeof text !== "string" || text === "") return {};
  try {
    const value = parseJson(text);
    return objectIn(value) ?? (arrayIn(value) ? { metadata: value } : {});
  } catch (error) {
    throw new FormatError(
      `run ${runId}: its metadata is not valid JSON: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
};

/** SQLite's CURRENT_TIMESTAMP is UTC without saying so: 2026-01-02 03:04:05. */
const utcOf = (value: unknown): string | undefined => {
  const text = textIn(value)?.replace(" ", "T");
  if (text === undefined) return undefined;
  const moment = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
};

const evaluationOf = (row: JsonObject, runId: string): NonNullable<Draft["evaluations"]>[number] => {
  const [name, score, maxScore] = [textIn(row["evaluator_name"]), numberIn(row["score"]), numberIn(row["max_score"])];
  if (name === undefined || score === undefined || maxScore === undefined) {
    throw new FormatError(`run ${runId}: evaluation ${row["id"]} has no name, score or max_score`);
  }
  return { evaluatorName: name, score, maxScore, details: textIn(row["details"]) };
};

/** The harness writes zeros for what an agent does not report. */
const telemetryOf = (row: JsonObject): Draft["telemetry"] =>
  withoutAbsent({
    toolCalls: numberIn(row["tool_calls"]),
    ...countedTogether({ tokensIn: countIn(row["tokens_in"]), tokensOut: countIn(row["tokens_out"]) }),
    costUsd: measuredIn(row["cost_usd"]),
    durationMs: measuredIn(row["duration_ms"]),
    workspaceDir: textIn(row["workspace_dir"]),
    promptSent: textIn(row["prompt_sent"]),
  });
