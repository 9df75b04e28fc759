import { formatEntry } from "../names/entry.ts";
import { EXAMPLE } from "../openapi/example-runs.ts";
import { operations } from "../service/operation.ts";
import { BoardSchema } from "./board.ts";
import { ComparisonQuerySchema, ComparisonSchema } from "./comparison.ts";
import { EvaluatorReportSchema } from "./evaluator-report.ts";
import { PlanQuerySchema, PlanSchema } from "./plan.ts";
import {
  AgentStatsSchema,
  EvaluatorStatsSchema,
  EvaluatorTrendsSchema,
  ModelStatsSchema,
  ScenarioStatsSchema,
  StatsSchema,
  SuiteStatsSchema,
} from "./stats.ts";
import {
  AgentStatsQuerySchema,
  BoardQuerySchema,
  EvaluatorReportQuerySchema,
  EvaluatorStatsQuerySchema,
  ScenarioStatsQuerySchema,
  StatsQuerySchema,
  SuiteStatsQuerySchema,
} from "./stats-query.ts";

const suiteName = { description: "The suite's name.", example: EXAMPLE.suite };

/** What is answered from the aggregates. */
export const statsOperations = operations({
  getStats: {
    method: "GET",
    path: "/api/stats",
    tag: "Statistics",
    summary: "Read what everything adds up to, by time",
    description:
      "Totals and plain means over everything or over the last days, of every version of every suite. It reads a row of the database for each day in UTC on which runs started, which `days` limits.",
    query: StatsQuerySchema,
    queryExample: { days: "all" },
    answers: { 200: { description: "The totals.", schema: StatsSchema } },
  },
  getAgentStats: {
    method: "GET",
    path: "/api/stats/agents",
    tag: "Statistics",
    summary: "Read the figures of each agent",
    description: "Each agent with all its models and variants, over one suite or over the newest version of each.",
    query: AgentStatsQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: {
      200: { description: "A page of agents, by name.", schema: AgentStatsSchema, headers: ["Link", "X-Next-Cursor"] },
    },
    problems: [404, 422],
  },
  getModelStats: {
    method: "GET",
    path: "/api/stats/models",
    tag: "Statistics",
    summary: "Read the figures of each model",
    description: "Each model under all agents, over one suite or over the newest version of each.",
    query: AgentStatsQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: {
      200: { description: "A page of models, by name.", schema: ModelStatsSchema, headers: ["Link", "X-Next-Cursor"] },
    },
    problems: [404, 422],
  },
  getSuiteStats: {
    method: "GET",
    path: "/api/stats/suites/:suite",
    tag: "Statistics",
    summary: "Read the figures of a suite and its scenarios",
    description: "A version of a suite, the newest if none is named: all entries together, and each scenario.",
    names: { suite: suiteName },
    query: SuiteStatsQuerySchema,
    queryExample: { tier: EXAMPLE.tier },
    answers: { 200: { description: "The suite.", schema: SuiteStatsSchema, headers: ["Link", "X-Next-Cursor"] } },
    problems: [404, 422],
  },
  getScenarioStats: {
    method: "GET",
    path: "/api/stats/scenarios/:suite/:scenario",
    tag: "Statistics",
    summary: "Read the figures of a scenario and its entries",
    description: "A scenario of a suite, all entries together, and each entry there.",
    names: { suite: suiteName, scenario: { description: "The scenario's name.", example: EXAMPLE.scenario } },
    query: ScenarioStatsQuerySchema,
    answers: { 200: { description: "The scenario.", schema: ScenarioStatsSchema, headers: ["Link", "X-Next-Cursor"] } },
    problems: [404],
  },
  getEvaluatorStats: {
    method: "GET",
    path: "/api/stats/evaluators",
    tag: "Statistics",
    summary: "Read what each evaluator gave",
    description:
      "How many evaluations each evaluator made and what it gave on average, over the newest version of each suite.",
    query: EvaluatorStatsQuerySchema,
    answers: {
      200: {
        description: "The evaluators, by name.",
        schema: EvaluatorStatsSchema,
        headers: ["Link", "X-Next-Cursor"],
      },
    },
  },
  getEvaluatorTrends: {
    method: "GET",
    path: "/api/stats/evaluators/:name/trends",
    tag: "Statistics",
    summary: "Read what an evaluator gave, day by day",
    description:
      "A point for each day in UTC on which runs with an evaluation by it started: the newest 4,000 of them.",
    names: { name: { description: "The evaluator's name.", example: EXAMPLE.evaluatorName } },
    query: StatsQuerySchema,
    queryExample: { days: "all" },
    answers: { 200: { description: "A point a day.", schema: EvaluatorTrendsSchema } },
    problems: [404],
  },
});

const entry = formatEntry({ agent: EXAMPLE.agent, model: EXAMPLE.model });

/** Questions about entries. */
export const entryOperations = operations({
  getBoard: {
    method: "GET",
    path: "/api/boards/:suite",
    tag: "Comparison",
    summary: "Read the leaderboard of a suite",
    description:
      "Ranks, groups, estimates and intervals as the last build of the site computed them, with the id of its snapshot: the file beside the page that shows them, as it is. Runs that came in since are not in it.",
    names: { suite: suiteName },
    query: BoardQuerySchema,
    queryExample: { tier: EXAMPLE.tier },
    answers: {
      200: { description: "The board.", schema: BoardSchema, headers: ["ETag"] },
      304: { description: "The client already has it.", headers: ["ETag"] },
    },
    problems: [404],
  },
  getEvaluatorReport: {
    method: "GET",
    path: "/api/boards/:suite/evaluators",
    tag: "Comparison",
    summary: "Read how the evaluators of a suite agree",
    description:
      "How alike every two evaluators order the entries, what leaving one out moves, and what people make of the means of judges; as the last build of the site computed it, with the id of its snapshot.",
    names: { suite: suiteName },
    query: EvaluatorReportQuerySchema,
    answers: {
      200: { description: "Their agreement.", schema: EvaluatorReportSchema, headers: ["ETag"] },
      304: { description: "The client already has it.", headers: ["ETag"] },
    },
    problems: [404],
  },
  compareEntries: {
    method: "GET",
    path: "/api/compare",
    tag: "Comparison",
    summary: "Compare two entries over the scenarios that both have run",
    description:
      "The difference of their success rates and mean scores with a 95 % interval and a p-value, paired by scenario, and the scenarios that each wins.",
    query: ComparisonQuerySchema,
    queryExample: {
      suite: EXAMPLE.suite,
      tier: EXAMPLE.tier,
      a: entry,
      b: formatEntry({ agent: EXAMPLE.agent, model: "example/model-2" }),
    },
    answers: { 200: { description: "Their paired difference, and where each is better.", schema: ComparisonSchema } },
    problems: [404, 422],
  },
  planRuns: {
    method: "GET",
    path: "/api/plan",
    tag: "Comparison",
    summary: "Ask which runs would tell an entry from its neighbours",
    description:
      "For the entries ranked next to it: how many runs of which cells would give the power asked for, and what that assumes.",
    query: PlanQuerySchema,
    queryExample: { suite: EXAMPLE.suite, entry },
    answers: { 200: { description: "Cells and how many runs to add, with what is assumed.", schema: PlanSchema } },
    problems: [404, 422],
  },
});
