import * as z from "zod";
import { AddressSchema } from "../names/address.ts";
import { MetadataSchema, MomentSchema, NameSchema, optional, TextSchema, unknownFields } from "../names/text.ts";
import { DecisionSchema } from "./decision.ts";
import { CostSchema, OutcomeSchema, ScoreSchema, StandardErrorSchema } from "./outcome.ts";

export { type Outcome, OutcomeSchema } from "./outcome.ts";

const CountSchema = z.int().min(0).max(1e12);

/** Where a run stands: `completed` and `failed` are final, `running` and `incomplete` are replaced by a later submission. */
export const StatusSchema = z.enum(["completed", "failed", "running", "incomplete"]);
export type Status = z.infer<typeof StatusSchema>;

/** What made a failed run fail; `refusal` says of a completed one, too, that the model declined the task. */
export const ErrorTypeSchema = z.enum(["workspace", "prompt", "agent", "evaluation", "timeout", "refusal", "unknown"]);
export type ErrorType = z.infer<typeof ErrorTypeSchema>;

/** How many times its maximum a score may be, up or down: sums of the shares' squares stay whole numbers that a database can add. */
const MAX_SHARE = 100;

/** One evaluator's score for a run. */
export const EvaluationSchema = z
  .strictObject(
    {
      evaluatorName: NameSchema.describe("The evaluator's name."),
      score: z.number().min(-1e9).max(1e9).describe("What the evaluator gave, on a scale up to maxScore."),
      maxScore: z.number().positive().max(1e9).describe("The most it could have given; greater than 0."),
      details: optional(TextSchema).describe("The evaluator's own words."),
    },
    unknownFields("an evaluation has no others"),
  )
  .refine(({ score, maxScore }) => Math.abs(score) <= MAX_SHARE * maxScore, {
    path: ["score"],
    message: `must be at most ${MAX_SHARE} times maxScore, up or down`,
  });
export type Evaluation = z.infer<typeof EvaluationSchema>;

/** What a run used. Every field is optional: an absent value is unknown and never counts as 0. */
export const TelemetrySchema = z.strictObject(
  {
    toolCalls: optional(CountSchema).describe("How many tools the agent called."),
    tokensIn: optional(CountSchema).describe("Tokens read by the model, without those read from a cache."),
    tokensOut: optional(CountSchema).describe("Tokens written by the model."),
    cacheReadTokens: optional(CountSchema).describe("Tokens read from the provider's prompt cache."),
    cacheWriteTokens: optional(CountSchema).describe("Tokens written to the provider's prompt cache."),
    reasoningTokens: optional(CountSchema).describe("Tokens the model spent on reasoning."),
    costUsd: optional(CostSchema).describe("What the run cost, in US dollars."),
    durationMs: optional(z.number().min(0).max(1e12)).describe("How long the agent took, in milliseconds."),
    workspaceDir: optional(TextSchema).describe("The workspace's folder on the harness's machine. Kept, never public."),
    promptSent: optional(TextSchema).describe("The prompt as it was sent. Kept, never public."),
  },
  unknownFields("check its spelling, or put it into metadata"),
);
export type Telemetry = z.infer<typeof TelemetrySchema>;

/** The most attempts that one result may stand for. */
export const MAX_TRIALS = 100_000;

/** Whether the maker of the agent or of the model ran it, or somebody else. */
export const RELATIONSHIPS = ["first-party", "third-party"] as const;
const RelationshipSchema = z.enum(RELATIONSHIPS);
export type Relationship = z.infer<typeof RelationshipSchema>;

/** The most links of a run. */
const MAX_LINKS = 20;

/** Where more of a run is to be seen. */
export const LinkSchema = z.strictObject(
  {
    kind: z.enum(["task", "transcript", "patch", "log", "commit"]).describe("What is there."),
    url: AddressSchema.describe("Its https address."),
  },
  unknownFields("a link has no others"),
);
export type Link = z.infer<typeof LinkSchema>;

