import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { limitOf } from "../service/page.ts";
import { RunCursorSchema, runFilterFields } from "./run-query.ts";

/** The most runs that a page of an export holds. */
const MAX_EXPORTED = 400;

/** The query of GET /api/export/runs.ndjson and runs.csv: the filters of GET /api/runs, and the place of a page. */
export const ExportQuerySchema = z.strictObject(
  {
    ...runFilterFields,
    limit: limitOf(MAX_EXPORTED)
      .default(MAX_EXPORTED)
      .describe(`How many runs a page holds at most; more than ${MAX_EXPORTED} count as ${MAX_EXPORTED}.`),
    cursor: RunCursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the filters"),
);

/** The columns of the CSV export, in this order: a run's fields, what it counts as, its telemetry, and three columns of JSON. */
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
  "trials",
  "passes",
  "scoreStandardError",
  "relationship",
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
  "links",
  "evaluations",
  "metadata",
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
