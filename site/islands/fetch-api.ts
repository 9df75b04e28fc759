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

/**
 * Reads a path of the API. Returns the body, and the cursor of the next page if there is one. Throws ApiUnreachable, also when the
 * signal is aborted, or ApiRefusal.
 */
export const fetchApi = async <T>(path: string, signal: AbortSignal): Promise<{ body: T; next?: string }> => {
  const response = await fetch(apiAddress(path), {
    headers: { Accept: "application/json" },
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
  }).catch(unreachable);
  const body: unknown = await response.json().catch(unreachable);
  if (!response.ok)
    throw new ApiRefusal((body as Partial<Problem> | null)?.detail ?? `the API answered ${response.status}`);
  const next = response.headers.get("X-Next-Cursor");
  return next ? { body: body as T, next } : { body: body as T };
};
