import * as z from "zod";
import { didYouMean } from "./nearest.ts";

/** The longest name, in UTF-16 code units, of a suite, scenario, tier, agent, model, variant, evaluator, batch or run. */
export const MAX_NAME_LENGTH = 512;

const hasLoneSurrogateOrNul = (text: string) => !text.isWellFormed() || text.includes("\0");
const CONTROL_CHARACTER = /\p{Cc}/u;

/** A name: 1 to 512 characters of any script, but no control characters and no broken Unicode. */
export const NameSchema = z
  .string()
  .min(1, "must not be empty; leave an optional field out instead")
  .max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`)
  .refine(
    (name) => name.isWellFormed() && !CONTROL_CHARACTER.test(name),
    "must not hold control characters or broken Unicode",
  )
  .refine((name) => name === "" || name.trim() !== "", "must not be blank");

/** Free text: any length that the request allows, without NUL and broken Unicode, which a database cannot give back. */
export const TextSchema = z
  .string()
  .refine((text) => !hasLoneSurrogateOrNul(text), "must not hold NUL characters or broken Unicode");

/** The longest reason, in UTF-16 code units. */
const MAX_REASON_LENGTH = 2_000;

/** Why something was decided, for every reader. */
export const ReasonSchema = TextSchema.max(MAX_REASON_LENGTH, `must be at most ${MAX_REASON_LENGTH} characters`).refine(
  (reason) => reason.trim() !== "",
  "must not be blank",
);

/**
 * Makes a field optional: absent and null both mean "not stated" and come out as undefined.
 * Takes the schema of the stated value.
 */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** A moment from 1970 on: ISO 8601 with an offset or Z. Comes out as UTC with milliseconds; finer digits are cut off. */
export const MomentSchema = z.iso
  .datetime({
    offset: true,
    error: ({ input }) =>
      input === undefined ? undefined : 'must be ISO 8601 with an offset or Z, such as "2026-08-01T12:00:00Z"',
  })
  .transform((text) => new Date(text).toISOString())
  .refine((moment) => moment >= "1970", "must not be before 1970");

/** How deep the JSON of a metadata object may be nested. */
const MAX_METADATA_DEPTH = 64;

/** JSON has no infinities: a number like 1e999 becomes one on reading and could not be given back. */
const isFinitelyNumbered = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).every(isFinitelyNumbered)
    : typeof value !== "number" || Number.isFinite(value);

const isWithinDepth = (value: unknown, depth: number): boolean =>
  typeof value !== "object" ||
  value === null ||
  (depth > 0 && Object.values(value).every((inner) => isWithinDepth(inner, depth - 1)));

/** Metadata: a JSON object that the harness is free to fill, nested at most 64 deep. It is kept and given back as it came. */
export const MetadataSchema = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "must be a JSON object",
  )
  .refine((value) => isWithinDepth(value, MAX_METADATA_DEPTH), {
    error: `must be nested at most ${MAX_METADATA_DEPTH} deep`,
    abort: true,
  })
  .refine(isFinitelyNumbered, "must not hold numbers beyond 1.8e308")
  .meta({ type: "object", additionalProperties: true });

/** How many of the fields that it does not know a message names. */
const NAMED_FIELDS = 5;

const shorten = (field: string): string => (field.length > 60 ? `${field.slice(0, 60)}…` : field);

/** Fields as a list, each with the known one that it may stand for; and whether there is such a one. */
const listFields = (fields: readonly string[], known: readonly string[]): { text: string; isSlip: boolean } => {
  const named = fields.slice(0, NAMED_FIELDS).map((field) => ({ field, hint: didYouMean(field, known) }));
  const others = fields.length - named.length;
  const list = named.map(({ field, hint }) => shorten(field) + hint).join(", ");
  return { text: others > 0 ? `${list} and ${others} more` : list, isSlip: named.some(({ hint }) => hint !== "") };
};

/**
 * How an object's schema speaks of fields that it does not know: a typing error must not lose a value silently. `advice`: what to do
 * about a field that resembles none of its own; none: there is nothing to say.
 */
export const unknownFields = (advice?: string) => ({
  error: (issue: { code?: string | undefined; keys?: string[]; inst?: unknown }): string | undefined => {
    if (issue.code !== "unrecognized_keys") return undefined;
    const { keys = [], inst } = issue;
    const { text, isSlip } = listFields(keys, inst instanceof z.ZodObject ? Object.keys(inst.shape) : []);
    return `unknown ${keys.length === 1 ? "field" : "fields"} ${text}${isSlip || advice === undefined ? "" : `: ${advice}`}`;
  },
});
