import { type InferSelectModel, sql } from "drizzle-orm";
import type * as z from "zod";
import { keysOf, recordOf } from "#contract/names/records.ts";
import {
  type Evaluation,
  type Link,
  NULL_IN_ANSWERS,
  type Outcome,
  type PublicTelemetry,
  PublicTelemetrySchema,
  type Run,
  type RunDetailsSchema,
  type RunSummarySchema,
  type Telemetry,
  TelemetrySchema,
} from "#contract/runs/run.ts";
import type { benchmarkRuns, evaluationResults } from "./tables.ts";

export type RunRow = InferSelectModel<typeof benchmarkRuns>;
export type EvaluationRow = InferSelectModel<typeof evaluationResults>;

/** The columns of a run that hold its telemetry, named as in the contract: those that are public and the others. */
const PUBLIC_TELEMETRY = keysOf(PublicTelemetrySchema.shape);
const TELEMETRY = keysOf(TelemetrySchema.shape);

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

/** The row of a run; metadata and links stay objects here, and become text in the statement that reads it from JSON. */
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
  trials: run.trials ?? null,
  passes: run.passes ?? null,
  scoreStandardError: run.scoreStandardError ?? null,
  relationship: run.relationship ?? null,
  links: run.links ?? null,
  synthetic: run.synthetic ?? null,
  specialistEnabled: run.specialistEnabled ?? null,
  specialistName: run.specialistName ?? null,
  specialistVersion: run.specialistVersion ?? null,
  metadata: run.metadata ?? null,
  contentHash,
  ...Object.fromEntries(TELEMETRY.map((field) => [field, run.telemetry?.[field] ?? null])),
});

/** What is left out of lists: what is large, private, or for the database alone. */
const UNLISTED = [
  ...(["metadata", "contentHash", "keyId", "suiteVersionId", "entryId", "scenarioId", "tierId"] as const),
  ...TELEMETRY,
];
type Unlisted = (typeof UNLISTED)[number];
/** A run as lists read it; its metadata is cut. */
type ListedRow = Omit<RunRow, Unlisted> & { metadata: string | null };

/** The most bytes of metadata that lists show. */
const MAX_LISTED_METADATA = 2_048;

/** A run's metadata in lists: as it is, or of a failed run with more than that the error alone. */
export const listedMetadata = sql<string | null>`CASE
  WHEN octet_length(metadata) <= ${sql.raw(String(MAX_LISTED_METADATA))} THEN metadata
  WHEN status = 'failed' THEN json_object('error', substr(metadata ->> '$.error', 1, 1000), 'errorType', metadata ->> '$.errorType')
END`.as("metadata");

/** The fields of a run that lists show. */
export const listedOf = <Fields extends Record<keyof RunRow, unknown>>(fields: Fields): Omit<Fields, Unlisted> =>
  Object.fromEntries(
    Object.entries(fields).filter(([name]) => !UNLISTED.some((unlisted) => unlisted === name)),
  ) as Omit<Fields, Unlisted>;

const linksOf = ({ links }: Pick<RunRow, "links">): Link[] | undefined =>
  links === null ? undefined : JSON.parse(links);

const fieldsOf = (row: Omit<ListedRow, "metadata">) => ({
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
  trials: stated(row.trials),
  passes: stated(row.passes),
  scoreStandardError: stated(row.scoreStandardError),
  relationship: stated(row.relationship),
  links: linksOf(row),
  synthetic: stated(row.synthetic),
  specialistEnabled: stated(row.specialistEnabled),
  specialistName: stated(row.specialistName),
  specialistVersion: stated(row.specialistVersion),
});

const metadataOf = (row: Pick<RunRow, "metadata">): Record<string, unknown> | undefined =>
  row.metadata === null ? undefined : JSON.parse(row.metadata);

const NOT_STATED = recordOf(NULL_IN_ANSWERS, () => null);

/** A run as lists show it. */
export const runSummaryOf = (row: ListedRow): z.input<typeof RunSummarySchema> => ({
  ...NOT_STATED,
  ...compact({ ...fieldsOf(row), metadata: stated(row.metadata), outcome: row.outcome }),
});

/** A run as its own page shows it: everything but evaluations and telemetry. */
export const runDetailsOf = (row: RunRow): z.input<typeof RunDetailsSchema>["run"] => ({
  ...NOT_STATED,
  ...compact({ ...fieldsOf(row), metadata: metadataOf(row), outcome: row.outcome }),
});

/** An evaluation as it was submitted. */
export const evaluationOf = (row: EvaluationRow): Evaluation =>
  compact({
    evaluatorName: row.evaluatorName,
    score: row.score,
    maxScore: row.maxScore,
    details: stated(row.details),
  });

const telemetryOf = <Field extends keyof Telemetry>(
  row: Pick<RunRow, Field>,
  fields: readonly Field[],
): Pick<Telemetry, Field> | undefined => {
  const entries = fields.flatMap((field) => (row[field] === null ? [] : [[field, row[field]]]));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** Telemetry as the public may see it; null if the run reports none of it. */
export const publicTelemetryOf = (row: RunRow): PublicTelemetry | null => telemetryOf(row, PUBLIC_TELEMETRY) ?? null;

/** The whole run as it was submitted: what a new submission of the same name is compared with. */
export const submittedRunOf = (row: RunRow, evaluations: EvaluationRow[]): Run =>
  compact({
    ...fieldsOf(row),
    metadata: metadataOf(row),
    evaluations: evaluations.map(evaluationOf),
    telemetry: telemetryOf(row, TELEMETRY),
  });
