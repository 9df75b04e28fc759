import type { Problem } from "#contract/service/problem.ts";

/** Where the API is: another origin if the pages are built with PUBLIC_API_URL, else the page's own. */
export const apiAddress = (path: string): string => (import.meta.env.PUBLIC_API_URL ?? "").replace(/\/$/, "") + path;

/** The API did not answer, or something else answered in its place. */
export class ApiUnreachable extends Error {}

/** The API answered that it cannot do what was asked; the message is for the reader. */
export class ApiRefusal extends Error {}

/** How long to wait for an answer, in milliseconds. */
const PATIENCE = 20_000;

const ask = async (path: string, signal: AbortSignal): Promise<Response> => {
  try {
    return await fetch(apiAddress(path), {
      headers: { Accept: "application/json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiUnreachable("the API does not answer", { cause });
  }
};

const readBody = async (response: Response, signal: AbortSignal): Promise<unknown> => {
  try {
    return await response.json();
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiUnreachable(`answered ${response.status} without JSON`, { cause });
  }
};

/**
 * Reads a path of the API. Returns the body, and the cursor of the next page if there is one. Throws ApiUnreachable, ApiRefusal, or
 * the signal's reason once it is aborted.
 */
export const fetchApi = async <T>(path: string, signal: AbortSignal): Promise<{ body: T; next?: string }> => {
  const response = await ask(path, signal);
  const body = await readBody(response, signal);
  if (!response.ok)
    throw new ApiRefusal((body as Partial<Problem> | null)?.detail ?? `the API answered ${response.status}`);
  const next = response.headers.get("X-Next-Cursor");
  return next ? { body: body as T, next } : { body: body as T };
};
