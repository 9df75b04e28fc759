import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { reason } from "../runs/decision.ts";
import { RunCursorSchema } from "../runs/run-query.ts";

/** The most runs that one request takes back or removes: each costs the database some hundred rows where it has several evaluators. */
export const MAX_RUNS_A_STEP = 40;

/** The body of POST /api/batches/:batchId/decisions. */
export const BatchDecisionRequestSchema = z.strictObject(
  { kind: z.literal("exclude").describe("Its runs no longer count in any figure."), reason },
  unknownFields("a batch is taken back by its kind, exclude, and a reason"),
);

/** The query of POST /api/batches/:batchId/decisions. */
export const BatchDecisionQuerySchema = z.strictObject(
  { cursor: RunCursorSchema.optional().describe("Where to go on: `next` of the answer before.") },
  unknownFields("see the API's documentation for what this takes"),
);

/** The answer of POST /api/batches/:batchId/decisions. */
export const BatchDecidedSchema = z.strictObject({
  success: z.literal(true).describe("The decisions stand."),
  batchId: z.string().describe("The batch."),
  decided: z
    .int()
    .min(0)
    .describe("About how many runs this request decided: those that are final and were not excluded yet."),
  next: z
    .string()
    .optional()
    .describe("The batch has more runs: send the same again with this as the cursor; absent: that was all."),
});

/** The query of DELETE /api/batches/:batchId. */
export const BatchRemovalQuerySchema = z.strictObject(
  { reason },
  unknownFields("see the API's documentation for what this takes"),
);

/** The answer of DELETE /api/batches/:batchId. */
export const BatchRemovedSchema = z.strictObject({
  success: z.literal(true).describe("The removal has begun, and its decision stands."),
  batchId: z.string().describe("The batch."),
  removed: z.int().min(0).describe("How many of its runs this request removed."),
  done: z.boolean().describe("Whether the batch is gone; false: it has more runs, send the same again."),
});
