import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ErrorType, Outcome, Status } from "#contract/runs/run.ts";
import { columnName, MEASURE_NAMES, type Measure } from "#contract/snapshot/measures.ts";

/**
 * The tables, as drizzle sees them. Names that a run does not state (suite version, model, variant, batch) are stored as "", so that
 * they can stand in keys. Moments are milliseconds since 1970 in UTC. The view, the triggers and `WITHOUT ROWID`, which drizzle
 * cannot express, are in the migrations.
 */

/** One row a batch: what its harness claims. What its runs add up to is in `batch_totals`. */
export const batchRuns = sqliteTable(
  "batch_runs",
  {
    batchId: text("batch_id").primaryKey(),
    createdAt: integer("created_at"),
    completedAt: integer("completed_at"),
    totalRuns: integer("total_runs"),
    successfulRuns: integer("successful_runs"),
    avgScore: real("avg_score"),
    avgWeightedScore: real("avg_weighted_score"),
    metadata: text("metadata"),
    /** Where it stands in lists: when it was created, as claimed, or else when the first run that came of it started. */
    listedAt: integer("listed_at").notNull(),
  },
  (batch) => [index("batch_runs_listed_at").on(batch.listedAt)],
);

/**
 * One row a run. Rows are never updated: a new state of a run replaces the row, so that the triggers on insert and delete see
 * every change.
 */
export const benchmarkRuns = sqliteTable(
  "benchmark_runs",
  {
    id: integer("id").primaryKey(),
    runId: text("run_id").notNull(),
    batchId: text("batch_id").notNull().default(""),
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull().default(""),
    scenario: text("scenario").notNull(),
    tier: text("tier").notNull(),
    agent: text("agent").notNull(),
    model: text("model").notNull().default(""),
    variant: text("variant").notNull().default(""),
    status: text("status").$type<Status>().notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    startedAt: integer("started_at").notNull(),
    completedAt: integer("completed_at"),
    totalScore: real("total_score"),
    weightedScore: real("weighted_score"),
    isSuccessful: integer("is_successful", { mode: "boolean" }),
    successMetric: real("success_metric"),
    errorType: text("error_type").$type<ErrorType>(),
    synthetic: integer("synthetic", { mode: "boolean" }),
    specialistEnabled: integer("specialist_enabled", { mode: "boolean" }),
    specialistName: text("specialist_name"),
    specialistVersion: text("specialist_version"),
    metadata: text("metadata"),
    contentHash: text("content_hash").notNull(),
    /** The key that brought it, "" for the secret; not public. */
    keyId: text("key_id").notNull().default(""),
  },
  (run) => [
    uniqueIndex("benchmark_runs_run_id").on(run.runId),
    index("benchmark_runs_started_at").on(run.startedAt),
    index("benchmark_runs_batch").on(run.batchId, run.startedAt),
    index("benchmark_runs_entry").on(run.suite, run.suiteVersion, run.agent, run.model, run.variant, run.startedAt),
    index("benchmark_runs_cell").on(
      run.suite,
      run.suiteVersion,
      run.agent,
      run.model,
      run.variant,
      run.scenario,
      run.tier,
      run.startedAt,
    ),
  ],
);

/** One row an evaluation of a run, in the order in which they were submitted. */
export const evaluationResults = sqliteTable(
  "evaluation_results",
  {
    runId: text("run_id").notNull(),
    position: integer("position").notNull(),
    evaluatorName: text("evaluator_name").notNull(),
    score: real("score").notNull(),
    maxScore: real("max_score").notNull(),
    details: text("details"),
  },
  (evaluation) => [primaryKey({ columns: [evaluation.runId, evaluation.position] })],
);

/** At most one row a run: what it used. */
export const runTelemetry = sqliteTable("run_telemetry", {
  runId: text("run_id").primaryKey(),
  toolCalls: integer("tool_calls"),
  tokensIn: integer("tokens_in"),
  tokensOut: integer("tokens_out"),
  cacheReadTokens: integer("cache_read_tokens"),
  cacheWriteTokens: integer("cache_write_tokens"),
  reasoningTokens: integer("reasoning_tokens"),
  costUsd: real("cost_usd"),
  durationMs: real("duration_ms"),
  workspaceDir: text("workspace_dir"),
  promptSent: text("prompt_sent"),
});

const sum = (name: string) => integer(name).notNull().default(0);

/** What is counted and summed over runs, the same in every aggregate: a column a measure of the contract's list. */
const measures = () =>
  Object.fromEntries(MEASURE_NAMES.map((name) => [name, sum(columnName(name))])) as Record<
    Measure,
    ReturnType<typeof sum>
  >;

const cellKey = () => ({
  suite: text("suite").notNull(),
  suiteVersion: text("suite_version").notNull(),
  scenario: text("scenario").notNull(),
  tier: text("tier").notNull(),
  agent: text("agent").notNull(),
  model: text("model").notNull(),
  variant: text("variant").notNull(),
});

