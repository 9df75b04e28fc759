import * as z from "zod";
import { EntryTextSchema } from "../names/entry.ts";
import { unknownFields } from "../names/text.ts";
import { decimalNumber } from "../service/query-numbers.ts";
import { EstimateSchema } from "./figures.ts";
import { entryFields, suiteVersionFields } from "./stats.ts";
import { SuiteParameterSchema, SuiteVersionSchema, TierParameterSchema } from "./stats-query.ts";

/** The query of GET /api/plan. */
export const PlanQuerySchema = z.strictObject(
  {
    suite: SuiteParameterSchema,
    suiteVersion: SuiteVersionSchema,
    tier: TierParameterSchema,
    entry: EntryTextSchema.describe("The entry: agent, agent~model or agent~model~variant."),
    power: decimalNumber({ min: 0.5, max: 0.99 }, "must be a number from 0.5 to 0.99, in digits such as 0.8")
      .default(0.8)
      .describe("The chance that the difference is found, if it is as large as it looks now; absent: 0.8."),
  },
  unknownFields("see the API's documentation for the parameters"),
);

/** A cell, and how many runs to add there. */
const PlannedCellSchema = z.strictObject({
  scenario: z.string().describe("The scenario."),
  tier: z.string().describe("The tier."),
  entryRuns: z.int().describe("Counted runs that the entry has there."),
  neighbourRuns: z.int().describe("Counted runs that the neighbour has."),
  addEntryRuns: z.int().describe("Runs of the entry to add."),
  addNeighbourRuns: z.int().describe("Runs of the neighbour to add."),
});

/** A cell to run next. */
const NextCellSchema = z.strictObject({
  scenario: z.string().describe("The scenario."),
  tier: z.string().describe("The tier."),
  separation: z.number().describe("How often one run of each would differ there, by what they and all others did."),
  costUsd: z.number().nullable().describe("What a run of both costs there, in US dollars; null: not known."),
});

/** What would tell the entry from one neighbour. */
export const NeighbourPlanSchema = z.strictObject({
  ...entryFields,
  side: z.enum(["better", "worse"]).describe("Whether the neighbour stands above or below the entry now."),
  successRate: EstimateSchema.describe("The neighbour's success rate."),
  difference: z
    .number()
    .nullable()
    .describe(
      "The entry's success rate minus the neighbour's, over the scenarios that both have run; null: they share none.",
    ),
  pValue: z.number().describe("Two-sided, of no difference, as the data are."),
  separated: z.boolean().describe("Whether p is below alpha already: then there is nothing to plan."),
  sharedScenarios: z.int().describe("Scenarios that both have run."),
  betweenVariance: z
    .number()
    .nullable()
    .describe(
      "Assumed variance of the true difference from scenario to scenario: more runs of the same scenarios do not reduce it.",
    ),
  withinVariance: z
    .number()
    .nullable()
    .describe(
      "Assumed variance that the runs add to a scenario's difference at present, on average: more runs reduce it.",
    ),
  powerNow: z
    .number()
    .nullable()
    .describe("The chance that such data find a difference of this size; null: cannot be told."),
  feasible: z.boolean().describe("Whether runs of the scenarios at hand can give the power that was asked for."),
  addedRuns: z.int().nullable().describe("How many runs that takes, of both; null: no number of them does."),
  cells: z.array(PlannedCellSchema).describe("Where to run them, the most runs first."),
  next: z
    .array(NextCellSchema)
    .describe("Where to run both next, the best first, 20 at most: where they would most often differ for the money."),
  scenariosNeeded: z
    .int()
    .nullable()
    .describe(
      "How many scenarios like these, with as many runs each as now, would give the power instead; null: none would.",
    ),
  note: z.string().describe("What that means, in a sentence."),
});
export type NeighbourPlan = z.infer<typeof NeighbourPlanSchema>;

/** The answer of GET /api/plan. */
export const PlanSchema = z.strictObject({
  ...suiteVersionFields,
  tier: z.string().nullable().describe("The tier it is restricted to; null: all."),
  ...entryFields,
  successRate: EstimateSchema.describe("The entry's success rate."),
  alpha: z.number().describe("The level of the two-sided test."),
  power: z.number().describe("The chance of finding the difference that the plan aims at."),
  assumptions: z.array(z.string()).describe("What the plan takes for granted."),
  missingCells: z
    .array(z.strictObject({ scenario: z.string().describe("The scenario."), tier: z.string().describe("The tier.") }))
    .describe("Cells to run first: without them the entry has no rank among the complete ones."),
  neighbours: z.array(NeighbourPlanSchema).describe("The entries next to it by success rate: one above, one below."),
});
export type Plan = z.infer<typeof PlanSchema>;
