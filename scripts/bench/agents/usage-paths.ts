import { query } from "jsonpath-rfc9535";
import * as z from "zod";
import { keysOf, recordOf } from "#contract/names/records.ts";
import { TelemetrySchema } from "#contract/runs/run.ts";
import { JsonPathSchema } from "../files/json-path-schema.ts";
import type { Usage } from "./agent.ts";

/** What an agent can tell of what it used. */
export const UsageSchema = TelemetrySchema.omit({ durationMs: true, workspaceDir: true, promptSent: true });

const COUNTS = keysOf(UsageSchema.shape);

/** Where the JSON that a program prints says what it used: a JSONPath for each figure that it tells. */
export const UsagePathsSchema = z.strictObject({
  output: z.enum(["json", "lines"]).default("json").describe("json: all it prints is one document. lines: one a line."),
  ...recordOf(COUNTS, () => JsonPathSchema.optional()),
});
export type UsagePaths = z.infer<typeof UsagePathsSchema>;

type Json = Parameters<typeof query>[0];

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** The JSON documents in what a program printed; what is none is passed over. */
export const documentsIn = (text: string, output: UsagePaths["output"]): Json[] =>
  (output === "json" ? [text] : text.split("\n")).map(parse).filter((document) => document !== undefined);

/** What the last document that has something at a path has there. */
export const lastAt = (documents: readonly Json[], path: string): unknown =>
  documents.flatMap((document) => query(document, path)).at(-1);

/** What was used, as the documents tell it; figures that are none are absent. */
export const usageIn = (documents: readonly Json[], paths: UsagePaths): Usage => {
  const usage: Usage = {};
  for (const name of COUNTS) {
    const path = paths[name];
    const value = path === undefined ? undefined : lastAt(documents, path);
    Object.assign(usage, UsageSchema.safeParse({ [name]: value }).data);
  }
  return usage;
};
