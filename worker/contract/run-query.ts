import * as z from "zod";
import { OutcomeSchema, StatusSchema } from "./run.ts";
import { MAX_NAME_LENGTH, MomentSchema, unknownFields } from "./text.ts";

/** A name to filter by; empty stands for "not stated". */
const FilterNameSchema = z.string().max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`).optional();

const BoundarySchema = z
  .union([MomentSchema, z.iso.date().transform((day) => `${day}T00:00:00.000Z`)], {
    error: 'must be a day such as "2026-08-01" or a moment such as "2026-08-01T12:00:00Z"',
  })
  .optional();

const CURSOR = /^(-?\d{1,16})\.(\d{1,16})$/;

/** Where a page of runs begins: after the run that started then and has that number. */
export interface RunPosition {
  startedAt: number;
  id: number;
}

/** The text that stands for a position in links and in X-Next-Cursor. */
export const cursorOf = ({ startedAt, id }: RunPosition): string => `${startedAt}.${id}`;

const CursorSchema = z.string().transform((text, context): RunPosition => {
  const [, startedAt, id] = CURSOR.exec(text) ?? [];
  if (startedAt === undefined) {
    context.addIssue({ code: "custom", message: "must be the cursor of an earlier answer, unchanged" });
    return z.NEVER;
  }
  return { startedAt: Number(startedAt), id: Number(id) };
});

/** The query of GET /api/runs. Any two filters both hold; a name that is given and empty means that the run does not state it. */
export const RunQuerySchema = z.strictObject(
  {
    suite: FilterNameSchema,
    suiteVersion: FilterNameSchema,
    scenario: FilterNameSchema,
    tier: FilterNameSchema,
    agent: FilterNameSchema,
    model: FilterNameSchema.transform((model) => (model === "default" ? "" : model)),
    variant: FilterNameSchema,
    batchId: FilterNameSchema,
    status: StatusSchema.optional(),
    outcome: OutcomeSchema.optional(),
    since: BoundarySchema.describe("Runs that started then or later."),
    until: BoundarySchema.describe("Runs that started earlier."),
    limit: z.coerce
      .number({ error: "must be a whole number from 1 to 200" })
      .int("must be a whole number from 1 to 200")
      .min(1, "must be from 1 to 200")
      .max(200, "must be from 1 to 200")
      .default(50)
      .describe("How many runs a page holds at most."),
    cursor: CursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the filters"),
);
export type RunQuery = z.infer<typeof RunQuerySchema>;

/** What a run list can be restricted to. */
export type RunFilters = Omit<RunQuery, "limit" | "cursor">;
