import * as z from "zod";

/** How a time spent in the database is judged, from the best to the worst. */
const DelayBandSchema = z.enum(["optimal", "acceptable", "warning", "slow", "critical"]);
export type DelayBand = z.infer<typeof DelayBandSchema>;

/** Whether too many of the last requests waited long for the database. */
const DelayTrendSchema = z.enum(["steady", "warning", "unknown"]);
export type DelayTrend = z.infer<typeof DelayTrendSchema>;

/** The answer of GET /health; its status is 503 while the database does not answer. */
export const HealthSchema = z.strictObject({
  status: z.enum(["ok", "unavailable"]).describe("Whether the service can answer."),
  time: z.iso.datetime().describe("The server's time."),
  database: z.boolean().describe("Whether the database answers."),
  schemaVersion: z
    .string()
    .nullable()
    .describe("The name of the last migration that was applied; null: none, or unknown."),
  migrationsPending: z
    .boolean()
    .nullable()
    .describe("Whether this version of the service needs migrations that were not applied; null: unknown."),
  databaseMilliseconds: z
    .number()
    .min(0)
    .nullable()
    .describe("How long the database took to answer; null: it did not."),
  databaseBand: DelayBandSchema.nullable().describe(
    "That time judged: optimal under 100 ms, acceptable under 300, warning under 500, slow under 1000, else critical.",
  ),
  databaseTrend: DelayTrendSchema.describe(
    "warning: of the last ten requests that this instance answered, at least 30 % waited for the database for 500 ms or more; unknown: it answered fewer than ten.",
  ),
});
export type Health = z.infer<typeof HealthSchema>;
