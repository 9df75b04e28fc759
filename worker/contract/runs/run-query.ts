import * as z from "zod";
import { MAX_NAME_LENGTH, MomentSchema, unknownFields } from "../names/text.ts";
import { LimitSchema, UNKNOWN_CURSOR } from "../service/page.ts";
import { MAX_PAGE_ITEMS } from "../service/page-limit.ts";
import { OutcomeSchema, StatusSchema } from "./run.ts";

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

/** Where a page of runs begins, as text. */
export const RunCursorSchema = z.string().transform((text, context): RunPosition => {
  const [, startedAt, id] = CURSOR.exec(text) ?? [];
  if (startedAt === undefined) {
    context.addIssue({ code: "custom", message: UNKNOWN_CURSOR });
    return z.NEVER;
  }
  return { startedAt: Number(startedAt), id: Number(id) };
});

/** The parameters that restrict runs. Any two both hold; a name that is given and empty means that the run does not state it. */
export const runFilterFields = {
  suite: FilterNameSchema.describe("The suite's name."),
  suiteVersion: FilterNameSchema.describe("The suite's version; empty: runs that state none."),
  scenario: FilterNameSchema.describe("The scenario's name."),
  tier: FilterNameSchema.describe("The tier's name."),
  agent: FilterNameSchema.describe("The agent's name."),
  model: FilterNameSchema.transform((model) => (model === "default" ? "" : model)).describe(
    'The model\'s name; empty or "default": runs that state none.',
  ),
  variant: FilterNameSchema.describe("The variant's name; empty: runs that state none."),
  batchId: FilterNameSchema.describe("The batch's name; empty: runs in no batch."),
  status: StatusSchema.optional().describe("Where the runs stand."),
  outcome: OutcomeSchema.optional().describe("What the runs count as."),
  since: BoundarySchema.describe("Runs that started then or later."),
  until: BoundarySchema.describe("Runs that started earlier."),
};

/** The query of GET /api/runs. */
export const RunQuerySchema = z.strictObject(
  {
    ...runFilterFields,
    limit: LimitSchema.describe(
      `How many runs a page holds at most; more than ${MAX_PAGE_ITEMS} count as ${MAX_PAGE_ITEMS}.`,
    ),
    cursor: RunCursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the filters"),
);
type RunQuery = z.infer<typeof RunQuerySchema>;

/** What a run list can be restricted to. */
export type RunFilters = Partial<Omit<RunQuery, "limit" | "cursor">>;
