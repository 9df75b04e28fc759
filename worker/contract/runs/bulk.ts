import * as z from "zod";
import { IssueSchema } from "../service/problem.ts";

/** The most lines that one bulk request may hold. */
export const MAX_BULK_LINES = 5_000;

/** The most bytes that one bulk request may hold. */
export const MAX_BULK_BYTES = 4 * 1024 * 1024;

/** The most bytes that one run may take, in a request of its own or as a line. */
export const MAX_RUN_BYTES = 1024 * 1024;

/** A line of a bulk request that did not go in, and why. */
export const RefusedLineSchema = z.strictObject({
  line: z.int().min(1).describe("The line's number in the request, from 1."),
  runId: z.string().optional().describe("The run's name, if the line has one."),
  issues: z.array(IssueSchema).describe("What is wrong with it."),
  owner: z
    .string()
    .optional()
    .describe(
      "The id of the key that its batch, or its unfinished state, belongs to; empty: the server's secret. With that key the line goes in.",
    ),
  forbidden: z
    .literal(true)
    .optional()
    .describe("Nothing is wrong with the line: this key may not send it, and with another it goes in."),
});
export type RefusedLine = z.infer<typeof RefusedLineSchema>;

/** The answer of POST /api/results/bulk: what became of each line. */
export const BulkSubmittedSchema = z.strictObject({
  accepted: z.int().describe("Runs that went in, those that replaced an earlier running state included."),
  duplicates: z.int().describe("Runs that were already stored with the same content."),
  conflicts: z
    .array(RefusedLineSchema)
    .describe("Runs that are already stored with different content; the issues name the fields."),
  rejected: z.array(RefusedLineSchema).describe("Lines that break the contract."),
});
export type BulkSubmitted = z.infer<typeof BulkSubmittedSchema>;
