import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ErrorType, Outcome, Status } from "#contract/run.ts";

/**
 * The tables, as drizzle sees them. Names that a run does not state (suite version, model, variant, batch) are stored as "", so that
 * they can stand in keys. Moments are milliseconds since 1970 in UTC. The view, the triggers and `WITHOUT ROWID`, which drizzle
 * cannot express, are in the migrations.
 */

/** One row a batch: what its harness claims. */
export const batchRuns = sqliteTable("batch_runs", {
  batchId: text("batch_id").primaryKey(),
  createdAt: integer("created_at"),
  completedAt: integer("completed_at"),
  totalRuns: integer("total_runs"),
  successfulRuns: integer("successful_runs"),
  avgScore: real("avg_score"),
  avgWeightedScore: real("avg_weighted_score"),
  metadata: text("metadata"),
});

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

/** One row a cell: its runs counted and summed by the triggers. Scores and money are in billionths, see the snapshot's contract. */
export const cells = sqliteTable(
  "cells",
  {
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull(),
    scenario: text("scenario").notNull(),
    tier: text("tier").notNull(),
    agent: text("agent").notNull(),
    model: text("model").notNull(),
    variant: text("variant").notNull(),
    runs: sum("runs"),
    pass: sum("pass"),
    fail: sum("fail"),
    timeout: sum("timeout"),
    infrastructureError: sum("infrastructure_error"),
    unknownFailure: sum("unknown_failure"),
    notStated: sum("not_stated"),
    notFinal: sum("not_final"),
    scoreRuns: sum("score_runs"),
    scoreSum: sum("score_sum"),
    scoreSquareSum: sum("score_square_sum"),
    costRuns: sum("cost_runs"),
    costSum: sum("cost_sum"),
    costPasses: sum("cost_passes"),
    tokenRuns: sum("token_runs"),
    tokensInSum: sum("tokens_in_sum"),
    tokensOutSum: sum("tokens_out_sum"),
    durationRuns: sum("duration_runs"),
    durationSum: sum("duration_sum"),
    toolCallRuns: sum("tool_call_runs"),
    toolCallSum: sum("tool_call_sum"),
    syntheticRuns: sum("synthetic_runs"),
    lastRunAt: integer("last_run_at").notNull(),
  },
  (cell) => [
    primaryKey({
      columns: [cell.suite, cell.suiteVersion, cell.scenario, cell.tier, cell.agent, cell.model, cell.variant],
    }),
  ],
);

/** A single row: how often runs were removed, and the last snapshot that was made and of which state. */
export const snapshotState = sqliteTable("snapshot_state", {
  id: integer("id").primaryKey(),
  removals: sum("removals"),
  madeFrom: text("made_from"),
  snapshotId: text("snapshot_id"),
  createdAt: integer("created_at"),
});
