import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { EstimateSchema, figuresFields } from "./figures.ts";

const VersionSchema = z.string().nullable().describe("The suite's version; null: the runs state none.");

/** A version of a suite that figures are about. */
export const SuiteVersionNameSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  suiteVersion: VersionSchema,
});
export type SuiteVersionName = z.infer<typeof SuiteVersionNameSchema>;

/** The fields that say what figures are about. */
export const suiteVersionFields = SuiteVersionNameSchema.shape;

const SuitesSchema = z.array(SuiteVersionNameSchema).describe("The suites it has run in, and which version of each.");

/** The fields that name an entry: its parts, and the text that stands for it in queries. */
export const entryFields = {
  ...EntrySchema.shape,
  entry: z.string().describe("The entry as one text: agent, agent~model or agent~model~variant."),
};

/** The answer of GET /api/stats. */
export const StatsSchema = z.strictObject({
  days: z.int().nullable().describe("How many days it looks back; null: all."),
  since: z.iso.datetime().nullable().describe("Where they begin; null: with the first run."),
  ...figuresFields,
  successRate: EstimateSchema.describe(
    "The mean over the scenarios of the newest versions; the runs of a scenario in the window are pooled, of whatever entry and tier.",
  ),
  meanScore: EstimateSchema.describe("The same of the scores; null where the suites' scales differ."),
  coverage: figuresFields.coverage.describe(
    "Scenarios with a counted run in the window, of all in the newest versions.",
  ),
  suites: z
    .array(z.strictObject({ ...suiteVersionFields, ...figuresFields }))
    .describe("Every version of every suite with runs in the window, sorted by name and newest first; never pooled."),
});
export type Stats = z.infer<typeof StatsSchema>;

/** The answer of GET /api/stats/agents: best success rate first. */
export const AgentStatsSchema = z.array(
  z.strictObject({
    agent: z.string().describe("The agent."),
    runs: z.int().describe("Runs completed and successful, as the original API calls them here."),
    suites: SuitesSchema,
    ...figuresFields,
  }),
);
export type AgentStats = z.infer<typeof AgentStatsSchema>;

/** The answer of GET /api/stats/models: best success rate first. */
export const ModelStatsSchema = z.array(
  z.strictObject({
    model: z.string().nullable().describe("The model; null: the runs state none."),
    suites: SuitesSchema,
    ...figuresFields,
  }),
);
export type ModelStats = z.infer<typeof ModelStatsSchema>;

const ScenarioFiguresSchema = z.strictObject({ scenario: z.string().describe("The scenario."), ...figuresFields });
const EntryFiguresSchema = z.strictObject({ ...entryFields, ...figuresFields });

/** The answer of GET /api/stats/suites/:suite. Coverage is of every entry in every cell. */
export const SuiteStatsSchema = z.strictObject({
  ...suiteVersionFields,
  versions: z.array(z.string().nullable()).describe("Every version that has runs, newest first."),
  tier: z.string().nullable().describe("The tier it is restricted to; null: all."),
  ...figuresFields,
  scenarioBreakdown: z.array(ScenarioFiguresSchema).describe("Each scenario, over all entries."),
});
export type SuiteStats = z.infer<typeof SuiteStatsSchema>;

/** The answer of GET /api/stats/scenarios/:suite/:scenario. */
export const ScenarioStatsSchema = z.strictObject({
  ...suiteVersionFields,
  scenario: z.string().describe("The scenario."),
  tier: z.string().nullable().describe("The tier it is restricted to; null: all."),
  ...figuresFields,
  agentComparison: z.array(EntryFiguresSchema).describe("Each entry there: best success rate first."),
});
export type ScenarioStats = z.infer<typeof ScenarioStatsSchema>;

/** The fields that say what an evaluator gave. */
export const evaluatorFields = {
  evaluations: z.int().describe("How many evaluations it made, of final runs without infrastructure errors."),
  avgScore: z
    .number()
    .nullable()
    .describe("The mean of its scores, each as a share of its maximum; every one weighs the same."),
};

/** The answer of GET /api/stats/evaluators: sorted by name. */
export const EvaluatorStatsSchema = z.array(
  z.strictObject({
    evaluatorName: z.string().describe("The evaluator."),
    suites: SuitesSchema,
    ...evaluatorFields,
    standardDeviation: z.number().nullable().describe("Of the shares; null with fewer than two evaluations."),
    meanShare: EstimateSchema.describe("The mean share, each scenario weighing the same, with its interval."),
  }),
);
export type EvaluatorStats = z.infer<typeof EvaluatorStatsSchema>;

/** The answer of GET /api/stats/evaluators/:name/trends. */
export const EvaluatorTrendsSchema = z.strictObject({
  evaluatorName: z.string().describe("The evaluator."),
  days: z.int().nullable().describe("How many days it looks back; null: all."),
  since: z.iso.datetime().nullable().describe("Where they begin; null: with the first evaluation."),
  points: z
    .array(
      z.strictObject({
        day: z.iso.date().describe("The day in UTC on which the runs started."),
        ...evaluatorFields,
        meanShare: EstimateSchema.describe(
          "The mean share of the day's evaluations, with an interval from their spread alone: scenarios are not told apart by day.",
        ),
      }),
    )
    .describe("A point for each day that has an evaluation, oldest first."),
});
export type EvaluatorTrends = z.infer<typeof EvaluatorTrendsSchema>;
