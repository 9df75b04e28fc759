import {
  BatchAnalyticsSchema,
  BatchComparisonSchema,
  BatchDetailsSchema,
  BatchListSchema,
} from "#contract/batches/batch-details.ts";
import { BatchCompareQuerySchema, BatchDetailsQuerySchema, BatchQuerySchema } from "#contract/batches/batch-query.ts";
import { ComparisonQuerySchema, ComparisonSchema } from "#contract/figures/comparison.ts";
import { PlanQuerySchema, PlanSchema } from "#contract/figures/plan.ts";
import {
  AgentStatsSchema,
  EvaluatorStatsSchema,
  EvaluatorTrendsSchema,
  ModelStatsSchema,
  ScenarioStatsSchema,
  StatsSchema,
  SuiteStatsSchema,
} from "#contract/figures/stats.ts";
import {
  AgentStatsQuerySchema,
  EvaluatorStatsQuerySchema,
  StatsQuerySchema,
  SuiteStatsQuerySchema,
} from "#contract/figures/stats-query.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { EXAMPLE } from "./example-runs.ts";
import type { Operation } from "./operation.ts";

const batchName = { batchId: { description: "The batch's name.", example: EXAMPLE.batchId } };
const suiteName = { suite: { description: "The suite's name.", example: EXAMPLE.suite } };
const entry = formatEntry({ agent: EXAMPLE.agent, model: EXAMPLE.model });

const batches: Operation[] = [
  {
    method: "GET",
    path: "/api/batches",
    id: "listBatches",
    tag: "Batches",
    summary: "List batches, with what they claim and what their runs add up to",
    query: BatchQuerySchema,
    queryExample: { limit: "1" },
    answers: {
      200: { description: "A page of batches.", schema: BatchListSchema, headers: ["Link", "X-Next-Cursor"] },
    },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/batches/compare",
    id: "compareBatches",
    tag: "Batches",
    summary: "Put two to five batches side by side",
    query: BatchCompareQuerySchema,
    queryExample: { ids: `${EXAMPLE.batchId},${EXAMPLE.otherBatchId}` },
    answers: { 200: { description: "The batches and their scenarios.", schema: BatchComparisonSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/batches/:batchId",
    id: "getBatch",
    tag: "Batches",
    summary: "Read a batch with its newest runs",
    names: batchName,
    query: BatchDetailsQuerySchema,
    answers: { 200: { description: "The batch.", schema: BatchDetailsSchema, headers: ["Link"] } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/batches/:batchId/analytics",
    id: "getBatchAnalytics",
    tag: "Batches",
    summary: "Break a batch down by suite, entry and evaluator",
    names: batchName,
    query: BatchDetailsQuerySchema,
    answers: { 200: { description: "The three breakdowns.", schema: BatchAnalyticsSchema } },
    problems: [400, 404],
  },
];

const stats: Operation[] = [
  {
    method: "GET",
    path: "/api/stats",
    id: "getStats",
    tag: "Statistics",
    summary: "Read the figures of everything, by time",
    query: StatsQuerySchema,
    queryExample: { days: "all" },
    answers: { 200: { description: "The figures, altogether and of each suite.", schema: StatsSchema } },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/stats/agents",
    id: "getAgentStats",
    tag: "Statistics",
    summary: "Read the figures of each agent",
    query: AgentStatsQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: { 200: { description: "The agents, best success rate first.", schema: AgentStatsSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/stats/models",
    id: "getModelStats",
    tag: "Statistics",
    summary: "Read the figures of each model",
    query: AgentStatsQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: { 200: { description: "The models, best success rate first.", schema: ModelStatsSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/stats/suites/:suite",
    id: "getSuiteStats",
    tag: "Statistics",
    summary: "Read the figures of a suite and its scenarios",
    names: suiteName,
    query: SuiteStatsQuerySchema,
    queryExample: { tier: EXAMPLE.tier },
    answers: { 200: { description: "The suite.", schema: SuiteStatsSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/stats/scenarios/:suite/:scenario",
    id: "getScenarioStats",
    tag: "Statistics",
    summary: "Read the figures of a scenario and its entries",
    names: { ...suiteName, scenario: { description: "The scenario's name.", example: EXAMPLE.scenario } },
    query: SuiteStatsQuerySchema,
    answers: { 200: { description: "The scenario.", schema: ScenarioStatsSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/stats/evaluators",
    id: "getEvaluatorStats",
    tag: "Statistics",
    summary: "Read what each evaluator gave",
    query: EvaluatorStatsQuerySchema,
    answers: { 200: { description: "The evaluators, by name.", schema: EvaluatorStatsSchema } },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/stats/evaluators/:name/trends",
    id: "getEvaluatorTrends",
    tag: "Statistics",
    summary: "Read what an evaluator gave, day by day",
    names: { name: { description: "The evaluator's name.", example: EXAMPLE.evaluatorName } },
    query: StatsQuerySchema,
    queryExample: { days: "all" },
    answers: { 200: { description: "A point a day.", schema: EvaluatorTrendsSchema } },
    problems: [400, 404],
  },
];

const questions: Operation[] = [
  {
    method: "GET",
    path: "/api/compare",
    id: "compareEntries",
    tag: "Comparison",
    summary: "Compare two entries over the scenarios that both have run",
    query: ComparisonQuerySchema,
    queryExample: {
      suite: EXAMPLE.suite,
      tier: EXAMPLE.tier,
      a: entry,
      b: formatEntry({ agent: EXAMPLE.agent, model: "example/model-2" }),
    },
    answers: { 200: { description: "Their paired difference, and where each is better.", schema: ComparisonSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/plan",
    id: "planRuns",
    tag: "Comparison",
    summary: "Ask which runs would tell an entry from its neighbours",
    query: PlanQuerySchema,
    queryExample: { suite: EXAMPLE.suite, entry },
    answers: { 200: { description: "Cells and how many runs to add, with what is assumed.", schema: PlanSchema } },
    problems: [400, 404],
  },
];

/** What is answered from the aggregates. */
export const statistics: Operation[] = [...batches, ...stats, ...questions];
