import * as z from "zod";
import { MetadataSchema, MomentSchema, NameSchema, optional, unknownFields } from "../names/text.ts";

const EpochSchema = z
  .int()
  .min(0)
  .max(8.64e15)
  .transform((milliseconds) => new Date(milliseconds).toISOString());

const BatchMomentSchema = z.union([MomentSchema, EpochSchema], {
  error: "must be epoch milliseconds or ISO 8601 with an offset or Z",
});

const CountSchema = z.int().min(0).max(1e12);
const AverageSchema = z.number().min(-1e9).max(1e9);

/**
 * Runs submitted together, as the harness describes them: its totals are claims, kept beside the recomputed ones.
 * A later submission of the same batchId updates the fields that it states.
 */
export const BatchSchema = z
  .strictObject(
    {
      batchId: NameSchema.describe("The batch's unique name, chosen by the harness."),
      createdAt: optional(BatchMomentSchema).describe("When the batch started: epoch milliseconds or ISO 8601."),
      completedAt: optional(BatchMomentSchema).describe("When the batch ended; absent while it is running."),
      totalRuns: optional(CountSchema).describe("Claimed: how many runs it holds."),
      successfulRuns: optional(CountSchema).describe("Claimed: how many of them were successful."),
      avgScore: optional(AverageSchema).describe("Claimed: their mean score."),
      avgWeightedScore: optional(AverageSchema).describe("Claimed: their mean weighted score."),
      metadata: optional(MetadataSchema).describe("Any other data that the harness wants kept, as a JSON object."),
    },
    unknownFields("check its spelling, or put it into metadata"),
  )
  .superRefine((batch, context) => {
    if (batch.createdAt && batch.completedAt && batch.completedAt < batch.createdAt) {
      context.addIssue({
        code: "custom",
        path: ["completedAt"],
        message: `must not be before createdAt (${batch.createdAt})`,
      });
    }
  });
export type Batch = z.infer<typeof BatchSchema>;

/** The answer of POST /api/results/batch. */
export const BatchSubmittedSchema = z.strictObject({
  success: z.literal(true).describe("The batch is as stated."),
  batchId: z.string().describe("The batch's name."),
});
