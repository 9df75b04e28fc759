import { createHash } from "node:crypto";
import { MAX_NAME_LENGTH } from "#contract/names/text.ts";
import { FormatError } from "./format-error.ts";

/** Readers of values that somebody else wrote: each gives the value where it is what it should be, else undefined. */

export type JsonObject = Record<string, unknown>;

export const objectIn = (value: unknown): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export const arrayIn = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** Text that is not blank; a number as its text. */
export const textIn = (value: unknown): string | undefined => {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
};

export const numberIn = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A number, also where it is written as text. */
export const numericIn = (value: unknown): number | undefined =>
  numberIn(typeof value === "string" && value.trim() !== "" ? Number(value) : value);

/** A number that is not negative: a duration, a cost. */
export const amountIn = (value: unknown): number | undefined => {
  const number = numberIn(value);
  return number !== undefined && number >= 0 ? number : undefined;
};

/** A whole number that is not negative: a count. */
export const countIn = (value: unknown): number | undefined => {
  const number = amountIn(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
};

export const booleanIn = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

/** A verdict, of which `name` says what the source calls it; undefined where there is none. FormatError for what is no verdict. */
export const verdictIn = (value: unknown, name: string): boolean | undefined => {
  const isAbsent = value === undefined || value === null;
  if (isAbsent || typeof value === "boolean") return value ?? undefined;
  throw new FormatError(`${name} must be true or false: ${shown(value)}`);
};

/** A score, also where it is written as text; undefined where there is none. FormatError for what is no number. */
export const scoreIn = (value: unknown, name: string): number | undefined => {
  if (value === undefined || value === null) return undefined;
  const score = numericIn(value);
  if (score === undefined) throw new FormatError(`${name} must be a number: ${shown(value)}`);
  return score;
};

/** A value that was not expected, as a message holds it. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);

/**
 * An ISO 8601 moment with an offset as UTC; one without an offset is taken as UTC; a bare day as its midnight. What is not after 1970 is
 * unknown: tools write their zero so.
 */
export const momentIn = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined;
  const [, day, time = "00:00:00", zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(value.trim()) ?? [];
  const isDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(day ?? "") === true;
  const moment = new Date(`${day}T${time}${zone}`);
  return isDay && moment.getTime() > 0 ? moment.toISOString() : undefined;
};

/** Seconds since 1970 at the start of the year 2000: what is less is none of these counts. */
const FIRST_SECOND = 946_684_800;

/** From which count on it is one of milliseconds, microseconds and nanoseconds; in seconds that would be the year 5138. */
const FINER = [1e11, 1e14, 1e17];

/** A moment given as a count since 1970, of seconds or finer: its size tells. */
export const epochIn = (value: unknown): string | undefined => {
  const count = numericIn(value);
  if (count === undefined || count < FIRST_SECOND || count >= 1e20) return undefined;
  const finer = FINER.filter((limit) => count >= limit).length;
  return new Date(Math.round(count * 1000 ** (1 - finer))).toISOString();
};

/** The object without the fields that are undefined or null; undefined if nothing is left. */
export const withoutAbsent = (fields: JsonObject): JsonObject | undefined => {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
};

/** The most characters that are kept of a free text: a transcript belongs beside a run, not into it. */
const MAX_TEXT_LENGTH = 20_000;

/** Free text as a run can hold it: without NUL and broken Unicode, and cut where it is longer than anybody reads. */
export const plainText = (value: unknown): string | undefined => {
  const text = textIn(value)?.replaceAll("\0", "").toWellFormed();
  return text === undefined || text.length <= MAX_TEXT_LENGTH
    ? text
    : `${text.slice(0, MAX_TEXT_LENGTH).toWellFormed()} … (${text.length} characters)`;
};

/**
 * Text as a name can hold it: on one line, and not longer than names may be (or `maxLength`). What is cut off of a longer one is told
 * by a hash of the whole at its end, so that two names stay two.
 */
export const nameIn = (value: unknown, maxLength = MAX_NAME_LENGTH): string | undefined => {
  const name = textIn(
    textIn(value)
      ?.toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
      .trim(),
  );
  if (name === undefined || name.length <= maxLength) return name;
  const mark = `… ${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
  return `${name.slice(0, maxLength - mark.length).toWellFormed()}${mark}`;
};

/** A number that is more than nothing: where a tool writes 0 for what it does not know, 0 is not known. */
export const measuredIn = (value: unknown): number | undefined => amountIn(value) || undefined;

/** Counts of which 0 is one only beside others that are more: where all are 0, none was taken. */
export const countedTogether = <Counts extends Record<string, number | undefined>>(counts: Counts): Partial<Counts> =>
  Object.values(counts).some((count) => count !== undefined && count > 0) ? counts : {};