/** The fields that a run is submitted with and read back with. */
const runFields = {
  runId: NameSchema.describe("The run's unique name, chosen by the harness: a UUID, say."),
  batchId: optional(NameSchema).describe("The batch the run belongs to; an unknown one is created."),
  suite: NameSchema.describe("The suite's name."),
  suiteVersion: optional(NameSchema).describe("The suite's version; runs of different versions are never pooled."),
  scenario: NameSchema.describe("The scenario's name within the suite."),
  tier: NameSchema.describe("How much help the prompt gave: L0, L1, L2, L3, Lx, or any name of the suite's own."),
  agent: NameSchema.describe("The program that acted."),
  model: optional(NameSchema)
    .transform((model) => (model === "default" ? undefined : model))
    .describe('The language model behind the agent; absent and "default" both mean not stated.'),
  variant: optional(NameSchema).describe("What tells apart two otherwise equal agent and model pairs."),
  status: StatusSchema.describe("Where the run stands."),
  startedAt: MomentSchema.describe("When the run started."),
  completedAt: optional(MomentSchema).describe(
    "When the run ended; not before startedAt. Absent: unknown, or still running.",
  ),
  totalScore: optional(ScoreSchema).describe("The run's score: 0 to 1, or on the suite's own scale."),
  weightedScore: optional(ScoreSchema).describe("The run's weighted score, on the suite's own scale."),
  isSuccessful: optional(z.boolean()).describe("The verdict. Absent: not stated, which is neither true nor false."),
  successMetric: optional(z.number().min(-1e9).max(1e9)).describe("The figure behind the verdict, if there is one."),
  errorType: optional(ErrorTypeSchema).describe(
    "What made a failed run fail, or refusal of a completed one; metadata.errorType is read as well.",
  ),
  trials: optional(z.int().min(1).max(MAX_TRIALS)).describe(
    "How many attempts the result stands for, where a source publishes their total; absent: one. More than one need passes.",
  ),
  passes: optional(z.int().min(0).max(MAX_TRIALS)).describe(
    "How many of these attempts passed; then there is no isSuccessful.",
  ),
  scoreStandardError: optional(StandardErrorSchema).describe(
    "The standard error of totalScore, where a source publishes a mean without counts.",
  ),
  relationship: optional(RelationshipSchema).describe(
    "Whether the maker of the agent or of the model ran it; absent: not stated.",
  ),
  links: optional(z.array(LinkSchema).max(MAX_LINKS)).describe("Where more of the run is to be seen."),
  synthetic: optional(z.boolean()).describe("True for made-up data, which every page then labels as synthetic."),
  specialistEnabled: optional(z.boolean()).describe("Whether a specialist assisted the agent."),
  specialistName: optional(NameSchema).describe("The specialist's name."),
  specialistVersion: optional(NameSchema).describe("The specialist's version."),
  metadata: optional(MetadataSchema).describe("Any other data that the harness wants kept, as a JSON object."),
};

/** The error type that the metadata state, where the original client puts it: of a failed run any, of a completed one a refusal. */
const errorTypeInMetadata = ({ status, metadata }: StatedRun): ErrorType | undefined => {
  const stated = ErrorTypeSchema.safeParse(metadata?.["errorType"]).data;
  return status === "failed" || (status === "completed" && stated === "refusal") ? stated : undefined;
};

interface StatedRun {
  status: Status;
  metadata?: Record<string, unknown> | undefined;
}

/** Whether nothing is stated: telemetry without a value is as good as none. */
const isEmpty = (fields: object | undefined): boolean =>
  Object.values(fields ?? {}).every((value) => value === undefined);

interface StatedTotals {
  status: Status;
  trials?: number | undefined;
  passes?: number | undefined;
  isSuccessful?: boolean | undefined;
  totalScore?: number | undefined;
  scoreStandardError?: number | undefined;
}

