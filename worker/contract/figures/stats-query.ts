import * as z from "zod";
import { MAX_NAME_LENGTH, unknownFields } from "../names/text.ts";
import { UNKNOWN_CURSOR } from "../service/page.ts";
import { wholeNumber } from "../service/query-numbers.ts";
import { MetricSchema } from "./figures.ts";

const unknown = unknownFields("see the API's documentation for the parameters");

/** The most days that a question may go back. */
const MAX_DAYS = 36_500;

const SomeDaysSchema = wholeNumber(
  { min: 1, max: MAX_DAYS },
  `must be a whole number from 1 to ${MAX_DAYS}, in digits alone, or all`,
);

/** How many days to look back, today in UTC included; undefined stands for all. */
export const DaysSchema = z
  .string()
  .default("all")
  .transform((text, context): number | undefined => {
    if (text === "all") return undefined;
    const days = SomeDaysSchema.safeParse(text);
    if (days.success) return days.data;
    for (const { message } of days.error.issues) context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .describe("How many days to look back, by the time when runs started in UTC, today included; or all.");

const QueriedNameSchema = z.string().max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`);

/** A suite, which must be named. */
export const SuiteParameterSchema = QueriedNameSchema.min(1, "must name a suite").describe("The suite's name.");

/** A version; "" stands for runs that state none, and undefined for the newest. */
export const SuiteVersionSchema = QueriedNameSchema.optional().describe(
  "The suite's version; empty: runs that state none. Absent: the newest, in natural order.",
);

/** A tier, or undefined for all. */
export const TierParameterSchema = QueriedNameSchema.min(1, "must name a tier")
  .optional()
  .describe("One tier alone; absent: all together.");

/** The query of GET /api/stats and of an evaluator's trends. */
export const StatsQuerySchema = z.strictObject({ days: DaysSchema }, unknown);

/** Where a page of a list that is sorted by name begins. */
const NameCursorSchema = z
  .string()
  .max(MAX_NAME_LENGTH)
  .optional()
  .describe("Where the page begins: X-Next-Cursor of the page before.");

/** The query of GET /api/stats/agents and /models. */
export const AgentStatsQuerySchema = z
  .strictObject(
    {
      suite: SuiteParameterSchema.optional().describe("One suite alone; absent: the newest version of every suite."),
      suiteVersion: SuiteVersionSchema,
      tier: TierParameterSchema,
      cursor: NameCursorSchema,
    },
    unknown,
  )
  .refine(({ suite, suiteVersion }) => suite !== undefined || suiteVersion === undefined, {
    path: ["suiteVersion"],
    message: "needs suite: a version is of one suite",
  });

const BuiltVersionSchema = QueriedNameSchema.optional().describe(
  "The suite's version; empty: runs that state none. Absent: the newest, in natural order.",
);

/** The query of GET /api/boards/:suite/evaluators. */
export const EvaluatorReportQuerySchema = z.strictObject({ version: BuiltVersionSchema }, unknown);

/** The query of GET /api/boards/:suite. */
export const BoardQuerySchema = z.strictObject(
  {
    version: BuiltVersionSchema,
    tier: TierParameterSchema,
    metric: MetricSchema.optional().describe("What it ranks by; absent: what the suite ranks by first."),
  },
  unknown,
);

/** The query of GET /api/stats/suites/:suite. */
export const SuiteStatsQuerySchema = z.strictObject(
  { suiteVersion: SuiteVersionSchema, tier: TierParameterSchema, cursor: NameCursorSchema },
  unknown,
);

/** Where a page of a scenario's entries begins: behind the one with that path (of the snapshot's parts) and number. */
export interface EntryPosition {
  path: string;
  id: number;
}

/** The text that stands for a position in links and in X-Next-Cursor. */
export const entryCursorOf = ({ path, id }: EntryPosition): string => `${path}.${id}`;

const ENTRY_CURSOR = /^([01]{1,64})\.(\d{1,15})$/;

const EntryCursorSchema = z.string().transform((text, context): EntryPosition => {
  const [, path, id] = ENTRY_CURSOR.exec(text) ?? [];
  if (path !== undefined) return { path, id: Number(id) };
  context.addIssue({ code: "custom", message: UNKNOWN_CURSOR });
  return z.NEVER;
});

/** The query of GET /api/stats/scenarios/:suite/:scenario. */
export const ScenarioStatsQuerySchema = z.strictObject(
  {
    suiteVersion: SuiteVersionSchema,
    tier: TierParameterSchema,
    cursor: EntryCursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknown,
);

/** The query of GET /api/stats/evaluators. */
export const EvaluatorStatsQuerySchema = z.strictObject({ cursor: NameCursorSchema }, unknown);
