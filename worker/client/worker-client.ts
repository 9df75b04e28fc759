import * as z from "zod";
import { type Batch, type BatchSchema, BatchSubmittedSchema } from "#contract/batch.ts";
import { BulkSubmittedSchema } from "#contract/bulk.ts";
import { type Health, HealthSchema } from "#contract/health.ts";
import {
  type Key,
  type KeyIssued,
  KeyIssuedSchema,
  KeyListSchema,
  type KeyRequestSchema,
  KeySchema,
} from "#contract/key.ts";
import { type RunDetails, RunDetailsSchema, RunListSchema, type RunSchema, SubmittedSchema } from "#contract/run.ts";
import type { RunQuerySchema } from "#contract/run-query.ts";
import { SnapshotSchema } from "#contract/snapshot.ts";
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
  /** The most milliseconds that one try may take, its answer included. Default: 30,000. */
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
}

/** What GET /api/runs filters by: names as they are, moments as ISO 8601, limit 1 to 200, cursor from the page before. */
export type RunsQuery = { [name in keyof z.input<typeof RunQuerySchema>]?: string | number | undefined };

interface Request {
  path: string;
  method?: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

interface Answer {
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

/** How one try ended: with any answer at all, or without one. */
type Outcome = Answer | UnreachableError | TimeoutError;

/**
 * Talks to a Worker from Node, workerd or a browser; every answer is parsed by the contract.
 *
 * Lost connections, timeouts, 429 and passing server errors are tried again with exponential backoff and full jitter, and
 * Retry-After is honoured. That is safe for writes too: a run that went in before its answer was lost is a duplicate the second time.
 * Every failure is a WorkerError: RefusedError, UnreachableError, TimeoutError or InvalidAnswerError.
 */
export class WorkerClient {
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

  /** What the Worker says of itself, also while its database does not answer. Asked once: how long to wait is the caller's business. */
  async health({ signal }: Pick<CallOptions, "signal"> = {}): Promise<Health> {
    const outcome = await this.#try({ path: "/health" }, signal);
    const isHealth = !(outcome instanceof Error) && HealthSchema.safeParse(jsonOf(outcome.text)).success;
    return parsed(HealthSchema, isHealth ? outcome : accepted(outcome));
  }