/** What a result that stands for many must state, and what would contradict it. */
const checkTotals = (run: StatedTotals, issue: (path: string, message: string) => void): void => {
  const { status, trials = 1, passes, totalScore } = run;
  if (passes === undefined && trials > 1) issue("passes", `is missing: how many of the ${trials} trials passed`);
  if (passes !== undefined && passes > trials) issue("passes", `must be at most trials (${trials}): ${passes}`);
  if (passes !== undefined && run.isSuccessful !== undefined)
    issue("isSuccessful", "must be absent where passes is stated");
  if (passes !== undefined && status !== "completed") issue("passes", "must be absent unless the run is completed");
  if (trials > 1 && totalScore !== undefined && (totalScore < 0 || totalScore > 1)) {
    issue("totalScore", "must be between 0 and 1 for a result of several trials");
  }
  if (run.scoreStandardError !== undefined && totalScore === undefined) {
    issue("scoreStandardError", "must be absent without totalScore");
  }
};

/**
 * One attempt of an entry at a scenario in a tier, as it is submitted.
 * Comes out with moments in UTC, nulls and `"default"` models as absent, and errorType taken from the metadata if need be.
 */
export const RunSchema = z
  .strictObject(
    {
      ...runFields,
      evaluations: optional(z.array(EvaluationSchema).max(1000))
        .transform((evaluations) => evaluations ?? [])
        .describe("The evaluators' scores; may be empty."),
      telemetry: optional(TelemetrySchema)
        .transform((telemetry) => (isEmpty(telemetry) ? undefined : telemetry))
        .describe("What the run used."),
    },
    unknownFields("check its spelling, or put it into metadata"),
  )
  .superRefine((run, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (run.completedAt !== undefined && run.completedAt < run.startedAt) {
      issue("completedAt", `must not be before startedAt (${run.startedAt})`);
    }
    if (run.completedAt !== undefined && run.status === "running") {
      issue("completedAt", "must be absent while the run is running");
    }
    checkTotals(run, issue);
  })
  .transform((run) => (run.errorType === undefined ? { ...run, errorType: errorTypeInMetadata(run) } : run));
export type Run = z.infer<typeof RunSchema>;

/** The fields of telemetry that must never leave the database in a public answer. */
const PRIVATE_TELEMETRY = { workspaceDir: true, promptSent: true } as const;

/** Telemetry as the public may read it. */
export const PublicTelemetrySchema = TelemetrySchema.omit(PRIVATE_TELEMETRY);
export type PublicTelemetry = z.infer<typeof PublicTelemetrySchema>;

/** The fields of a run that answers always have, as the original's types do: null where the run does not state them. */
export const NULL_IN_ANSWERS = [
  "batchId",
  "model",
  "completedAt",
  "totalScore",
  "weightedScore",
  "isSuccessful",
  "successMetric",
  "metadata",
] as const satisfies readonly (keyof typeof runFields)[];

/** A run in a list: without evaluations and telemetry, with its outcome. */
export const RunSummarySchema = z.strictObject({
  ...runFields,
  metadata: optional(z.string()).describe(
    "Its metadata as JSON text, as the original's dashboard reads it; over 2 KB the error and its type alone, of a failed run.",
  ),
  outcome: OutcomeSchema.describe("What the run counts as."),
});
export type RunSummary = z.infer<typeof RunSummarySchema>;

/** The answer of GET /api/runs. */
export const RunListSchema = z.array(RunSummarySchema);

/** The answer of GET /api/runs/:runId: the run as it was submitted, and what it counts as after the decisions about it. */
export const RunDetailsSchema = z.strictObject({
  run: z
    .strictObject({ ...runFields, outcome: OutcomeSchema.describe("What the run counts as, after the decisions.") })
    .describe("The run's fields, as they were submitted."),
  evaluations: z.array(EvaluationSchema).describe("The evaluators' scores."),
  telemetry: PublicTelemetrySchema.nullable().describe("What the run used; null: it reported nothing."),
  decisions: z.array(DecisionSchema).default([]).describe("What was decided about the run, newest first."),
});
export type RunDetails = z.infer<typeof RunDetailsSchema>;

/** The answer of POST /api/results. */
export const SubmittedSchema = z.strictObject({
  success: z.literal(true).describe("The run is stored."),
  runId: z.string().describe("The run's name."),
  duplicate: z.literal(true).optional().describe("The same run was already stored; nothing changed."),
  replaced: z.literal(true).optional().describe("An earlier running or incomplete state of the run was replaced."),
});
