import * as z from "zod";
import { batchTotalsFields, FiguresSchema, figuresFields } from "../figures/figures.ts";
import { entryFields, evaluatorFields, suiteVersionFields } from "../figures/stats.ts";
import { RunListSchema } from "../runs/run.ts";
import { ClaimsSchema, DifferenceSchema } from "./claims.ts";

/** How many runs batches may have for their scenarios to be told apart: those are counted from the runs themselves. */
export const MAX_BATCH_RUNS = 1_000;

/** How many entries they may have for that. */
export const MAX_BATCH_ENTRIES = 400;

const EpochSchema = z.int().nullable();

const batchFields = {
  batchId: z.string().describe("The batch's name."),
  createdAt: z
    .int()
    .describe("When it started, in milliseconds since 1970: the earliest claim, or else the start of its first run."),
  completedAt: EpochSchema.describe("When it ended, as claimed; null: it is running, or never said that it ended."),
  status: z.enum(["completed", "running"]).describe("completed: its harness has said that it ended."),
  claimed: ClaimsSchema.describe("What its harness claims; everything else is recomputed from the runs."),
  differences: z.array(DifferenceSchema).describe("The claims that the runs do not bear out."),
};

/** A batch in a list. */
const BatchSummarySchema = z.strictObject({
  ...batchFields,
  ...batchTotalsFields,
});
export type BatchSummary = z.infer<typeof BatchSummarySchema>;

/** The answer of GET /api/batches. */
export const BatchListSchema = z.array(BatchSummarySchema);

/** The answer of GET /api/batches/:batchId. */
export const BatchDetailsSchema = z.strictObject({
  ...batchFields,
  ...figuresFields,
  metadata: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("Any other data that its harness wants kept; null: none."),
  runs: RunListSchema.describe("Its newest runs, as many as a page holds; the header Link leads to the others."),
});

/** The answer of GET /api/batches/:batchId/analytics. */
export const BatchAnalyticsSchema = z.strictObject({
  batchId: z.string().describe("The batch's name."),
  suiteBreakdown: z
    .array(
      z.strictObject({
        ...suiteVersionFields,
        ...figuresFields,
        scenarios: z
          .array(z.strictObject({ scenario: z.string().describe("The scenario."), ...figuresFields }))
          .describe(
            `Each scenario of it; none in a batch of more than ${MAX_BATCH_RUNS} runs or ${MAX_BATCH_ENTRIES} entries.`,
          ),
      }),
    )
    .describe("Each version of each suite that it ran."),
  agentPerformance: z
    .array(z.strictObject({ ...entryFields, ...figuresFields }))
    .describe("Each entry, over all suites of the batch: best success rate first."),
  evaluatorBreakdown: z
    .array(
      z.strictObject({
        evaluatorName: z.string().describe("The evaluator."),
        ...evaluatorFields,
      }),
    )
    .describe("Each evaluator, by name; the first 1,000 at most."),
});
export type BatchAnalytics = z.infer<typeof BatchAnalyticsSchema>;

/** The answer of GET /api/batches/compare. */
export const BatchComparisonSchema = z.strictObject({
  batches: z
    .array(z.strictObject({ ...batchFields, ...figuresFields }))
    .describe("The batches, in the order in which they were asked for."),
  scenarios: z
    .array(
      z.strictObject({
        ...suiteVersionFields,
        scenario: z.string().describe("The scenario."),
        figures: z
          .array(FiguresSchema.nullable())
          .describe("Of each batch, in the same order; null: it has no run there."),
      }),
    )
    .describe(
      `Every scenario that any of them ran, side by side; none if they have more than ${MAX_BATCH_RUNS} runs or ${MAX_BATCH_ENTRIES} entries together.`,
    ),
});
export type BatchComparison = z.infer<typeof BatchComparisonSchema>;
