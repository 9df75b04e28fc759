import { formatCount, orUnknown, roughly } from "./numbers.ts";

/** Money is kept in billionths of a dollar: anything less is known to be there, and no more. */
const LEAST_DOLLARS = 1e-9;

/**
 * US dollars: cents; below ten cents four decimals, or as many as two significant digits take, so that no known amount reads as
 * nothing: "$0.0139", "$0.000026".
 */
export const formatDollars = orUnknown((dollars) => {
  if (dollars >= 999.995) return `$${formatCount(dollars)}`;
  if (dollars === 0 || dollars >= 0.1) return `$${dollars.toFixed(2)}`;
  if (dollars < LEAST_DOLLARS) return "<$0.000000001";
  return `$${dollars.toFixed(Math.max(4, 1 + Math.ceil(-Math.log10(dollars))))}`;
});

/** Tokens in thousands or millions: "12.3k", "1.24M". */
export const formatTokens = orUnknown((tokens) => {
  if (tokens >= 999_500) return `${roughly(tokens / 1e6)}M`;
  if (tokens >= 999.5) return `${roughly(tokens / 1000)}k`;
  return tokens >= 100 ? formatCount(tokens) : roughly(tokens);
});

/** A duration in milliseconds as a reader says it: "12 ms", "0.4 s", "42 s", "3 min 20 s", "2 h 5 min". */
export const formatDuration = orUnknown((milliseconds) => {
  if (milliseconds > 0 && milliseconds < 99.5) return `${roughly(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${minutes % 60} min`;
});
