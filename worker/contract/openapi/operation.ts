import type * as z from "zod";
import type { ProblemStatus } from "#contract/service/problem.ts";

/** A header of an answer that an operation speaks of; see headers.ts. */
export type AnswerHeader = "Link" | "X-Next-Cursor" | "ETag" | "Content-Disposition";

/** What an operation answers when all is well. */
export interface Answer {
  description: string;
  /** The body's schema; absent: no body, or one that is not JSON. */
  schema?: z.ZodType;
  /** The body's media type; JSON if absent. */
  type?: string;
  headers?: AnswerHeader[];
}

/** What an operation takes as its body. */
export interface RequestBody {
  description: string;
  /** The body's schema; of a line, where the body is lines. */
  schema: z.ZodType;
  type: "application/json" | "application/x-ndjson";
  /** A body that a test really sends. Lines are a list. */
  example: unknown;
}

/** One entry of the route table, described. */
export interface Operation {
  method: "GET" | "POST" | "DELETE";
  /** The path as the route table has it: `/api/runs/:runId`. */
  path: string;
  /** A name for generated clients, unique. */
  id: string;
  tag: string;
  /** One line without a full stop. */
  summary: string;
  description?: string;
  /** The names in the path, each with its meaning and a value to try. */
  names?: Record<string, { description: string; example: string }>;
  /** The query's schema, an object of parameters. */
  query?: z.ZodType;
  /** A query to try. */
  queryExample?: Record<string, string>;
  /** The scope of the key that it needs; absent: none. */
  key?: "submit" | "admin";
  body?: RequestBody;
  answers: Record<number, Answer>;
  /** The problems that it can end in, besides those that any can; see document.ts. */
  problems: ProblemStatus[];
}

/** The URL of an operation, from the origin on, with the example's names and query filled in. */
export const exampleUrlOf = ({ path, names = {}, queryExample = {} }: Operation): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name]?.example ?? name));
  const query = new URLSearchParams(queryExample).toString();
  return query === "" ? filled : `${filled}?${query}`;
};

/** The example's body as it is sent; undefined: none. */
export const exampleBodyOf = ({ body }: Operation): string | undefined => {
  if (!body) return undefined;
  return body.type === "application/json"
    ? JSON.stringify(body.example, null, 2)
    : (body.example as unknown[]).map((line) => `${JSON.stringify(line)}\n`).join("");
};
