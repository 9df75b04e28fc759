import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { BoardEstimateSchema, totalsFields } from "./figures.ts";

const VersionSchema = z.string().nullable().describe("The suite's version; null: the runs state none.");

/** A version of a suite that figures are about. */
const SuiteVersionNameSchema = z.strictObject({
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
  ...totalsFields,
});
export type Stats = z.infer<typeof StatsSchema>;

const entryStatsFields = {
  ...suiteVersionFields,
  ...entryFields,
  ...totalsFields,
  successRateEstimate: BoardEstimateSchema.nullable().describe(
    "Its success rate on the board of the last build; null without a built site, where the entry is not on it, or where the page has entries of more than 15 suites.",
  ),
};

const EntriesSchema = z.array(z.strictObject(entryStatsFields)).describe("Its entries, by suite and name.");

/** The answer of GET /api/stats/agents: by name, in pages. */
export const AgentStatsSchema = z.array(
  z.strictObject({
    agent: z.string().describe("The agent."),
    runs: z.int().describe("Runs completed and successful, as the original API calls them here."),
    suites: SuitesSchema,
    ...totalsFields,
    entries: EntriesSchema,
  }),
);
export type AgentStats = z.infer<typeof AgentStatsSchema>;

/** The answer of GET /api/stats/models: by name, in pages. */
export const ModelStatsSchema = z.array(
  z.strictObject({
    model: z.string().nullable().describe("The model; null: the runs state none."),
    suites: SuitesSchema,
    ...totalsFields,
    entries: EntriesSchema,
  }),
);
export type ModelStats = z.infer<typeof ModelStatsSchema>;

const ScenarioTotalsSchema = z.strictObject({ scenario: z.string().describe("The scenario."), ...totalsFields });
const EntryTotalsSchema = z.strictObject({ ...entryFields, ...totalsFields });

/** The answer of GET /api/stats/suites/:suite. */
export const SuiteStatsSchema = z.strictObject({
  ...suiteVersionFields,
  versions: z.array(z.string().nullable()).describe("Every version that has runs, newest first."),
  tier: z.string().nullable().describe("The tier it is restricted to; null: all."),
  ...totalsFields,
  scenarioBreakdown: z.array(ScenarioTotalsSchema).describe("Each scenario, over all entries, by name; in pages."),
});
export type SuiteStats = z.infer<typeof SuiteStatsSchema>;

/** The answer of GET /api/stats/scenarios/:suite/:scenario. */
export const ScenarioStatsSchema = z.strictObject({
  ...suiteVersionFields,
  scenario: z.string().describe("The scenario."),
  tier: z.string().nullable().describe("The tier it is restricted to; null: all."),
  ...totalsFields,
  agentComparison: z.array(EntryTotalsSchema).describe("Each entry there; in pages."),
});
export type ScenarioStats = z.infer<typeof ScenarioStatsSchema>;

/** The fields that say what an evaluator gave. */
export const evaluatorFields = {
  evaluations: z.int().describe("How many evaluations it made, of final runs without infrastructure errors."),
  avgScore: z
    .number()
    .nullable()
    .describe("The mean of its scores, each as a share of its maximum; every one weighs the same."),
  standardDeviation: z.number().nullable().describe("Of the shares; null with fewer than two evaluations."),
};

/** The answer of GET /api/stats/evaluators: by name, in pages; over the newest version of each suite. */
export const EvaluatorStatsSchema = z.array(
  z.strictObject({
    evaluatorName: z.string().describe("The evaluator."),
    suites: SuitesSchema,
    ...evaluatorFields,
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
      }),
    )
    .describe("A point for each day that has an evaluation, oldest first."),
});
export type EvaluatorTrends = z.infer<typeof EvaluatorTrendsSchema>;
