/** The longest Retry-After, in milliseconds, that is waited for; a longer one is for the caller to decide about. */
const LONGEST_RETRY_AFTER_MS = 120_000;

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 15_000;

/** How often a 503 without Retry-After is tried again: a Worker without a configured key answers so for good. */
const MOST_RETRIES_OF_503 = 4;

/**
 * The milliseconds to wait before try number `attempt + 2`: exponential backoff with full jitter, so that clients that lost
 * the same server do not come back together. `random` gives a number from 0 to 1.
 */
export const backoffDelay = (attempt: number, random: () => number): number =>
  random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);

/** The milliseconds that a Retry-After header asks for, as seconds or as a date; undefined if there is none to be read. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
};

/**
 * The milliseconds to wait before trying again after an answer with this status, or undefined if it is final.
 * `attempt` counts the retries so far; `retryAfter` is what the answer asks for.
 */
export const delayAfterStatus = (
  status: number,
  attempt: number,
  retryAfter: number | undefined,
  random: () => number,
): number | undefined => {
  const mayPass = status === 429 || (status >= 500 && status !== 501 && status !== 505);
  if (!mayPass) return undefined;
  if (retryAfter !== undefined) {
    return retryAfter > LONGEST_RETRY_AFTER_MS ? undefined : retryAfter + backoffDelay(0, random);
  }
  if (status === 503 && attempt >= MOST_RETRIES_OF_503) return undefined;
  return backoffDelay(attempt, random);
};

/** Waits; an aborted signal ends it early with the signal's reason. */
export const sleepFor = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
