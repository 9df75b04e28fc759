import type * as z from "zod";
import type { NeededScope } from "#contract/service/key.ts";
import type { Answer, BodyOutput, NamesOf, Operation, QueryOutput } from "#contract/service/operation.ts";
import type { Identity } from "./authorization.ts";
import { nextPage } from "./page.ts";
import { streamText } from "./streamed.ts";

/** What the handler of an operation is called with: the request, and what it asks for as its schemas give it. */
export interface Call<O extends Operation> {
  request: Request;
  url: URL;
  /** The names in the path, decoded. */
  names: NamesOf<O>;
  query: QueryOutput<O>;
  body: BodyOutput<O>;
  /** Whether the request asks only what would become of it: the database then takes no writes. */
  dry: boolean;
  /** Who sent it, where that needs a key. */
  identity: O extends { scope: NeededScope } ? Identity : undefined;
}

/** A body that is JSON text already. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A body that is a stream of JSON text already: a file that is handed on as it is. */
export class JsonStream {
  readonly stream: ReadableStream;

  constructor(stream: ReadableStream) {
    this.stream = stream;
  }
}

/** The content of an answer: what its schema takes, or a JSON text or stream of it; of lines and tables, their text in pieces. */
type Content<A extends Answer> = A extends { type: "application/x-ndjson" | "text/csv" }
  ? { pieces: AsyncGenerator<string> }
  : A extends { schema: infer Schema extends z.ZodType }
    ? { body: z.input<Schema> | JsonText | JsonStream }
    : unknown;

/** The status of an answer; 200 need not be said. */
type Status<S> = S extends 200 ? { status?: 200 } : { status: S };

/** Intersected objects as one, so that a reply whose status is one of several fits all of them. */
type Flat<T> = { [Key in keyof T]: T[Key] };

/** What an operation may answer: a status that it has, with what that takes. */
export type Reply<O extends Operation> = {
  [S in keyof O["answers"]]: O["answers"][S] extends Answer
    ? Flat<Status<S> & Content<O["answers"][S]> & { headers?: Record<string, string>; next?: string | undefined }>
    : never;
}[keyof O["answers"]];

/** A reply of whichever operation. */
export interface AnyReply {
  status?: number;
  body?: unknown;
  pieces?: AsyncGenerator<string>;
  headers?: Record<string, string>;
  /** The cursor of the next page of a list; undefined: this was the last one. */
  next?: string | undefined;
}

/** The type that a body is declared as, for browsers and spreadsheets too. */
const CONTENT_TYPES = {
  "application/json": "application/json; charset=utf-8",
  "application/x-ndjson": "application/x-ndjson; charset=utf-8",
  "text/csv": "text/csv; charset=utf-8; header=present",
};

/** The answer to a request that is replied to like that. */
export const answerOf = ({ answers }: Operation, url: URL, reply: AnyReply): Response => {
  const { status = 200, body, pieces, next } = reply;
  const headers = {
    "content-type": CONTENT_TYPES[answers[status]?.type ?? "application/json"],
    "cache-control": "no-cache",
    ...(next !== undefined && nextPage(url, next)),
    ...reply.headers,
  };
  if (pieces) return streamText(pieces, headers);
  if (body instanceof JsonStream) return new Response(body.stream, { status, headers });
  const text = body instanceof JsonText ? body.text : JSON.stringify(body);
  if (text !== undefined) return new Response(text, { status, headers });
  const { "content-type": _type, ...withoutType } = headers;
  return new Response(null, { status, headers: withoutType });
};
