import * as z from "zod";
import { Deadline } from "#client/deadline.ts";
import { backoffDelay, delayAfterStatus, retryAfterMs, sleepFor } from "#client/retry.ts";
import { ServiceError } from "./service-error.ts";

/** A little less than the five minutes after which fetch itself gives up. */
const TIMEOUT_MS = 290_000;

/** About half a minute of waiting in all. */
const RETRIES = 8;

/** How much of a service's reason is passed on, in characters. */
const LONGEST_REASON = 400;

export interface ServiceOptions {
  /** The most milliseconds that one try may take, its answer included. Default: 290,000. */
  timeoutMs?: number;
  /** How often a request is tried again before it fails. Default: 8. */
  retries?: number;
  /** Gives a number from 0 to 1 for the jitter of the waits. Default: Math.random. */
  random?: () => number;
  /** Waits that many milliseconds. Default: a timer. */
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface ServiceRequest<T> {
  /** The service's name, for a person. */
  service: string;
  url: string;
  headers: Record<string, string>;
  /** The secret in the headers: a service that repeats it must not have it published. */
  key: string;
  body: object;
  /** Takes from the JSON of an answer what is wanted. ServiceError or ZodError: it is not there. */
  read: (json: unknown) => T;
  signal: AbortSignal;
}

/**
 * Posts JSON and reads the JSON of the answer. A lost connection, a try that took too long, 429 and 5xx are tried again, after a wait
 * that grows or that the service asked for. ServiceError: the last try failed, or the service said no for good. An aborted signal
 * throws its reason.
 */
export const askService = async <T>(request: ServiceRequest<T>, options: ServiceOptions = {}): Promise<T> => {
  const { timeoutMs = TIMEOUT_MS, retries = RETRIES, random = Math.random, sleep = sleepFor } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await askOnce(request, timeoutMs);
    } catch (error) {
      if (!(error instanceof ServiceError) || attempt >= retries) throw error;
      const delay = delayAfter(error, attempt, random);
      if (delay === undefined) throw error;
      await sleep(delay, request.signal);
    }
  }
};

/** The milliseconds to wait before the next try, or undefined if there is to be none. */
const delayAfter = ({ status, retryAfter }: ServiceError, attempt: number, random: () => number): number | undefined =>
  status === undefined ? backoffDelay(attempt, random) : delayAfterStatus(status, attempt, retryAfter, random);

const askOnce = async <T>(request: ServiceRequest<T>, timeoutMs: number): Promise<T> => {
  const { service, key, read } = request;
  const { status, headers, text } = await post(request, timeoutMs);
  const json = jsonOf(text);
  if (status < 200 || status > 299) {
    const reason = (reasonIn(json) ?? text).replaceAll(key, "…").slice(0, LONGEST_REASON).toWellFormed();
    const retryAfter = retryAfterMs(headers.get("retry-after"), Date.now());
    throw new ServiceError(`${service} answered ${status}: ${reason || "no reason given"}`, { status, retryAfter });
  }
  try {
    return read(json);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ServiceError(`${service} gave an answer that cannot be read: ${z.prettifyError(error)}`, { status });
  }
};

const post = async <T>({ service, url, headers, body, signal }: ServiceRequest<T>, timeoutMs: number) => {
  signal.throwIfAborted();
  const deadline = new Deadline(timeoutMs, signal);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...headers },
      body: JSON.stringify(body),
      signal: deadline.signal,
      // Only some headers stay behind when a redirection leads elsewhere: a key must not travel.
      redirect: "manual",
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    signal.throwIfAborted();
    const reason = deadline.isOver ? `within ${timeoutMs} ms` : `(${causeOf(error)})`;
    throw new ServiceError(`no answer from ${service} ${reason}`, {}, { cause: error });
  } finally {
    deadline.end();
  }
};

/** What is behind an error of fetch, which only says that it failed: ECONNREFUSED, say. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return causeOf(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** How both services word an error; OpenRouter adds the words of the provider behind it. */
const FailureSchema = z.object({
  error: z.object({
    message: z.string(),
    metadata: z
      .object({ raw: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
});

/** The reason that an error of a service gives; undefined if it is in no known form. */
export const reasonIn = (json: unknown): string | undefined => {
  const error = FailureSchema.safeParse(json).data?.error;
  if (!error) return undefined;
  return error.metadata?.raw ? `${error.message}: ${error.metadata.raw}` : error.message;
};
