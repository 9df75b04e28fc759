import * as z from "zod";
import { MAX_NAME_LENGTH, optional, ReasonSchema, unknownFields } from "../names/text.ts";
import { LimitSchema, UNKNOWN_CURSOR } from "../service/page.ts";
import { CostSchema, OutcomeSchema, ScoreSchema } from "./outcome.ts";

export const reason = ReasonSchema.describe("Why, for every reader: it is public.");
const unknown = unknownFields("see the API's documentation for what each kind of decision takes");

const excludeFields = {
  kind: z.literal("exclude").describe("The run no longer counts in any figure."),
  reason,
};
const includeFields = {
  kind: z.literal("include").describe("An excluded run counts again, as it was or has been corrected meanwhile."),
  reason,
};
const reScoreFields = {
  kind: z.literal("re-score").describe("Another verdict or score counts; what is not stated stays as it is."),
  reason,
  isSuccessful: optional(z.boolean()).describe(
    "The verdict that counts: the run is a pass or a fail, whatever its status and error type say.",
  ),
  totalScore: optional(ScoreSchema).describe("The score that counts."),
  weightedScore: optional(ScoreSchema).describe("The weighted score that counts."),
};
const rePriceFields = {
  kind: z.literal("re-price").describe("Another cost counts."),
  reason,
  costUsd: CostSchema.describe("The cost that counts, in US dollars."),
};

/** A decision about a final run, as it is made: the body of POST /api/runs/:runId/decisions. */
export const DecisionRequestSchema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject(excludeFields, unknown),
    z.strictObject(includeFields, unknown),
    z
      .strictObject(reScoreFields, unknown)
      .refine(
        (scores) => [scores.isSuccessful, scores.totalScore, scores.weightedScore].some((score) => score !== undefined),
        "a re-score must state isSuccessful, totalScore or weightedScore",
      ),
    z.strictObject(rePriceFields, unknown),
  ],
  { error: "must be a decision of kind exclude, include, re-score or re-price" },
);
export type DecisionRequest = z.infer<typeof DecisionRequestSchema>;

/** The body of POST /api/runs/:runId/purge. */
export const PurgeRequestSchema = z.strictObject({ reason }, unknownFields("a purge takes a reason alone"));

const DecisionKindSchema = z.enum(["exclude", "include", "re-score", "re-price", "purge", "remove"]);
export type DecisionKind = z.infer<typeof DecisionKindSchema>;

const changeOf = <T extends z.ZodType>(value: T) =>
  z
    .strictObject({
      from: value.nullable().describe("What counted before; null: nothing was stated."),
      to: value.describe("What counts since."),
    })
    .optional();

/** What a decision changed: the fields that count otherwise since. */
export const ChangesSchema = z.strictObject({
  outcome: changeOf(OutcomeSchema).describe("What the run counts as."),
  isSuccessful: changeOf(z.boolean()).describe("The verdict; an excluded run has one too."),
  totalScore: changeOf(z.number()).describe("The score."),
  weightedScore: changeOf(z.number()).describe("The weighted score."),
  costUsd: changeOf(z.number()).describe("The cost, in US dollars."),
});
export type Changes = z.infer<typeof ChangesSchema>;

/**
 * A decision as everybody may read it. Decisions are only ever added: a later one about the same run stands before this one. They stay when
 * what they are about is removed.
 */
export const DecisionSchema = z.strictObject({
  id: z.int().min(1).describe("Its number: later decisions have greater ones."),
  runId: z.string().optional().describe("The run it is about; absent: it is about a batch."),
  batchId: z.string().optional().describe("The batch it is about."),
  kind: DecisionKindSchema.describe(
    "Whether it excludes, includes, scores or prices the run anew, purges its texts, or removes the batch.",
  ),
  reason: z.string().describe("Why it was made."),
  changes: ChangesSchema.describe("What it changed in what the run counts as."),
  runs: z.int().min(0).optional().describe("How many runs the batch had that it removes."),
  decidedAt: z.iso.datetime().describe("When it was made."),
});
export type Decision = z.infer<typeof DecisionSchema>;

/** The answer of GET /api/decisions. */
export const DecisionListSchema = z.array(DecisionSchema);

/** The answer of POST /api/runs/:runId/decisions. */
export const DecidedSchema = z.strictObject({
  success: z.literal(true).describe("The decision stands."),
  decision: DecisionSchema.describe("The decision, as it is published."),
});

const CURSOR = /^[1-9]\d{0,15}$/;

/** The query of GET /api/decisions. */
export const DecisionQuerySchema = z.strictObject(
  {
    runId: z
      .string()
      .min(1, "must not be empty")
      .max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`)
      .optional()
      .describe("The decisions about that run alone."),
    batchId: z
      .string()
      .min(1, "must not be empty")
      .max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`)
      .optional()
      .describe("The decisions about that batch alone, not those about its runs."),
    limit: LimitSchema.describe("How many decisions a page holds at most."),
    cursor: z
      .string()
      .regex(CURSOR, UNKNOWN_CURSOR)
      .transform(Number)
      .optional()
      .describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the filters"),
);