  /** Submits one run with its evaluations and telemetry. RefusedError 409: the runId is there with other content. */
  async submitRun(run: z.input<typeof RunSchema>, options?: CallOptions): Promise<z.infer<typeof SubmittedSchema>> {
    const request = { path: "/api/results", body: JSON.stringify(run) };
    return parsed(SubmittedSchema, await this.#answer(this.#write(request, "application/json"), options));
  }

  /** Creates a batch or updates the fields that are stated. */
  async submitBatch(
    batch: z.input<typeof BatchSchema> | Batch,
    options?: CallOptions,
  ): Promise<z.infer<typeof BatchSubmittedSchema>> {
    const request = { path: "/api/results/batch", body: JSON.stringify(batch) };
    return parsed(BatchSubmittedSchema, await this.#answer(this.#write(request, "application/json"), options));
  }

  /** Submits many runs: NDJSON, one run a line, within MAX_BULK_LINES and MAX_BULK_BYTES. */
  async submitBulk(
    lines: string | Uint8Array<ArrayBuffer>,
    options?: CallOptions,
  ): Promise<z.infer<typeof BulkSubmittedSchema>> {
    const request = { path: "/api/results/bulk", body: lines };
    return parsed(BulkSubmittedSchema, await this.#answer(this.#write(request, "application/x-ndjson"), options));
  }

  /** The current snapshot with its ETag, or undefined if it is still the one that `etag` names. */
  async snapshot(
    options: CallOptions & { etag?: string | undefined } = {},
  ): Promise<{ snapshot: z.infer<typeof SnapshotSchema>; etag: string | undefined } | undefined> {
    const headers = options.etag === undefined ? {} : { "if-none-match": options.etag };
    const answer = await this.#answer({ path: "/api/snapshot", headers }, options);
    if (answer.status === 304) return undefined;
    return { snapshot: parsed(SnapshotSchema, answer), etag: answer.headers.get("etag") ?? undefined };
  }

  /** A page of runs, newest first, and the cursor of the next page if there is one. */
  async runs(
    query: RunsQuery = {},
    options?: CallOptions,
  ): Promise<{ runs: z.infer<typeof RunListSchema>; nextCursor: string | undefined }> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
    const search = parameters.size > 0 ? `?${parameters}` : "";
    const answer = await this.#answer({ path: `/api/runs${search}` }, options);
    return { runs: parsed(RunListSchema, answer), nextCursor: answer.headers.get("x-next-cursor") ?? undefined };
  }

  /** One run with its evaluations and telemetry. RefusedError 404: there is none of this name. */
  async run(runId: string, options?: CallOptions): Promise<RunDetails> {
    return parsed(RunDetailsSchema, await this.#answer({ path: `/api/runs/${encodeURIComponent(runId)}` }, options));
  }

  /** Every named key, newest first, without secrets. This and the calls for keys below need an admin key. */
  async keys(options?: CallOptions): Promise<Key[]> {
    return parsed(KeyListSchema, await this.#answer(this.#authorized({ path: "/api/keys" }), options));
  }

  /** Makes a named key and gives its token, which cannot be read again. Asked once: a second try could make a second key. */
  async createKey(key: z.input<typeof KeyRequestSchema>, options?: CallOptions): Promise<KeyIssued> {
    const request = this.#write({ path: "/api/keys", body: JSON.stringify(key) }, "application/json");
    return parsed(KeyIssuedSchema, await this.#answer(request, { retries: 0, ...options }));
  }

  /** Gives a key another secret; the old one stops at once. RefusedError 404: there is no such key, 409: it is not valid any more. */
  async rotateKey(id: string, options?: CallOptions): Promise<KeyIssued> {
    const request = this.#authorized({ path: `/api/keys/${encodeURIComponent(id)}/rotate`, method: "POST" });
    return parsed(KeyIssuedSchema, await this.#answer(request, options));
  }

  /** Revokes a key for good. RefusedError 404: there is no such key. */
  async revokeKey(id: string, options?: CallOptions): Promise<Key> {
    const request = this.#authorized({ path: `/api/keys/${encodeURIComponent(id)}`, method: "DELETE" });
    return parsed(KeySchema, await this.#answer(request, options));
  }

  #authorized(request: Request): Request {
    const authorization = this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}` };
    return { ...request, headers: { ...request.headers, ...authorization } };
  }

  #write(request: Request, contentType: string): Request {
    return this.#authorized({ ...request, method: "POST", headers: { "content-type": contentType } });
  }

  async #answer(request: Request, { signal, retries = this.#retries }: CallOptions = {}): Promise<Answer> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await this.#try(request, signal);
      const delay = attempt < retries ? this.#delayAfter(outcome, attempt) : undefined;
      if (delay === undefined) return accepted(outcome);
      await this.#sleep(delay, signal);
    }
  }

  /** The milliseconds to wait before the next try, or undefined if this outcome is final. */
  #delayAfter(outcome: Outcome, attempt: number): number | undefined {
    if (outcome instanceof Error) return backoffDelay(attempt, this.#random);
    const retryAfter = retryAfterMs(outcome.headers.get("retry-after"), Date.now());
    return delayAfterStatus(outcome.status, attempt, retryAfter, this.#random);
  }

  /** One try: any answer at all, or why there is none. Throws only what the caller's signal says. */
  async #try({ path, method = "GET", headers = {}, body }: Request, signal: AbortSignal | undefined): Promise<Outcome> {
    const url = this.url + path;
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#fetch(url, {
        method,
        headers: { accept: "application/json", ...headers },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body === undefined ? {} : { body }),
      });
      return { url, status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      signal?.throwIfAborted();
      return timeout.aborted ? new TimeoutError(url, this.#timeoutMs) : new UnreachableError(url, error);
    }
  }
}

/** The answer, unless there is none or it is a refusal: these are thrown, a refusal with the problem document's words. */
const accepted = (outcome: Outcome): Answer => {
  if (outcome instanceof Error) throw outcome;
  if (outcome.status < 400) return outcome;
  throw new RefusedError(outcome.url, outcome.status, refusalIn(outcome.text));
};

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

const parsed = <T extends z.ZodType>(schema: T, answer: Answer): z.infer<T> => {
  const json = jsonOf(answer.text);
  if (json === undefined) throw new InvalidAnswerError(answer.url, `not JSON: ${answer.text.slice(0, 80)}`);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new InvalidAnswerError(answer.url, z.prettifyError(result.error), { cause: result.error });
};
