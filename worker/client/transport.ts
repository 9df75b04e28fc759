import type * as z from "zod";
import { check } from "#contract/service/check.ts";
import type { Operation } from "#contract/service/operation.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { Deadline } from "./deadline.ts";
import {
  InvalidAnswerError,
  type Refusal,
  RefusalSchema,
  RefusedError,
  TimeoutError,
  UnreachableError,
} from "./errors.ts";
import { backoffDelay, delayAfterStatus, retryAfterMs, sleepFor } from "./retry.ts";

export interface WorkerClientOptions {
  /** Where the Worker answers, such as `http://localhost:8787`; a path is kept. */
  url: string;
  /** The API key; only writes need it. */
  key?: string | undefined;
  /** Default: the global fetch. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** The most milliseconds that one try may take, its answer included; of an export, each piece of it. Default: 30,000. */
  timeoutMs?: number;
  /** How often a request is tried again before it fails. Default: 5. */
  retries?: number;
  /** Gives a number from 0 to 1 for the jitter of the waits. Default: Math.random. */
  random?: () => number;
  /** Waits that many milliseconds. Default: a timer. */
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface CallOptions {
  /** Ends the call early; it then fails with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Instead of the client's own number. */
  retries?: number;
  /** Asks what would become of a write, and changes nothing. */
  dry?: boolean;
}

export interface ApiRequest {
  /** The path and the query, from the Worker's URL on. */
  path: string;
  method?: Operation["method"];
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Whether the key is sent. */
  authorized?: boolean;
}

/** An answer whose body, if it is not streamed, is read. */
interface Answer {
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

/** An answer's body as its schema gives it. */
interface ParsedAnswer {
  status: number;
  headers: Headers;
  value: unknown;
}

/** What an operation can answer, by status. */
type Answers = Operation["answers"];

interface StreamedAnswer {
  url: string;
  status: number;
  headers: Headers;
  pieces: AsyncGenerator<string>;
}

/** How one try ended: with any answer at all, or without one. */
type Outcome<A> = A | UnreachableError | TimeoutError;

/** Takes from a response what a try is about; whatever it throws is a lost connection. */
type Read<A> = (response: Response, url: string, deadline: Deadline) => Promise<A>;

/** Sends requests, tries them again where that may help, and parses what comes back. What WorkerClient stands on. */
export class Transport {
  readonly url: string;
  readonly #key: string | undefined;
  readonly #fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly #timeoutMs: number;
  readonly #retries: number;
  readonly #random: () => number;
  readonly #sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;

  constructor(options: WorkerClientOptions) {
    this.url = options.url.replace(/\/+$/, "");
    this.#key = options.key;
    this.#fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#retries = options.retries ?? 5;
    this.#random = options.random ?? Math.random;
    this.#sleep = options.sleep ?? sleepFor;
  }

  /**
   * The answer to a request, its body parsed by the schema that `answers` has for it; undefined for a body that has none. RefusedError: a status
   * that is not among them, or a failure whose body is another.
   */
  async ask(request: ApiRequest, answers: Answers, options: CallOptions = {}): Promise<ParsedAnswer> {
    const outcome = await this.#tryAgain(request, readText, options);
    const { url, status, headers, text } = isOwnFailure(outcome, answers) ? outcome : accepted(outcome);
    const schema = answers[status]?.schema ?? (status === 304 ? undefined : schemaIn(answers));
    return { status, headers, value: schema && parsed(schema, { url, text }) };
  }

  /** The beginning of a long answer, whose pieces come as they are taken. It is tried again until it begins to come, and not after that. */
  async open(request: ApiRequest, options: CallOptions = {}): Promise<StreamedAnswer> {
    const outcome = await this.#tryAgain(request, readPieces, options);
    if (outcome instanceof Error) throw outcome;
    if (outcome.status < 400) return outcome;
    let text = "";
    for await (const piece of outcome.pieces) text += piece;
    throw refusalOf({ ...outcome, text });
  }

  async #tryAgain<A extends { status: number; headers: Headers }>(
    request: ApiRequest,
    read: Read<A>,
    { signal, retries = this.#retries }: CallOptions,
  ): Promise<Outcome<A>> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.#try(request, read, signal);
      const delay = attempt < retries ? this.#delayAfter(outcome, attempt) : undefined;
      if (delay === undefined) return outcome;
      await this.#sleep(delay, signal);
    }
  }

