import type { InferSelectModel } from "drizzle-orm";
import type {
  Evaluation,
  Outcome,
  PublicTelemetry,
  Run,
  RunDetails,
  RunSummary,
  Telemetry,
} from "#contract/runs/run.ts";
import type { benchmarkRuns, evaluationResults, runTelemetry } from "./tables.ts";

export type RunRow = InferSelectModel<typeof benchmarkRuns>;
export type EvaluationRow = InferSelectModel<typeof evaluationResults>;
export type TelemetryRow = InferSelectModel<typeof runTelemetry>;

/** A run that is about to be stored: what was submitted, what it counts as, and the hash of its content. */
export interface RunToStore {
  run: Run;
  outcome: Outcome;
  contentHash: string;
}

const milliseconds = (moment: string | undefined) => (moment === undefined ? null : Date.parse(moment));
const moment = (at: number | null) => (at === null ? undefined : new Date(at).toISOString());
const stated = <T>(value: T | null) => value ?? undefined;
const named = (name: string) => (name === "" ? undefined : name);

/** Leaves out the fields that are undefined, so that an answer holds only what was stated. */
const compact = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The row of a run; metadata stays an object here, and becomes text in the statement that reads it from JSON. */
export const runRowOf = ({ run, outcome, contentHash }: RunToStore) => ({
  runId: run.runId,
  batchId: run.batchId ?? "",
  suite: run.suite,
  suiteVersion: run.suiteVersion ?? "",
  scenario: run.scenario,
  tier: run.tier,
  agent: run.agent,
  model: run.model ?? "",
  variant: run.variant ?? "",
  status: run.status,
  outcome,
  startedAt: milliseconds(run.startedAt),
  completedAt: milliseconds(run.completedAt),
  totalScore: run.totalScore ?? null,
  weightedScore: run.weightedScore ?? null,
  isSuccessful: run.isSuccessful ?? null,
  successMetric: run.successMetric ?? null,
  errorType: run.errorType ?? null,
  synthetic: run.synthetic ?? null,
  specialistEnabled: run.specialistEnabled ?? null,
  specialistName: run.specialistName ?? null,
  specialistVersion: run.specialistVersion ?? null,
  metadata: run.metadata ?? null,
  contentHash,
});

type ListedRow = Omit<RunRow, "metadata" | "contentHash" | "keyId">;

const fieldsOf = (row: ListedRow) => ({
  runId: row.runId,
  batchId: named(row.batchId),
  suite: row.suite,
  suiteVersion: named(row.suiteVersion),
  scenario: row.scenario,
  tier: row.tier,
  agent: row.agent,
  model: named(row.model),
  variant: named(row.variant),
  status: row.status,
  startedAt: new Date(row.startedAt).toISOString(),
  completedAt: moment(row.completedAt),
  totalScore: stated(row.totalScore),
  weightedScore: stated(row.weightedScore),
  isSuccessful: stated(row.isSuccessful),
  successMetric: stated(row.successMetric),
  errorType: stated(row.errorType),
  synthetic: stated(row.synthetic),
  specialistEnabled: stated(row.specialistEnabled),
  specialistName: stated(row.specialistName),
  specialistVersion: stated(row.specialistVersion),
});

const metadataOf = (row: RunRow): Record<string, unknown> | undefined =>
  row.metadata === null ? undefined : JSON.parse(row.metadata);

/** A run as lists show it. */
export const runSummaryOf = (row: ListedRow): RunSummary => compact({ ...fieldsOf(row), outcome: row.outcome });

/** A run as its own page shows it: everything but evaluations and telemetry. */
export const runDetailsOf = (row: RunRow): RunDetails["run"] =>
  compact({ ...fieldsOf(row), metadata: metadataOf(row), outcome: row.outcome });

/** An evaluation as it was submitted. */
export const evaluationOf = (row: EvaluationRow): Evaluation =>
  compact({
    evaluatorName: row.evaluatorName,
    score: row.score,
    maxScore: row.maxScore,
    details: stated(row.details),
  });

/** Telemetry as the public may see it. */
export const publicTelemetryOf = (row: TelemetryRow): PublicTelemetry =>
  compact({
    toolCalls: stated(row.toolCalls),
    tokensIn: stated(row.tokensIn),
    tokensOut: stated(row.tokensOut),
    cacheReadTokens: stated(row.cacheReadTokens),
    cacheWriteTokens: stated(row.cacheWriteTokens),
    reasoningTokens: stated(row.reasoningTokens),
    costUsd: stated(row.costUsd),
    durationMs: stated(row.durationMs),
  });

const telemetryOf = (row: TelemetryRow): Telemetry =>
  compact({
    ...publicTelemetryOf(row),
    workspaceDir: stated(row.workspaceDir),
    promptSent: stated(row.promptSent),
  });

/** The whole run as it was submitted: what a new submission of the same name is compared with. */
export const submittedRunOf = (row: RunRow, evaluations: EvaluationRow[], telemetry: TelemetryRow | undefined): Run =>
  compact({
    ...fieldsOf(row),
    metadata: metadataOf(row),
    evaluations: evaluations.map(evaluationOf),
    telemetry: telemetry && telemetryOf(telemetry),
  });
