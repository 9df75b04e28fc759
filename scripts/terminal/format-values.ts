import type { BatchSummary } from "#contract/batches/batch-details.ts";
import type { Coverage, EstimateAnswer, Totals } from "#contract/figures/figures.ts";

type Outcomes = Totals["outcomes"];

/** What stands for a value that nobody stated. */
export const UNKNOWN = "n/a";

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A whole number with thousands apart. */
export const formatCount = (count: number | null): string => (count === null ? UNKNOWN : WHOLE.format(count));

/** A count with its noun: "1 run", "1,200 runs". */
export const formatCounted = (count: number, one: string, many = `${one}s`): string =>
  `${WHOLE.format(count)} ${count === 1 ? one : many}`;

/** A rate from 0 to 1 in per cent: "72.4%". */
export const formatRate = (rate: number | null): string => (rate === null ? UNKNOWN : `${(100 * rate).toFixed(1)}%`);

/** A score on its suite's scale, to three significant digits. */
export const formatScore = (score: number | null | undefined): string =>
  score == null ? UNKNOWN : ROUGH.format(score);

/** The 95 % interval of a rate in per cent, without unit: "68.3–76.1". */
export const formatRateInterval = ({ low, high }: Pick<EstimateAnswer, "low" | "high">): string =>
  low === null || high === null ? UNKNOWN : `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;

/** The 95 % interval of a mean score: "0.62–0.71"; with "to" where a minus sign would be misread. */
export const formatScoreInterval = ({ low, high }: Pick<EstimateAnswer, "low" | "high">): string =>
  low === null || high === null ? UNKNOWN : `${formatScore(low)}${low < 0 ? " to " : "–"}${formatScore(high)}`;

/** How much of what there is to run was run: "87/91". */
export const formatCoverage = ({ covered, coverable }: Coverage): string =>
  `${WHOLE.format(covered)}/${WHOLE.format(coverable)}`;

/** US dollars: cents, and four decimals below ten cents. */
export const formatDollars = (dollars: number | null): string => {
  if (dollars === null) return UNKNOWN;
  if (dollars >= 1000) return `$${WHOLE.format(dollars)}`;
  return `$${dollars.toFixed(dollars !== 0 && dollars < 0.1 ? 4 : 2)}`;
};

/** Tokens in thousands or millions: "12.3k", "1.24M". */
export const formatTokens = (tokens: number | null): string => {
  if (tokens === null) return UNKNOWN;
  if (tokens >= 999_500) return `${ROUGH.format(tokens / 1e6)}M`;
  return tokens >= 1000 ? `${ROUGH.format(tokens / 1000)}k` : WHOLE.format(tokens);
};

/** A duration in milliseconds: "0.4 s", "42 s", "3 min 20 s", "2 h 5 min". */
export const formatDuration = (milliseconds: number | null): string => {
  if (milliseconds === null) return UNKNOWN;
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${WHOLE.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
};

/** A moment to the minute, in UTC: "2026-08-01 12:00". Takes ISO 8601 in UTC, or milliseconds since 1970. */
export const formatMoment = (moment: string | number | null): string => {
  if (moment === null) return UNKNOWN;
  const text = typeof moment === "number" ? new Date(moment).toISOString() : moment;
  return text.slice(0, 16).replace("T", " ");
};

/** A name that may not be stated. */
export const formatName = (name: string | null | undefined): string => name ?? UNKNOWN;

const OUTCOMES = {
  pass: "pass",
  fail: "fail",
  timeout: "timeout",
  infrastructureError: "infrastructure error",
  unknownFailure: "unknown failure",
  notStated: "not stated",
  notFinal: "not final",
  excluded: "excluded",
} as const satisfies Record<keyof Outcomes, string>;

/** Runs by outcome, as a list of those that there are: "3 pass, 2 fail". */
export const formatOutcomes = (outcomes: Outcomes): string =>
  (Object.keys(OUTCOMES) as (keyof Outcomes)[])
    .filter((name) => outcomes[name] > 0)
    .map((name) => `${WHOLE.format(outcomes[name])} ${OUTCOMES[name]}`)
    .join(", ");

/** Whether a batch's runs bear out what its harness claims: "2 differ", "agree", or "n/a" where it claims nothing. */
export const formatClaims = ({ claimed, differences }: Pick<BatchSummary, "claimed" | "differences">): string => {
  if (differences.length > 0) return `${differences.length} differ`;
  return Object.values(claimed).some((claim) => claim !== null) ? "agree" : UNKNOWN;
};
