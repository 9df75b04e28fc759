import type * as z from "zod";
import type { BodyInput, NamesOf, Operation, QueryInput } from "#contract/service/operation.ts";
import type { CallOptions } from "./transport.ts";

/** A parameter of a query: text and numbers as they are, moments as ISO 8601, several names as a list. */
type Value = string | number | readonly string[];

type Parameters<Query> = {
  [Name in keyof Query as undefined extends Query[Name] ? never : Name]: Value;
} & { [Name in keyof Query as undefined extends Query[Name] ? Name : never]?: Value | undefined };

/** What an operation is about: the names in its path and the parameters of its query, together. */
type Subject<O extends Operation> = NamesOf<O> & Parameters<QueryInput<O>>;

/** Whether an operation's record states a field. */
type Has<O extends Operation, Field extends keyof Operation> = Field extends keyof O ? true : false;

type TakesSubject<O extends Operation> = true extends Has<O, "names"> | Has<O, "query"> ? true : false;

/** A subject in front of what follows it: optional where nothing in it has to be said and nothing has to follow. */
type SubjectArgument<O extends Operation> =
  TakesSubject<O> extends false
    ? []
    : Has<O, "body"> extends true
      ? [subject: Subject<O>]
      : object extends Subject<O>
        ? [subject?: Subject<O>]
        : [subject: Subject<O>];

type BodyArgument<O extends Operation> = Has<O, "body"> extends true ? [body: BodyInput<O>] : [];

/** With `etag`, an operation that understands it is asked for what has another one. */
type Options<O extends Operation> = O extends { answers: { 304: unknown } }
  ? CallOptions & { etag?: string | undefined }
  : CallOptions;

/** A page of a list, and the cursor of the next one if there is one. */
export interface Page<Items> {
  items: Items;
  nextCursor: string | undefined;
}

/** An answer with the ETag that names it. */
export interface Tagged<Body> {
  body: Body;
  etag: string | undefined;
}

type AnswerOf<O extends Operation> = O["answers"][keyof O["answers"]];

/** What comes back as JSON, parsed. */
type Output<O extends Operation> =
  AnswerOf<O> extends infer Answer
    ? Answer extends { schema: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : never
    : never;

type Result<O extends Operation> =
  AnswerOf<O> extends { type: "application/x-ndjson" }
    ? AsyncGenerator<Output<O>>
    : AnswerOf<O> extends { type: "text/csv" }
      ? AsyncGenerator<string>
      : O extends { answers: { 304: unknown } }
        ? Promise<Tagged<Output<O>> | undefined>
        : AnswerOf<O> extends { headers: readonly ["Link", "X-Next-Cursor"] }
          ? Promise<Page<Output<O>>>
          : Promise<Output<O>>;

/**
 * How an operation is called: with its subject, then its body, then options, the first two where it takes them. It gives what the Worker
 * answers: parsed; a page of a list; lines and tables in pieces as they come; undefined where the ETag is still the one that was given.
 */
export type Method<O extends Operation> = (
  ...input: [...SubjectArgument<O>, ...BodyArgument<O>, options?: Options<O>]
) => Result<O>;
