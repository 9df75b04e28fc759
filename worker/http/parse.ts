import type * as z from "zod";
import { check } from "#contract/service/check.ts";
import { DrySchema, isWrite, NoQuerySchema, type Operation } from "#contract/service/operation.ts";
import { UNKNOWN_CURSOR } from "#contract/service/page.ts";
import { issuesOf } from "#contract/service/problem.ts";
import { LINES_DEADLINE_MS, readChunks, readJson, requireType } from "./body.ts";
import { splitLines } from "./lines.ts";
import { sentCursor } from "./page.ts";
import { invalidError, StatusError } from "./problem.ts";

/** A name from a path: percent-decoded, any character allowed. Throws 400 if it is not well encoded. */
const decodeName = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw Object.assign(new StatusError(400, `the path is not well percent-encoded: ${encoded}`), { cause });
  }
};

/** The names in a path, decoded. */
export const parseNames = (encoded: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(encoded).map(([name, text]) => [name, decodeName(text)]));

/** The query of a URL as an object. A parameter that is given twice is a list, which no schema of a single value takes. */
const parametersOf = (url: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const [first = "", ...rest] = url.searchParams.getAll(name);
      return [name, rest.length === 0 ? first : [first, ...rest]];
    }),
  );

/** The same with the cursor as it was before it travelled in a header. */
const withCursor = (parameters: ReturnType<typeof parametersOf>): ReturnType<typeof parametersOf> => {
  if (typeof parameters["cursor"] !== "string") return parameters;
  const cursor = sentCursor(parameters["cursor"]);
  if (cursor !== undefined) return { ...parameters, cursor };
  throw invalidError("the query", [{ path: ["cursor"], message: UNKNOWN_CURSOR }], 400);
};

const valid = <T extends z.ZodType>(schema: T, parameters: unknown, path: string[] = []): z.output<T> => {
  const parsed = check(schema, parameters);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  throw invalidError("the query", issues, 400);
};

/** A query as its operation has it, and whether a write is only tried. Throws 400 with the issues for any other. */
export const parseQuery = (operation: Operation, url: URL): { query: unknown; dry: boolean } => {
  const { query = NoQuerySchema } = operation;
  const parameters = withCursor(parametersOf(url));
  if (!isWrite(operation)) return { query: valid(query, parameters), dry: false };
  const { dry, ...own } = parameters;
  return { dry: valid(DrySchema, dry, ["dry"]) === "1", query: valid(query, own) };
};

/** How a body of lines may be declared; an operation's own type is among them. */
const LINES_TYPES = ["application/x-ndjson", "application/ndjson", "application/jsonl", "text/plain"];

/**
 * A body as its operation has it: a document's value or text, or the lines as they come; undefined for an operation that takes none. Throws 415 for
 * another type, 413 for too many bytes, 408 for a late one, 400 for what is not JSON, and 422 with the issues for what breaks the schema.
 */
export const parseBody = async ({ body }: Operation, request: Request): Promise<unknown> => {
  if (!body) return undefined;
  if (body.type === "application/x-ndjson") {
    requireType(request, ...LINES_TYPES);
    return splitLines(readChunks(request, body.maxBytes, LINES_DEADLINE_MS));
  }
  const { value, text } = await readJson(request, body.maxBytes);
  const parsed = check(body.schema, value);
  if (!parsed.success) throw invalidError(`the ${body.name}`, issuesOf(parsed.error));
  return body.asSent ? text : parsed.data;
};
