/** The two ends of an interval; null where the data do not tell one. */
interface Range {
  low: number | null;
  high: number | null;
}

/** What a board is ordered by: a success rate or a score on the suite's own scale. */
type Metric = "success" | "score";

/** A figure that may not be known. */
export type Amount = number | null | undefined;

/** What stands for a figure that nobody stated. */
export const UNKNOWN = "n/a";

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** Three significant digits, with thousands apart: "0.667", "12.3", "1,230". */
export const roughly = (value: number): string => ROUGH.format(value);

/** Makes a format for known figures one that says "n/a" for unknown ones. */
export const orUnknown =
  (format: (value: number) => string) =>
  (value: Amount): string =>
    value === null || value === undefined ? UNKNOWN : format(value);

/** A whole number with thousands apart. */
export const formatCount = orUnknown((count) =>
  // Most counts are small, and a build writes tens of thousands of them.
  Number.isInteger(count) && count > 0 && count < 1000 ? String(count) : WHOLE.format(count),
);

/** A count with its noun: "1 run", "1,200 runs". */
export const formatCounted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** A rate from 0 to 1 in per cent: "72.4%". Less than all never reads as 100.0%, nor more than nothing as 0.0%. */
export const formatRate = orUnknown((rate) => {
  if (rate > 0 && rate < 0.0005) return "<0.1%";
  return rate < 1 && rate >= 0.9995 ? ">99.9%" : `${(100 * rate).toFixed(1)}%`;
});

/** A share from 0 to 1 in whole per cent, where less than all never reads as 100%, nor more than nothing as 0%. */
export const formatShare = orUnknown((share) => {
  if (share > 0 && share < 0.01) return "<1%";
  return share < 1 && share > 0.99 ? ">99%" : `${Math.round(100 * share)}%`;
});

/** A score on the suite's own scale, to three significant digits. */
export const formatScore = orUnknown(roughly);

/**
 * A number as it was given, to so many decimals at most; one that would read 0 and is not, to three significant digits. To the
 * millionth, two numbers that a comparison takes for different look different.
 */
export const formatNumber = (value: Amount, decimals = 3): string =>
  orUnknown((known) =>
    known !== 0 && Math.abs(known) < 0.5 * 10 ** -decimals
      ? roughly(known)
      : known.toLocaleString("en", { maximumFractionDigits: decimals }),
  )(value);

/** A metric's value: a success rate in per cent, a score as it is. */
export const formatValue = (value: Amount, metric: Metric): string =>
  metric === "success" ? formatRate(value) : formatScore(value);

/** A metric's value with what it is: "72.4% solved", "mean score 0.62". */
export const describeValue = (value: Amount, metric: Metric): string =>
  metric === "success" ? `${formatRate(value)} solved` : `mean score ${formatScore(value)}`;

/** A figure space is as wide as a digit. */
const FIGURE_SPACE = "\u2007";

/** A value as wide as the widest, "100.0%", so that what stands behind it is aligned. */
export const padValue = (text: string): string => text.padStart("100.0%".length, FIGURE_SPACE);

/** An interval without unit: "68.3–76.1"; of scores "0.62 to 0.71", since a dash before a negative one would be misread. */
export const formatInterval = (interval: Range | null | undefined, metric: Metric): string => {
  const { low = null, high = null } = interval ?? {};
  if (low === null || high === null) return UNKNOWN;
  if (metric === "score") return `${formatScore(low)} to ${formatScore(high)}`;
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
};

/** A metric's value with what it is and its interval, where the data tell one: "72.4% solved (68.3–76.1)". */
export const describeEstimate = (
  { value, interval }: { value: Amount; interval: Range | null },
  metric: Metric,
): string => describeValue(value, metric) + (interval === null ? "" : ` (${formatInterval(interval, metric)})`);

/** A rank interval: "1–8", or "3" if the data single out one rank; "–" for no rank. */
export const formatRank = (rank: { from: number; to: number } | null): string => {
  if (rank === null) return "–";
  return rank.from === rank.to ? `${rank.from}` : `${rank.from}–${rank.to}`;
};

/** How much of what there is was done: "1,087/1,091". */
export const formatPart = (part: number, whole: number): string => `${formatCount(part)}/${formatCount(whole)}`;
