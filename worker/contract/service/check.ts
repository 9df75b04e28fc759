import type * as z from "zod";
import { didYouMean } from "../names/nearest.ts";
import { unknownFields } from "../names/text.ts";

type RawIssue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  return KINDS[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
};

/** What was given instead: where some numbers would do, which one it is. */
const givenOf = (expected: string, value: unknown): string =>
  typeof value === "number" && (expected === "number" || expected === "int") ? String(value) : kindOf(value);

/** A bound in words: of characters, of a list's items, or of a number. */
const boundOf = ({ origin }: { origin: string }, bound: string, limit: number | bigint): string => {
  const text = limit.toLocaleString("en");
  if (origin === "string") return `must have ${bound} ${text} ${limit === 1 ? "character" : "characters"}`;
  if (origin === "array" || origin === "set") return `must hold ${bound} ${text} ${limit === 1 ? "item" : "items"}`;
  return `must be ${bound} ${text}`;
};

const oneOf = (values: readonly unknown[], given: unknown): string => {
  const names = values.map(String);
  const wanted = names.length === 1 ? `must be ${names[0]}` : `must be one of ${names.join(", ")}`;
  return typeof given === "string" ? wanted + didYouMean(given, names) : wanted;
};

const { error: describeUnknown } = unknownFields();

/** What is wrong with a value, as the predicate of a sentence about it; undefined where zod's own words have to do. */
const describeIssue = (issue: RawIssue): string | undefined => {
  if (issue.input === undefined && issue.code !== "unrecognized_keys" && issue.code !== "custom") return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${givenOf(issue.expected, issue.input)}`;
    case "invalid_value":
      return oneOf(issue.values, issue.input);
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return "must not be empty";
      return boundOf(issue, issue.inclusive === false ? "more than" : "at least", issue.minimum);
    case "too_big":
      return boundOf(issue, issue.inclusive === false ? "less than" : "at most", issue.maximum);
    case "unrecognized_keys":
      return describeUnknown(issue);
    case "invalid_union":
      return "matches none of the allowed forms";
    default:
      return undefined;
  }
};

/**
 * Holds a value from outside against a schema, as the schema's safeParse does, with the issues in the words of a person: a field is
 * missing, must be a string, must be at most 100. A schema that has words of its own keeps them.
 */
export const check = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> => schema.safeParse(value, { error: describeIssue });
