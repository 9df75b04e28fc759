import type * as z from "zod";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";

/** What the API says of a value that a schema refuses, a line an issue; nothing of one that it takes. */
export const saidOf = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = check(schema, value);
  return error ? issuesOf(error).map(formatIssue) : [];
};
