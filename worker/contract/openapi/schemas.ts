import * as z from "zod";
import { BatchSchema, BatchSubmittedSchema } from "#contract/batches/batch.ts";
import {
  BatchAnalyticsSchema,
  BatchComparisonSchema,
  BatchDetailsSchema,
  BatchListSchema,
} from "#contract/batches/batch-details.ts";
import { BatchDecidedSchema, BatchDecisionRequestSchema, BatchRemovedSchema } from "#contract/batches/decision.ts";
import { BoardEntrySchema, BoardSchema } from "#contract/figures/board.ts";
import { ComparisonSchema } from "#contract/figures/comparison.ts";
import { EstimateSchema, FiguresSchema, OutcomesSchema, ResourceSchema } from "#contract/figures/figures.ts";
import { NeighbourPlanSchema, PlanSchema } from "#contract/figures/plan.ts";
import {
  AgentStatsSchema,
  EvaluatorStatsSchema,
  EvaluatorTrendsSchema,
  ModelStatsSchema,
  ScenarioStatsSchema,
  StatsSchema,
  SuiteStatsSchema,
} from "#contract/figures/stats.ts";
import { BulkSubmittedSchema, RefusedLineSchema } from "#contract/runs/bulk.ts";
import {
  ChangesSchema,
  DecidedSchema,
  DecisionListSchema,
  DecisionRequestSchema,
  DecisionSchema,
  PurgeRequestSchema,
} from "#contract/runs/decision.ts";
import {
  EvaluationSchema,
  NULL_IN_ANSWERS,
  PublicTelemetrySchema,
  RunDetailsSchema,
  RunListSchema,
  RunSchema,
  RunSummarySchema,
  SubmittedSchema,
} from "#contract/runs/run.ts";
import { RestoredSchema } from "#contract/service/backup.ts";
import { HealthSchema } from "#contract/service/health.ts";
import { KeyIssuedSchema, KeyListSchema, KeyRequestSchema, KeySchema } from "#contract/service/key.ts";
import { IssueSchema, ProblemSchema } from "#contract/service/problem.ts";
import { PackedColumnSchema, PackedSumsSchema } from "#contract/snapshot/packed-columns.ts";
import { PartSchema } from "#contract/snapshot/parts.ts";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { ManifestSchema, ManifestStoredSchema, StatedManifestSchema } from "#contract/suites/manifest.ts";
import { SuiteListSchema, SuiteSchema } from "#contract/suites/suite-list.ts";

/** The schemas of bodies that are sent, by the names they have in the document. */
const SENT = {
  Run: RunSchema,
  Batch: BatchSchema,
  DecisionRequest: DecisionRequestSchema,
  PurgeRequest: PurgeRequestSchema,
  BatchDecisionRequest: BatchDecisionRequestSchema,
  KeyRequest: KeyRequestSchema,
  Manifest: ManifestSchema,
};

/** The schemas of bodies that are answered, and of parts that several share. */
const ANSWERED = {
  Submitted: SubmittedSchema,
  BatchSubmitted: BatchSubmittedSchema,
  BulkSubmitted: BulkSubmittedSchema,
  RefusedLine: RefusedLineSchema,
  RunSummary: RunSummarySchema,
  RunList: RunListSchema,
  RunDetails: RunDetailsSchema,
  Evaluation: EvaluationSchema,
  Telemetry: PublicTelemetrySchema,
  Outcomes: OutcomesSchema,
  Estimate: EstimateSchema,
  Resource: ResourceSchema,
  Figures: FiguresSchema,
  BatchList: BatchListSchema,
  BatchDetails: BatchDetailsSchema,
  BatchAnalytics: BatchAnalyticsSchema,
  BatchComparison: BatchComparisonSchema,
  Stats: StatsSchema,
  AgentStats: AgentStatsSchema,
  ModelStats: ModelStatsSchema,
  SuiteStats: SuiteStatsSchema,
  ScenarioStats: ScenarioStatsSchema,
  EvaluatorStats: EvaluatorStatsSchema,
  EvaluatorTrends: EvaluatorTrendsSchema,
  Board: BoardSchema,
  BoardEntry: BoardEntrySchema,
  Comparison: ComparisonSchema,
  NeighbourPlan: NeighbourPlanSchema,
  Plan: PlanSchema,
  Changes: ChangesSchema,
  Decision: DecisionSchema,
  Decided: DecidedSchema,
  BatchDecided: BatchDecidedSchema,
  BatchRemoved: BatchRemovedSchema,
  Restored: RestoredSchema,
  DecisionList: DecisionListSchema,
  Key: KeySchema,
  KeyIssued: KeyIssuedSchema,
  KeyList: KeyListSchema,
  ManifestStored: ManifestStoredSchema,
  StatedManifest: StatedManifestSchema,
  SuiteList: SuiteListSchema,
  Suite: SuiteSchema,
  SnapshotIndex: SnapshotIndexSchema,
  SnapshotPart: PartSchema,
  PackedColumn: PackedColumnSchema,
  PackedSums: PackedSumsSchema,
  Health: HealthSchema,
  Issue: IssueSchema,
  Problem: ProblemSchema,
};

