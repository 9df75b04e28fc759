import * as z from "zod";
import { NameSchema, unknownFields } from "../names/text.ts";
import { runFilterFields } from "./run-query.ts";

const LIMIT_MESSAGE = "must be a whole number from 1 on";

/**
 * The query of GET /api/export/runs.ndjson and runs.csv: the filters of GET /api/runs, and a part of what passes them.
 *
 * A plan that allows few queries a request breaks an export of many runs off, and so may a network: `limit` keeps an export small, and `after`
 * goes on behind the last run that came.
 */
export const ExportQuerySchema = z.strictObject(
  {
    ...runFilterFields,
    limit: z.coerce
      .number({ error: LIMIT_MESSAGE })
      .int(LIMIT_MESSAGE)
      .min(1, LIMIT_MESSAGE)
      .optional()
      .describe("How many runs come at most; absent: all."),
    after: NameSchema.optional().describe(
      "The runId of the last completed or failed run that an earlier export with the same filters brought: this one goes on behind it.",
    ),
  },
  unknownFields("see the API's documentation for the filters"),
);

/** The columns of the CSV export, in this order: a run's fields, what it counts as, its telemetry, and two columns of JSON. */
export const EXPORT_COLUMNS = [
  "runId",
  "batchId",
  "suite",
  "suiteVersion",
  "scenario",
  "tier",
  "agent",
  "model",
  "variant",
  "status",
  "outcome",
  "startedAt",
  "completedAt",
  "totalScore",
  "weightedScore",
  "isSuccessful",
  "successMetric",
  "errorType",
  "synthetic",
  "specialistEnabled",
  "specialistName",
  "specialistVersion",
  "toolCalls",
  "tokensIn",
  "tokensOut",
  "cacheReadTokens",
  "cacheWriteTokens",
  "reasoningTokens",
  "costUsd",
  "durationMs",
  "evaluations",
  "metadata",
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
