import * as z from "zod";

/** The answer of GET /health; its status is 503 while the database does not answer. */
export const HealthSchema = z.strictObject({
  status: z.enum(["ok", "unavailable"]),
  time: z.iso.datetime().describe("The server's time."),
  database: z.boolean().describe("Whether the database answers."),
  schemaVersion: z
    .string()
    .nullable()
    .describe("The name of the last migration that was applied; null: none, or unknown."),
});
export type Health = z.infer<typeof HealthSchema>;