export type JsonSchema = { [key: string]: unknown };

const names = new Map<z.ZodType, string>(
  [...Object.entries(SENT), ...Object.entries(ANSWERED)].map(([name, schema]) => [schema, name]),
);

const refOf = (name: string) => `#/components/schemas/${name}`;

/** Spectral takes the `items: false` of a tuple for none; its most items say the same. */
const withItems = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  if (jsonSchema.items === false) jsonSchema.items = {};
};

const OPTIONS = { io: "input", unrepresentable: "any", override: withItems } as const;

const nullable: ReadonlySet<string> = new Set(NULL_IN_ANSWERS);

const isNull = (schema: unknown) =>
  typeof schema === "object" && schema !== null && "type" in schema && schema.type === "null";

/** An optional field as answers have it: absent if it is not stated, and null in few of them; requests may send null instead of any. */
const withoutNull = (field: JsonSchema): JsonSchema => {
  const { anyOf, ...rest } = field;
  if (!Array.isArray(anyOf) || !anyOf.some(isNull)) return field;
  const left: JsonSchema[] = anyOf.filter((schema) => !isNull(schema));
  return left.length === 1 ? { ...left[0], ...rest } : { anyOf: left, ...rest };
};

const absentRatherThanNull = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(absentRatherThanNull);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, absentRatherThanNull(value)]));
  const { properties, required = [] } = copy as { properties?: Record<string, JsonSchema>; required?: string[] };
  if (!properties || typeof properties !== "object") return copy;
  const fields = Object.entries(properties).map(([name, field]) => [
    name,
    required.includes(name) || nullable.has(name) ? field : withoutNull(field),
  ]);
  return { ...copy, properties: Object.fromEntries(fields) };
};

const convert = (schemas: Record<string, z.ZodType>): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: converted } = z.toJSONSchema(registry, { ...OPTIONS, uri: refOf });
  return Object.fromEntries(
    Object.entries(converted).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema as JsonSchema]),
  );
};

/** The named schemas of the document. */
export const componentSchemas = (): Record<string, JsonSchema> => ({
  ...convert(SENT),
  ...(absentRatherThanNull(convert(ANSWERED)) as Record<string, JsonSchema>),
});

/** A schema as JSON Schema, without its dialect. */
export const inlineSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _schema, ...json } = z.toJSONSchema(schema, OPTIONS);
  return json as JsonSchema;
};

/** A reference to a schema that has a name in the document; a list of such by reference to them; otherwise the schema itself. */
export const schemaOf = (schema: z.ZodType): JsonSchema => {
  const name = names.get(schema);
  if (name !== undefined) return { $ref: refOf(name) };
  if (schema instanceof z.ZodArray) return { type: "array", items: schemaOf(schema.element as z.ZodType) };
  if (schema instanceof z.ZodNullable) return { anyOf: [schemaOf(schema.unwrap() as z.ZodType), { type: "null" }] };
  return inlineSchema(schema);
};
