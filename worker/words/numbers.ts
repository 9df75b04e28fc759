/** The two ends of an interval. */
interface Range {
  low: number;
  high: number;
}

/** What a board is ordered by: a success rate or a score on the suite's own scale. */
type Metric = "success" | "score";

/** What stands for a value that nobody stated. */
export const UNKNOWN = "n/a";

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const FINE = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** A whole number with thousands apart. */
export const formatCount = (count: number): string => WHOLE.format(count);

/** A count with its noun: "1 run", "1,200 runs". */
export const formatCounted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** A rate from 0 to 1 in per cent: "72.4%". */
export const formatRate = (rate: number | null | undefined): string =>
  rate == null ? UNKNOWN : `${(100 * rate).toFixed(1)}%`;

/** A share from 0 to 1 in whole per cent, where less than all never reads as 100%, nor more than nothing as 0%. */
export const formatShare = (share: number | null): string => {
  if (share === null) return UNKNOWN;
  if (share > 0 && share < 0.01) return "<1%";
  return share < 1 && share > 0.99 ? ">99%" : `${Math.round(100 * share)}%`;
};

/** A score on the suite's own scale, to three significant digits. */
export const formatScore = (score: number | null): string => (score === null ? UNKNOWN : ROUGH.format(score));

/** A number to the millionth, so that two which a comparison takes for different look different. */
export const formatExactly = (value: number | null): string => (value === null ? UNKNOWN : FINE.format(value));

/** A metric's value: a success rate in per cent, a score as it is. */
export const formatValue = (value: number | null, metric: Metric): string =>
  metric === "success" ? formatRate(value) : formatScore(value);

/** A figure space is as wide as a digit. */
const FIGURE_SPACE = "\u2007";

/** A value as wide as the widest, "100.0%", so that what stands behind it is aligned. */
export const padValue = (text: string): string => text.padStart("100.0%".length, FIGURE_SPACE);

/** An interval without unit: "68.3–76.1". */
export const formatInterval = (interval: Range | null, metric: Metric): string => {
  if (interval === null) return UNKNOWN;
  const { low, high } = interval;
  if (metric === "score") return `${formatScore(low)} to ${formatScore(high)}`;
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
};

/** A rank interval: "1–8", or "3" if the data single out one rank; "–" for no rank. */
export const formatRank = (rank: { from: number; to: number } | null): string => {
  if (rank === null) return "–";
  return rank.from === rank.to ? `${rank.from}` : `${rank.from}–${rank.to}`;
};

/** US dollars: cents, and four decimals below ten cents. */
export const formatDollars = (dollars: number | null): string => {
  if (dollars === null) return UNKNOWN;
  if (dollars >= 1000) return `$${WHOLE.format(dollars)}`;
  return `$${dollars !== 0 && dollars < 0.1 ? dollars.toFixed(4) : dollars.toFixed(2)}`;
};

/** Tokens in thousands or millions: "12.3k", "1.24M". */
export const formatTokens = (tokens: number | null): string => {
  if (tokens === null) return UNKNOWN;
  if (tokens >= 999_500) return `${ROUGH.format(tokens / 1e6)}M`;
  return tokens >= 1000 ? `${ROUGH.format(tokens / 1000)}k` : WHOLE.format(tokens);
};

/** A duration in milliseconds as a reader says it: "0.4 s", "42 s", "3 min 20 s", "2 h 5 min". */
export const formatDuration = (milliseconds: number | null): string => {
  if (milliseconds === null) return UNKNOWN;
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${WHOLE.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
};

/** A moment to the minute in UTC: "2026-08-01 12:00 UTC". Takes ISO 8601 in UTC, of whatever year. */
export const formatMoment = (moment: string): string => {
  const [day, time = ""] = moment.split("T");
  return `${day} ${time.slice(0, 5)} UTC`;
};

/** The day of a moment in seconds since 1970, in UTC: "2026-08-01"; "n/a" for none. */
export const formatDay = (seconds: number): string =>
  seconds === 0 ? UNKNOWN : new Date(seconds * 1000).toISOString().slice(0, 10);
