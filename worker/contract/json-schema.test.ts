import { describe, expect, it } from "vitest";
import * as z from "zod";
import { BatchSchema, BatchSubmittedSchema } from "./batches/batch.ts";
import {
  BatchAnalyticsSchema,
  BatchComparisonSchema,
  BatchDetailsSchema,
  BatchListSchema,
} from "./batches/batch-details.ts";
import { BatchCompareQuerySchema, BatchQuerySchema } from "./batches/batch-query.ts";
import { ComparisonQuerySchema, ComparisonSchema } from "./figures/comparison.ts";
import { PlanQuerySchema, PlanSchema } from "./figures/plan.ts";
import {
  AgentStatsSchema,
  EvaluatorStatsSchema,
  EvaluatorTrendsSchema,
  ModelStatsSchema,
  ScenarioStatsSchema,
  StatsSchema,
  SuiteStatsSchema,
} from "./figures/stats.ts";
import { AgentStatsQuerySchema, StatsQuerySchema, SuiteStatsQuerySchema } from "./figures/stats-query.ts";
import { BulkSubmittedSchema } from "./runs/bulk.ts";
import {
  DecidedSchema,
  DecisionListSchema,
  DecisionQuerySchema,
  DecisionRequestSchema,
  DecisionSchema,
} from "./runs/decision.ts";
import { ExportQuerySchema } from "./runs/export.ts";
import { RunDetailsSchema, RunListSchema, RunSchema, SubmittedSchema } from "./runs/run.ts";
import { RunQuerySchema } from "./runs/run-query.ts";
import { HealthSchema } from "./service/health.ts";
import { KeyIssuedSchema, KeyListSchema, KeyRequestSchema, KeySchema } from "./service/key.ts";
import { ProblemSchema } from "./service/problem.ts";
import { SnapshotSchema } from "./snapshot/snapshot.ts";

const aggregates = {
  "batch-query": BatchQuerySchema,
  "batch-list": BatchListSchema,
  "batch-details": BatchDetailsSchema,
  "batch-analytics": BatchAnalyticsSchema,
  "batch-compare-query": BatchCompareQuerySchema,
  "batch-comparison": BatchComparisonSchema,
  "stats-query": StatsQuerySchema,
  stats: StatsSchema,
  "agent-stats-query": AgentStatsQuerySchema,
  "agent-stats": AgentStatsSchema,
  "model-stats": ModelStatsSchema,
  "suite-stats-query": SuiteStatsQuerySchema,
  "suite-stats": SuiteStatsSchema,
  "scenario-stats": ScenarioStatsSchema,
  "evaluator-stats": EvaluatorStatsSchema,
  "evaluator-trends": EvaluatorTrendsSchema,
  "comparison-query": ComparisonQuerySchema,
  comparison: ComparisonSchema,
  "plan-query": PlanQuerySchema,
  plan: PlanSchema,
};

const schemas = {
  ...aggregates,
  run: RunSchema,
  "run-query": RunQuerySchema,
  "run-list": RunListSchema,
  "run-details": RunDetailsSchema,
  submitted: SubmittedSchema,
  batch: BatchSchema,
  "batch-submitted": BatchSubmittedSchema,
  "bulk-submitted": BulkSubmittedSchema,
  "export-query": ExportQuerySchema,
  health: HealthSchema,
  problem: ProblemSchema,
  snapshot: SnapshotSchema,
  "decision-request": DecisionRequestSchema,
  decision: DecisionSchema,
  decided: DecidedSchema,
  "decision-list": DecisionListSchema,
  "decision-query": DecisionQuerySchema,
  "key-request": KeyRequestSchema,
  key: KeySchema,
  "key-list": KeyListSchema,
  "key-issued": KeyIssuedSchema,
};

type Fields = { properties?: Record<string, { description?: string }> };

/** Where a JSON Schema has a field without a description, at any depth; a field that must be absent needs none. */
const undescribedIn = (schema: unknown, path = ""): string[] => {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as Fields;
  const here = Object.entries(properties).filter(([, field]) => !field.description && !("not" in field));
  const inner = Object.entries(schema).flatMap(([key, value]) => undescribedIn(value, `${path}.${key}`));
  return [...here.map(([field]) => `${path}.${field}`), ...inner];
};

describe("the contract", () => {
  // A change of the public API shows as a change of these files.
  it.each(Object.entries(schemas))("keeps the JSON Schema of %s", async (name, schema) => {
    const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/${name}.schema.json`);
  });

  it.each(["run", "batch", "problem", "snapshot"] as const)("describes every field of %s", (name) => {
    const { properties = {} } = z.toJSONSchema(schemas[name], { io: "input", unrepresentable: "any" }) as Fields;
    const undescribed = Object.entries(properties).filter(([, { description }]) => !description);
    expect(undescribed.map(([field]) => field)).toEqual([]);
  });

  it.each(Object.entries(aggregates))("describes every field of %s at any depth", (_name, schema) => {
    expect(undescribedIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }))).toEqual([]);
  });
});
