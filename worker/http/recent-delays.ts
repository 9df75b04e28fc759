import { TREND_REQUESTS } from "./delay-band.ts";

/**
 * The times that the last requests spent in the database. Best effort: each isolate of the Worker remembers its own requests, and forgets
 * them when the platform ends it; what they tell is a hint for a person, nothing is decided by it.
 */
const delays: number[] = [];

/** Remembers how long a request, which asked the database, waited for it, in milliseconds. */
export const rememberDelay = (milliseconds: number): void => {
  delays.push(milliseconds);
  if (delays.length > TREND_REQUESTS) delays.shift();
};

/** What is remembered, in the order in which the requests ended; at most ten. */
export const recentDelays = (): readonly number[] => delays;
