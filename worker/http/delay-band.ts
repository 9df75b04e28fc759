import type { DelayBand, DelayTrend } from "#contract/service/health.ts";

/** The band of a time spent in the database, in milliseconds: under 100, 300, 500, 1000, and beyond. */
export const delayBandOf = (milliseconds: number): DelayBand => {
  if (milliseconds < 100) return "optimal";
  if (milliseconds < 300) return "acceptable";
  if (milliseconds < 500) return "warning";
  if (milliseconds < 1000) return "slow";
  return "critical";
};

/** How many requests the trend looks back on. */
export const TREND_REQUESTS = 10;

const SLOW_MILLISECONDS = 500;
const SLOW_SHARE = 0.3;

/**
 * Whether too many of the last requests were slow, by their times in the database, in milliseconds, in the order in which they came.
 * `unknown` as long as there were fewer than ten.
 */
export const delayTrendOf = (milliseconds: readonly number[]): DelayTrend => {
  const last = milliseconds.slice(-TREND_REQUESTS);
  if (last.length < TREND_REQUESTS) return "unknown";
  return last.filter((one) => one >= SLOW_MILLISECONDS).length >= SLOW_SHARE * last.length ? "warning" : "steady";
};
