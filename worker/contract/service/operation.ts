import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import type { NeededScope } from "./key.ts";
import type { ProblemStatus } from "./problem.ts";

/** A header of an answer that an operation speaks of; the OpenAPI document says what each means. */
export type AnswerHeader = "Link" | "X-Next-Cursor" | "ETag" | "Content-Disposition";

/** What an operation answers when all is well. */
export interface Answer {
  description: string;
  /** The body's schema, or that of a line; absent: no body, or a table. */
  schema?: z.ZodType;
  /** The body's media type; JSON if absent. */
  type?: "application/json" | "application/x-ndjson" | "text/csv";
  /** X-Next-Cursor says that the answer comes in pages; ETag that If-None-Match is understood. */
  headers?: readonly AnswerHeader[];
}

/** What an operation takes as its body. */
interface RequestBody {
  /** What the body is, as errors call it: "run". */
  name: string;
  description: string;
  type: "application/json" | "application/x-ndjson";
  /** The body's schema; of a line, where the body is lines. */
  schema: z.ZodType;
  /** The most bytes that it may have. */
  maxBytes: number;
  /** A body that a test really sends. Lines are a list. */
  example: unknown;
  /** The handler gets the JSON text as it was sent, once the schema takes it, and a client sends a text: its bytes have a name. */
  asSent?: true;
}

/** What operations are about, and how the document groups them. */
export const TAGS = {
  Submit: "What harnesses send.",
  Runs: "The runs as they are stored.",
  Export: "The runs as files.",
  Batches: "Runs that were submitted together.",
  Statistics: "What the runs add up to.",
  Comparison: "Questions about entries of a board.",
  Decisions: "Corrections of what runs count as, public with their reasons.",
  Keys: "Who may write; for admins.",
  Backup: "Everything there is, for whoever runs the server.",
  Snapshots: "Snapshots that are kept for good, where the server has a bucket.",
  Service: "The service itself, and the aggregate that the site is built from.",
} as const;
type Tag = keyof typeof TAGS;

/** A name in a path. */
interface PathName {
  description: string;
  /** A value to try. */
  example: string;
}

/** What the API can be asked: everything about it but what answers it. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path, with names as in `/api/runs/:runId`. */
  path: `/${string}`;
  tag: Tag;
  /** One line without a full stop. */
  summary: string;
  /** What it does, in sentences, for the document and the page of the API. */
  description: string;
  /** The names in the path. */
  names?: Readonly<Record<string, PathName>>;
  /** The query's schema, an object of parameters; absent: it takes none. */
  query?: z.ZodType;
  /** A query to try. */
  queryExample?: Readonly<Record<string, string>>;
  /** The scope of the key that it needs; absent: none. */
  scope?: NeededScope;
  body?: RequestBody;
  /** By status. A client takes each of these for an answer, and any other status for a refusal. */
  answers: Readonly<Record<number, Answer>>;
  /** The problems that it can end in, besides those that follow from its key, names, query and body. */
  problems?: readonly ProblemStatus[];
  /** A client asks once and does not try again by itself: a second try could do it twice, or the first one says it all. */
  once?: true;
}

/** Whether an operation changes something. */
export const isWrite = ({ method }: Pick<Operation, "method">): boolean => method !== "GET";

/** The parameter `dry`, which every operation that changes something takes besides its own. */
export const DrySchema = z
  .literal("1", "must be 1, or left out")
  .optional()
  .describe("1: answers what would become of the request, and changes nothing.");

/** The query of an operation that takes no parameters. */
export const NoQuerySchema = z.strictObject({}, unknownFields("this takes no parameters"));

/** Operations by their ids, each with the types of its own schemas. */
export const operations = <const O extends Readonly<Record<string, Operation>>>(list: O): O => list;

/** The names in a path, as a type: of `/api/stats/scenarios/:suite/:scenario` suite and scenario. */
type PathNames<Path extends string> = Path extends `${string}/:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : Path extends `${string}/:${infer Name}`
    ? Name
    : never;

/** The names in an operation's path, decoded. */
export type NamesOf<O extends Operation> = { [Name in PathNames<O["path"]>]: string };

/** An operation's query: as it is sent, and as it comes out of its schema. */
export type QueryInput<O extends Operation> = O extends { query: infer Query extends z.ZodType }
  ? z.input<Query>
  : unknown;
export type QueryOutput<O extends Operation> = O extends { query: infer Query extends z.ZodType }
  ? z.output<Query>
  : undefined;

type LinesType = "application/x-ndjson";

/** An operation's body: as it is sent, and as its handler gets it; lines come one by one, as they were sent. */
export type BodyInput<O extends Operation> = O extends { body: { type: LinesType } }
  ? string | Uint8Array<ArrayBuffer>
  : O extends { body: { asSent: true } }
    ? string
    : O extends { body: { schema: infer Body extends z.ZodType } }
      ? z.input<Body>
      : undefined;
export type BodyOutput<O extends Operation> = O extends { body: { type: LinesType } }
  ? AsyncIterable<Uint8Array>
  : O extends { body: { asSent: true } }
    ? string
    : O extends { body: { schema: infer Body extends z.ZodType } }
      ? z.output<Body>
      : undefined;
