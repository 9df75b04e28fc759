import type { Problem } from "#contract/service/problem.ts";
import { apiAddress } from "../tables/api-address.ts";

/** The API did not answer, or something else answered in its place. */
export class ApiUnreachable extends Error {}

/** The API answered that it cannot do what was asked; the message is for the reader. */
export class ApiRefusal extends Error {}

/** How long to wait for an answer, in milliseconds. */
const DEADLINE = 20_000;

const unreachable = (cause: unknown): never => {
  throw new ApiUnreachable("the API does not answer", { cause });
};

/** An answer as text. Throws ApiUnreachable, also when the signal is aborted. */
const ask = async (path: string, accept: string, signal: AbortSignal) => {
  const response = await fetch(apiAddress(path), {
    headers: { Accept: accept },
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
  }).catch(unreachable);
  return { response, text: await response.text().catch(unreachable) };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return unreachable(cause);
  }
};

const refuse = ({ status }: Response, text: string): never => {
  throw new ApiRefusal((parse(text) as Partial<Problem> | null)?.detail ?? `the API answered ${status}`);
};

/**
 * Reads a path of the API. Returns the body, and the cursor of the next page if there is one. Throws ApiUnreachable, also when the
 * signal is aborted, or ApiRefusal.
 */
export const fetchApi = async <T>(path: string, signal: AbortSignal): Promise<{ body: T; next?: string }> => {
  const { response, text } = await ask(path, "application/json", signal);
  if (!response.ok) return refuse(response, text);
  const body = parse(text) as T;
  const next = response.headers.get("X-Next-Cursor");
  return next ? { body, next } : { body };
};

/** Reads lines of JSON from a path of the API. Throws as fetchApi does. */
export const fetchLines = async <T>(path: string, signal: AbortSignal): Promise<T[]> => {
  const { response, text } = await ask(path, "application/x-ndjson", signal);
  if (!response.ok) return refuse(response, text);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parse(line) as T);
};
