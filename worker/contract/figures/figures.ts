import * as z from "zod";
import { byOutcomeMeasure, OUTCOMES } from "../runs/outcomes.ts";

const CountSchema = z.int().min(0);

/** What a leaderboard can rank by. */
export const MetricSchema = z.enum(["success", "score"]);
export type BoardMetric = z.infer<typeof MetricSchema>;

/** What the uncertainty of a figure is counted in. */
export const UnitSchema = z.enum(["scenario", "tier", "run"]);

/** A mean with its 95 % interval. */
export const EstimateSchema = z.strictObject({
  value: z.number().nullable().describe("The mean over the cells; null: no run counts."),
  low: z.number().nullable().describe("The lower end of the 95 % interval; null where the data do not tell one."),
  high: z.number().nullable().describe("Its upper end."),
  standardError: z
    .number()
    .nullable()
    .describe("Of the mean, from the spread of the units; null with fewer than two, or if none differs from another."),
  unit: UnitSchema.describe(
    "What the uncertainty is counted in: scenarios; tiers, of a single scenario; or runs, of a single cell.",
  ),
  n: CountSchema.describe("How many of those there are."),
  method: z
    .string()
    .describe("Where the interval comes from, by the name that the methodology has for it: clopper-pearson, for one."),
});
export type EstimateAnswer = z.infer<typeof EstimateSchema>;

/** An estimate that a build computed, and of which snapshot. */
export const BoardEstimateSchema = z.strictObject({
  ...EstimateSchema.shape,
  snapshot: z.string().describe("The snapshot that it was computed from."),
});

export type BoardEstimate = z.infer<typeof BoardEstimateSchema>;

/** What runs used of one thing, over those that report it. */
export const ResourceSchema = z.strictObject({
  mean: z.number().nullable().describe("A run; null: no run reports it."),
  total: z.number().nullable().describe("Of the reporting runs; null: none does."),
  runs: CountSchema.describe("How many runs report it."),
  share: z.number().nullable().describe("Of the final runs without infrastructure errors; null: there is none."),
});

/** How many runs there are of each outcome. */
export const OutcomesSchema = z.strictObject(
  byOutcomeMeasure((outcome) => CountSchema.describe(OUTCOMES[outcome].meaning)),
);

/** What runs add up to. The first five are the original API's, with its meaning. */
export const totalsFields = {
  totalRuns: CountSchema.describe(
    "Runs completed, whatever their verdict; one that stands for many is counted as often. See results.",
  ),
  successfulRuns: CountSchema.describe("Runs completed and successful."),
  successRate: z
    .number()
    .nullable()
    .describe(
      "successfulRuns / totalRuns, as the original's command line shows it; null: no run. See successRateEstimate.",
    ),
  avgScore: z
    .number()
    .nullable()
    .describe("The mean score of the completed runs that have one; null: none has. See meanScore."),
  avgWeightedScore: z.number().nullable().describe("The same of the weighted score."),
  results: CountSchema.describe("Results of all outcomes, as they were submitted: one that stands for many is one."),
  outcomes: OutcomesSchema.describe("Runs by outcome, one that stands for many as often."),
  countedRuns: CountSchema.describe(
    "Runs that count in the success rate: pass, fail, timeout, refusal and unknown failure.",
  ),
  passShare: z
    .number()
    .nullable()
    .describe("The share of the counted runs that pass, every run weighing the same; null: none counts."),
  scoreMean: z
    .number()
    .nullable()
    .describe("The mean score of the runs that have one and of failed ones, which count as 0; null: there is none."),
  syntheticRuns: CountSchema.describe("Runs that were submitted as made-up data."),
  cost: ResourceSchema.describe("US dollars."),
  costPerSuccess: z
    .number()
    .nullable()
    .describe("US dollars: the total cost of the runs that report it, divided by the passes among them; null: n/a."),
  tokens: ResourceSchema.describe("Tokens read and written, without what came from a prompt cache."),
  duration: ResourceSchema.describe("Milliseconds."),
  toolCalls: ResourceSchema.describe("Tools called."),
};
const TotalsSchema = z.strictObject(totalsFields);
export type Totals = z.infer<typeof TotalsSchema>;

/** What a batch's runs add up to: the figures of the original API as a harness claims them. */
export const batchTotalsFields = {
  ...totalsFields,
  totalRuns: CountSchema.describe("Results of all outcomes, as a harness counts those of its batch."),
  successRate: z
    .number()
    .nullable()
    .describe("successfulRuns as a share of the runs of all outcomes; null: no run. See successRateEstimate."),
  avgScore: z
    .number()
    .nullable()
    .describe(
      "The mean score of the completed, successful runs that have one, as a harness claims it; null: none has.",
    ),
};

/** How much of what there is to run was run. */
const CoverageSchema = z.strictObject({
  covered: CountSchema.describe("Cells with a run that counts in the success rate."),
  coverable: CountSchema.describe("Cells in which any entry has one."),
  share: z.number().nullable().describe("covered / coverable; null: there is none to cover."),
});
export type Coverage = z.infer<typeof CoverageSchema>;

/** What a batch's runs add up to, with how sure their rates are. */
export const figuresFields = {
  ...batchTotalsFields,
  successRateEstimate: EstimateSchema.nullable().describe(
    "The mean of the cells' success rates, each weighing the same; null where that would take reading every cell.",
  ),
  meanScore: EstimateSchema.nullable().describe(
    "The same of the cells' mean scores, on the suite's scale. Several suites have one only if all their scores are 0 or 1.",
  ),
  coverage: CoverageSchema.nullable().describe("How much of what there is to run was run; null as above."),
};
export const FiguresSchema = z.strictObject(figuresFields);
export type Figures = z.infer<typeof FiguresSchema>;
