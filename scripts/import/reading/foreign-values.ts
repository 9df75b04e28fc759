import { createHash } from "node:crypto";
import { MAX_NAME_LENGTH } from "#contract/names/text.ts";

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

/** An ISO 8601 moment with an offset as UTC; one without an offset is taken as UTC; a bare day as its midnight. */
export const momentIn = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined;
  const [, day, time = "00:00:00", zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(value.trim()) ?? [];
  const moment = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
};

/** Seconds since 1970 as a moment. */
export const epochSecondsIn = (value: unknown): string | undefined => {
  const seconds = amountIn(typeof value === "string" && value !== "" ? Number(value) : value);
  return seconds === undefined || seconds > 8.64e12 ? undefined : new Date(Math.round(seconds * 1000)).toISOString();
};

/** Milliseconds since 1970 as a moment; 0 is unknown. */
export const epochMillisecondsIn = (value: unknown): string | undefined => {
  const milliseconds = measuredIn(numericIn(value));
  return milliseconds === undefined || milliseconds > 8.64e15 ? undefined : new Date(milliseconds).toISOString();
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
      .replace(/\p{Cc}+/gu, " ")
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
