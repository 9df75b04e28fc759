import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { recordOf } from "#contract/names/records.ts";
import type { DecisionKind } from "#contract/runs/decision.ts";
import type { ErrorType, Outcome, Relationship, Status } from "#contract/runs/run.ts";
import { columnName, MEASURE_COLUMNS } from "#contract/snapshot/measures.ts";

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
    /** Where it stands in lists, and since when it is there: the earliest claim of when it was created, or else when its first run started. */
    listedAt: integer("listed_at").notNull(),
    /** Where the snapshot's parts put it: the first bits of its name's hash. */
    path: text("path").notNull(),
    /** The key that it belongs to: the one that first named it, or was given it; "" for the secret. Not public. */
    keyId: text("key_id").notNull().default(""),
    /** The decision by which it is being removed, step by step; null: it is not. */
    removal: integer("removal"),
  },
  (batch) => [index("batch_runs_listed_at").on(batch.listedAt), index("batch_runs_path").on(batch.path)],
);

/** What a run used, all of it optional. */
const telemetry = () => ({
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

/** A version of a suite that has runs; "" if they state none. */
export const suiteVersions = sqliteTable(
  "suite_versions",
  {
    id: integer("id").primaryKey(),
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull(),
    /** A text that sorts as versions are ordered, the newest last. */
    versionOrder: text("version_order").notNull().default(""),
  },
  (version) => [
    uniqueIndex("suite_versions_name").on(version.suite, version.suiteVersion),
    index("suite_versions_order").on(version.suite, version.versionOrder),
  ],
);

/** The keys that brought runs of a version of a suite: who competes there. Not public. */
export const suiteVersionKeys = sqliteTable(
  "suite_version_keys",
  { suiteVersionId: integer("suite_version_id").notNull(), keyId: text("key_id").notNull() },
  (row) => [primaryKey({ columns: [row.suiteVersionId, row.keyId] })],
);

/** What a version of a suite consists of, as its part of the snapshot has it. It may be there before any run is. */
export const manifests = sqliteTable(
  "manifests",
  {
    suite: text("suite").notNull(),
    suiteVersion: text("suite_version").notNull(),
    title: text("title"),
    /** The part's text, and the SHA-256 that names it. */
    part: text("part").notNull(),
    hash: text("hash").notNull(),
    /** The key that first stated it, "" for the secret; not public. */
    keyId: text("key_id").notNull(),
  },
  (manifest) => [
    primaryKey({ columns: [manifest.suite, manifest.suiteVersion] }),
    index("manifests_hash").on(manifest.hash),
  ],
);

/** An entry of a version of a suite. `path` is where the snapshot's parts put it: the first bits of its name's hash. */
export const entries = sqliteTable(
  "entries",
  {
    id: integer("id").primaryKey(),
    suiteVersionId: integer("suite_version_id").notNull(),
    agent: text("agent").notNull(),
    model: text("model").notNull(),
    variant: text("variant").notNull(),
    path: text("path").notNull(),
  },
  (entry) => [
    uniqueIndex("entries_name").on(entry.suiteVersionId, entry.agent, entry.model, entry.variant),
    index("entries_path").on(entry.suiteVersionId, entry.path),
    index("entries_agent").on(entry.agent),
    index("entries_model").on(entry.model),
    index("entries_model_of_suite").on(entry.suiteVersionId, entry.model),
  ],
);

/** A scenario of a version of a suite. */
export const scenarios = sqliteTable(
  "scenarios",
  {
    id: integer("id").primaryKey(),
    suiteVersionId: integer("suite_version_id").notNull(),
    scenario: text("scenario").notNull(),
    path: text("path").notNull(),
  },
  (scenario) => [
    uniqueIndex("scenarios_name").on(scenario.suiteVersionId, scenario.scenario),
    index("scenarios_path").on(scenario.suiteVersionId, scenario.path),
  ],
);

/** A tier, of whatever suite. */
export const tiers = sqliteTable(
  "tiers",
  { id: integer("id").primaryKey(), tier: text("tier").notNull(), path: text("path").notNull().default("") },
  (tier) => [uniqueIndex("tiers_name").on(tier.tier), index("tiers_path").on(tier.path)],
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
    /** A result that stands for many: how many attempts, and how many of them passed. */
    trials: integer("trials"),
    passes: integer("passes"),
    scoreStandardError: real("score_standard_error"),
    relationship: text("relationship").$type<Relationship>(),
    /** JSON: a list of kind and address. */
    links: text("links"),
    synthetic: integer("synthetic", { mode: "boolean" }),
    specialistEnabled: integer("specialist_enabled", { mode: "boolean" }),
    specialistName: text("specialist_name"),
    specialistVersion: text("specialist_version"),
    metadata: text("metadata"),
    contentHash: text("content_hash").notNull(),
    /** The key that brought it, "" for the secret; not public. */
    keyId: text("key_id").notNull().default(""),
    /** The numbers of its names, by which it is counted. */
    suiteVersionId: integer("suite_version_id").notNull(),
    entryId: integer("entry_id").notNull(),
    scenarioId: integer("scenario_id").notNull(),
    tierId: integer("tier_id").notNull(),
    ...telemetry(),
  },
  (run) => [
    uniqueIndex("benchmark_runs_run_id").on(run.runId),
    index("benchmark_runs_started_at").on(run.startedAt),
    index("benchmark_runs_batch").on(run.batchId, run.startedAt),
    index("benchmark_runs_entry").on(run.entryId, run.startedAt),
    index("benchmark_runs_cell").on(run.entryId, run.scenarioId, run.tierId, run.startedAt),
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

const sum = (name: string) => integer(name).notNull().default(0);

/** What is counted and summed over runs: the columns of the contract's list of measures. */
const measures = () => recordOf(MEASURE_COLUMNS, (name) => sum(columnName(name)));

/** One row a cell: an entry (of a version of a suite) at a scenario in a tier. */
export const cells = sqliteTable(
  "cells",
  {
    entryId: integer("entry_id").notNull(),
    scenarioId: integer("scenario_id").notNull(),
    tierId: integer("tier_id").notNull(),
    ...measures(),
    firstRunAt: integer("first_run_at").notNull(),
    lastRunAt: integer("last_run_at").notNull(),
    /** JSON: what its evaluators gave the same runs, every two of them; null: it has no evaluations. */
    evaluatorPairs: text("evaluator_pairs"),
  },
  (cell) => [primaryKey({ columns: [cell.entryId, cell.scenarioId, cell.tierId] })],
);

/** One row an entry and tier, over its scenarios; `cells` says how many it has. */
export const entryTiers = sqliteTable(
  "entry_tiers",
  {
    suiteVersionId: integer("suite_version_id").notNull(),
    entryId: integer("entry_id").notNull(),
    tierId: integer("tier_id").notNull(),
    cells: sum("cells"),
    ...measures(),
  },
  (row) => [primaryKey({ columns: [row.suiteVersionId, row.entryId, row.tierId] })],
);

/** One row a scenario and tier, over all entries. */
export const scenarioTiers = sqliteTable(
  "scenario_tiers",
  {
    suiteVersionId: integer("suite_version_id").notNull(),
    scenarioId: integer("scenario_id").notNull(),
    tierId: integer("tier_id").notNull(),
    ...measures(),
  },
  (row) => [primaryKey({ columns: [row.suiteVersionId, row.scenarioId, row.tierId] })],
);

/** One row a day (days since 1970, UTC), over everything that started then. */
export const days = sqliteTable("days", { day: integer("day").primaryKey(), ...measures() });

/** One row a batch and entry. */
export const batchEntries = sqliteTable(
  "batch_entries",
  { batchId: text("batch_id").notNull(), entryId: integer("entry_id").notNull(), ...measures() },
  (row) => [primaryKey({ columns: [row.batchId, row.entryId] })],
);

/** What is summed over evaluations: each score as a share of its maximum, and the share's square, in the words of exact sums. */
const evaluationMeasures = () => ({
  evaluations: sum("evaluations"),
  shareSum: sum("share_sum"),
  shareSumHigh: sum("share_sum_high"),
  shareSquares: sum("share_squares"),
  shareSquaresMiddle: sum("share_squares_middle"),
  shareSquaresHigh: sum("share_squares_high"),
});

/** One row an evaluator and version of a suite. */
export const evaluatorSuites = sqliteTable(
  "evaluator_suites",
  {
    evaluatorName: text("evaluator_name").notNull(),
    suiteVersionId: integer("suite_version_id").notNull(),
    ...evaluationMeasures(),
  },
  (row) => [primaryKey({ columns: [row.evaluatorName, row.suiteVersionId] })],
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
  isSuccessful: integer("is_successful", { mode: "boolean" }),
  totalScore: real("total_score"),
  weightedScore: real("weighted_score"),
  costUsd: real("cost_usd"),
});

/** What was decided, about a run or a batch: one row each, never changed, and kept when what it is about is gone. */
export const decisions = sqliteTable(
  "decisions",
  {
    id: integer("id").primaryKey(),
    runId: text("run_id"),
    batchId: text("batch_id"),
    kind: text("kind").$type<DecisionKind>().notNull(),
    reason: text("reason").notNull(),
    /** What it changed, as JSON: for each field what it was and what it is. */
    changes: text("changes").notNull().default("{}"),
    /** How many runs a batch had when it was removed. */
    runs: integer("runs"),
    decidedAt: integer("decided_at").notNull(),
    /** The key that it was made with; not public. */
    keyId: text("key_id").notNull(),
    /** What a run counts as from now on: goes into `run_corrections`. */
    outcome: text("outcome").$type<Outcome>(),
    isSuccessful: integer("is_successful", { mode: "boolean" }),
    totalScore: real("total_score"),
    weightedScore: real("weighted_score"),
    costUsd: real("cost_usd"),
  },
  (decision) => [
    index("decisions_run").on(decision.runId),
    index("decisions_batch").on(decision.batchId).where(sql`${decision.batchId} IS NOT NULL`),
  ],
);

/** One row a named key: its secret is kept as a hash alone. Names are not public. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
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
  },
  (key) => [index("api_keys_created_at").on(key.createdAt, key.id)],
);

/**
 * The parts of the snapshot: of a version of a suite (0: of the batches) those whose path begins with `prefix`. Together they cover every
 * path, and none lies in another.
 */
export const snapshotParts = sqliteTable(
  "snapshot_parts",
  {
    suiteVersionId: integer("suite_version_id").notNull(),
    prefix: text("prefix").notNull(),
    /** SHA-256 of its bytes, in hexadecimal; null while it is pending: something in it has changed since it was made. */
    hash: text("hash"),
    /** Names the request that is making it; null: nobody is, or what was read has changed meanwhile. */
    maker: text("maker"),
    /** How many cells or batches it had when it was made, and how many runs. */
    size: sum("size"),
    runs: sum("runs"),
  },
  (part) => [primaryKey({ columns: [part.suiteVersionId, part.prefix] }), index("snapshot_parts_hash").on(part.hash)],
);

/** Parts of snapshots that were settled: what they hold may have changed at once, and is still to be had for a while. */
export const keptParts = sqliteTable(
  "kept_parts",
  { hash: text("hash").primaryKey(), text: text("text").notNull(), keptAt: integer("kept_at").notNull() },
  (part) => [index("kept_parts_kept_at").on(part.keptAt)],
);

/** A single row: the last snapshot without a pending part, and when it was first seen. */
export const snapshotState = sqliteTable("snapshot_state", {
  id: integer("id").primaryKey(),
  snapshotId: text("snapshot_id"),
  createdAt: integer("created_at"),
});