  /** The milliseconds to wait before the next try, or undefined if this outcome is final. */
  #delayAfter(outcome: Outcome<{ status: number; headers: Headers }>, attempt: number): number | undefined {
    if (outcome instanceof Error) return backoffDelay(attempt, this.#random);
    const retryAfter = retryAfterMs(outcome.headers.get("retry-after"), Date.now());
    return delayAfterStatus(outcome.status, attempt, retryAfter, this.#random);
  }

  /** One try: any answer at all, or why there is none. Throws only what the caller's signal says. */
  async #try<A>(request: ApiRequest, read: Read<A>, signal: AbortSignal | undefined): Promise<Outcome<A>> {
    const { path, method = "GET", headers = {}, body, authorized = false } = request;
    const url = this.url + path;
    signal?.throwIfAborted();
    const deadline = new Deadline(this.#timeoutMs, signal);
    try {
      const response = await this.#fetch(url, {
        method,
        headers: {
          accept: "application/json",
          ...headers,
          ...(authorized && this.#key !== undefined ? { authorization: `Bearer ${this.#key}` } : {}),
        },
        signal: deadline.signal,
        ...(body === undefined ? {} : { body }),
      });
      return await read(response, url, deadline);
    } catch (error) {
      deadline.end();
      return failureOf(error, url, deadline, signal);
    }
  }
}

/** Why no answer came. Throws what the caller's signal says. */
const failureOf = (error: unknown, url: string, deadline: Deadline, signal: AbortSignal | undefined) => {
  signal?.throwIfAborted();
  return deadline.isOver ? new TimeoutError(url, deadline.milliseconds) : new UnreachableError(url, error);
};

const readText: Read<Answer> = async (response, url, deadline) => {
  const text = await response.text();
  deadline.end();
  return { url, status: response.status, headers: response.headers, text };
};

const readPieces: Read<StreamedAnswer> = async (response, url, deadline) => ({
  url,
  status: response.status,
  headers: response.headers,
  pieces: piecesOf(response, url, deadline),
});

/** The body's text in pieces; each has the deadline anew. Throws where the body breaks off. */
async function* piecesOf(response: Response, url: string, deadline: Deadline): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      // Whoever takes the pieces may take their time.
      deadline.end();
      yield decoder.decode(read.value, { stream: true });
      deadline.renew();
    }
    yield decoder.decode();
  } catch (error) {
    throw failureOf(error, url, deadline, deadline.callers);
  } finally {
    deadline.end();
    await reader?.cancel().catch(() => undefined);
  }
}

/** The answer, unless there is none or it is a refusal: these are thrown, a refusal with the problem document's words. */
const accepted = (outcome: Outcome<Answer>): Answer => {
  if (outcome instanceof Error) throw outcome;
  if (outcome.status < 400) return outcome;
  throw refusalOf(outcome);
};

const refusalOf = ({ url, status, text }: Answer): RefusedError => new RefusedError(url, status, refusalIn(text));

/** Whether an answer is a failure that the operation itself tells of, as its schema has it: no proxy's, and no other server's. */
const isOwnFailure = (outcome: Outcome<Answer>, answers: Answers): outcome is Answer =>
  !(outcome instanceof Error) &&
  outcome.status >= 400 &&
  (answers[outcome.status]?.schema?.safeParse(jsonOf(outcome.text)).success ?? false);

/** The schema of whichever answer has one: an operation's answers differ in their status alone. */
const schemaIn = (answers: Answers): z.ZodType | undefined =>
  Object.values(answers).find(({ schema }) => schema !== undefined)?.schema;

const refusalIn = (text: string): Refusal => {
  const refusal = RefusalSchema.safeParse(jsonOf(text));
  return refusal.success ? refusal.data : { detail: text.slice(0, 200) };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a text says, as the schema gives it. InvalidAnswerError: it is not JSON, or breaks the schema. */
export const parsed = <T extends z.ZodType>(schema: T, { url, text }: Pick<Answer, "url" | "text">): z.infer<T> => {
  const json = jsonOf(text);
  if (json === undefined) throw new InvalidAnswerError(url, `not JSON: ${text.slice(0, 80)}`);
  const result = check(schema, json);
  if (result.success) return result.data;
  throw new InvalidAnswerError(url, issuesOf(result.error).map(formatIssue).join("; "), { cause: result.error });
};
