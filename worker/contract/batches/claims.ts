import * as z from "zod";

/** What a batch's harness claims of it; null: it claims nothing. */
export const ClaimsSchema = z.strictObject({
  totalRuns: z.int().nullable().describe("How many runs it holds."),
  successfulRuns: z.int().nullable().describe("How many of them were successful."),
  avgScore: z.number().nullable().describe("Their mean score."),
  avgWeightedScore: z.number().nullable().describe("Their mean weighted score."),
});
export type Claims = z.infer<typeof ClaimsSchema>;

/** What a harness may claim. */
export const CLAIMS = ClaimsSchema.keyof().options;

/** A claim that the runs do not bear out. */
export const DifferenceSchema = z.strictObject({
  field: ClaimsSchema.keyof().describe("Which claim."),
  claimed: z.number().describe("What the harness claims."),
  recomputed: z.number().nullable().describe("What the runs add up to; null: no run has it."),
});
export type Difference = z.infer<typeof DifferenceSchema>;