/** One row a cell. */
export const cells = sqliteTable(
  "cells",
  { ...cellKey(), ...measures(), lastRunAt: integer("last_run_at").notNull() },
  (cell) => [
    primaryKey({
      columns: [cell.suite, cell.suiteVersion, cell.scenario, cell.tier, cell.agent, cell.model, cell.variant],
    }),
  ],
);

/** One row a batch and cell. */
export const batchCells = sqliteTable(
  "batch_cells",
  { batchId: text("batch_id").notNull(), ...cellKey(), ...measures() },
  (cell) => [
    primaryKey({
      columns: [
        cell.batchId,
        cell.suite,
        cell.suiteVersion,
        cell.scenario,
        cell.tier,
        cell.agent,
        cell.model,
        cell.variant,
      ],
    }),
  ],
);

/** One row a batch: what its runs add up to. */
export const batchTotals = sqliteTable("batch_totals", { batchId: text("batch_id").primaryKey(), ...measures() });

/** One row a day (days since 1970, UTC) and scenario. */
export const scenarioDays = sqliteTable(
  "scenario_days",
  {
    day: integer("day").notNull(),
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull(),
    scenario: text("scenario").notNull(),
    ...measures(),
  },
  (row) => [primaryKey({ columns: [row.day, row.suite, row.suiteVersion, row.scenario] })],
);

/** What is summed over evaluations: each score as a share of its maximum, and the share's square, in billionths. */
const evaluationMeasures = () => ({
  evaluations: sum("evaluations"),
  shareSum: sum("share_sum"),
  shareSquareSum: sum("share_square_sum"),
});

/** One row an evaluator and scenario. */
export const evaluatorScenarios = sqliteTable(
  "evaluator_scenarios",
  {
    evaluatorName: text("evaluator_name").notNull(),
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull(),
    scenario: text("scenario").notNull(),
    ...evaluationMeasures(),
  },
  (row) => [primaryKey({ columns: [row.evaluatorName, row.suite, row.suiteVersion, row.scenario] })],
);

/** One row an evaluator and day (days since 1970, UTC). */
export const evaluatorDays = sqliteTable(
  "evaluator_days",
  { evaluatorName: text("evaluator_name").notNull(), day: integer("day").notNull(), ...evaluationMeasures() },
  (row) => [primaryKey({ columns: [row.evaluatorName, row.day] })],
);

/** One row a batch and evaluator. */
export const batchEvaluators = sqliteTable(
  "batch_evaluators",
  { batchId: text("batch_id").notNull(), evaluatorName: text("evaluator_name").notNull(), ...evaluationMeasures() },
  (row) => [primaryKey({ columns: [row.batchId, row.evaluatorName] })],
);

/** What a correction changed last, a row a corrected run; absent: as submitted. */
export const runCorrections = sqliteTable("run_corrections", {
  runId: text("run_id").primaryKey(),
  outcome: text("outcome").$type<Outcome>().notNull(),
  totalScore: real("total_score"),
  weightedScore: real("weighted_score"),
  costUsd: real("cost_usd"),
});

/** The corrections themselves, one row each, never changed. */
export const runDecisions = sqliteTable(
  "run_decisions",
  {
    id: integer("id").primaryKey(),
    runId: text("run_id").notNull(),
    kind: text("kind").notNull(),
    reason: text("reason").notNull(),
    /** What it changed, as JSON: for each field what it was and what it is. */
    changes: text("changes").notNull(),
    decidedAt: integer("decided_at").notNull(),
    /** The key that it was made with; not public. */
    keyId: text("key_id").notNull(),
    /** What counts from now on: goes into `run_corrections`. */
    outcome: text("outcome").$type<Outcome>().notNull(),
    totalScore: real("total_score"),
    weightedScore: real("weighted_score"),
    costUsd: real("cost_usd"),
  },
  (decision) => [index("run_decisions_run").on(decision.runId)],
);

/** One row a named key: its secret is kept as a hash alone. Names are not public. */
export const apiKeys = sqliteTable("api_keys", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** SHA-256 of the secret, in hexadecimal. */
  hash: text("hash").notNull(),
  scope: text("scope").notNull(),
  /** The suites it may submit to, as a JSON list; null: any. */
  suites: text("suites"),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at"),
  revokedAt: integer("revoked_at"),
  lastUsedAt: integer("last_used_at"),
});

/** A single row: how often counted runs, or what is claimed of batches, changed or went, and the last snapshot made and of which state. */
export const snapshotState = sqliteTable("snapshot_state", {
  id: integer("id").primaryKey(),
  changes: sum("changes"),
  madeFrom: text("made_from"),
  snapshotId: text("snapshot_id"),
  createdAt: integer("created_at"),
});
