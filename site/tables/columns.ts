import type { Figure } from "#statistics/costs/usage.ts";
import type { Standing } from "#statistics/ranks/leaderboard.ts";
import { formatDollars, formatDuration, formatTokens } from "#words/amounts.ts";
import { formatCount, formatShare, UNKNOWN } from "#words/numbers.ts";

/** Where the methodology explains a column. */
export const METHOD = {
  rank: "/docs/methodology/#ranks-and-ties",
  estimate: "/docs/methodology/#success-rate",
  score: "/docs/methodology/#score",
  outcomes: "/docs/methodology/#outcomes",
  coverage: "/docs/methodology/#coverage",
  cost: "/docs/methodology/#cost-tokens-and-time",
  difficulty: "/docs/methodology/#difficulty",
  batches: "/docs/methodology/#batches",
} as const;

/** A column of a leaderboard that holds one plain figure. */
export interface FigureColumn {
  label: string;
  method: string;
  text: (standing: Standing) => string;
  /** Whether some of the board's entries have something to show there. */
  isKnown: (standing: Standing) => boolean;
}

const countColumn = (
  label: string,
  measure: "unknownFailure" | "notStated" | "notFinal" | "excluded",
): FigureColumn => ({
  label,
  method: METHOD.outcomes,
  text: (standing) => formatCount(standing[measure]),
  isKnown: (standing) => standing[measure] > 0,
});

/** A figure's mean or total, with the share of the runs that report it unless that is all of them. */
export const withShare = (
  figure: Figure,
  format: (amount: number | null) => string,
  what: "mean" | "total" = "mean",
): string => {
  const { [what]: amount, share } = figure;
  return amount === null ? UNKNOWN : share === 1 ? format(amount) : `${format(amount)} (${formatShare(share)})`;
};

const always = () => true;

const COLUMNS: readonly FigureColumn[] = [
  {
    label: "Coverage",
    method: METHOD.coverage,
    text: ({ covered, coverable }) => formatShare(coverable === 0 ? null : covered / coverable),
    isKnown: always,
  },
  {
    label: "Infrastructure errors / timeouts",
    method: METHOD.outcomes,
    text: ({ infrastructureError, timeout }) => `${formatCount(infrastructureError)} / ${formatCount(timeout)}`,
    isKnown: always,
  },
  countColumn("Unknown failures", "unknownFailure"),
  countColumn("No verdict", "notStated"),
  countColumn("Not final", "notFinal"),
  countColumn("Excluded", "excluded"),
  {
    label: "Cost per run",
    method: METHOD.cost,
    text: ({ usage }) => withShare(usage.cost, formatDollars),
    isKnown: ({ usage }) => usage.cost.runs > 0,
  },
  {
    label: "Cost per success",
    method: METHOD.cost,
    text: ({ usage }) => formatDollars(usage.costPerSuccess),
    isKnown: ({ usage }) => usage.cost.runs > 0,
  },
  {
    label: "Tokens per run",
    method: METHOD.cost,
    text: ({ usage }) => withShare(usage.tokens, formatTokens),
    isKnown: ({ usage }) => usage.tokens.runs > 0,
  },
  {
    label: "Time per run",
    method: METHOD.cost,
    text: ({ usage }) => withShare(usage.duration, formatDuration),
    isKnown: ({ usage }) => usage.duration.runs > 0,
  },
];

/** The columns that have something to show on a board, and the names of what no run of it reports. */
export const figureColumns = (standings: readonly Standing[]): { columns: FigureColumn[]; unreported: string[] } => {
  const columns = COLUMNS.filter(({ isKnown }) => standings.some(isKnown));
  const unreported = [
    ...(standings.some(({ usage }) => usage.cost.runs > 0) ? [] : ["cost"]),
    ...(standings.some(({ usage }) => usage.tokens.runs > 0) ? [] : ["tokens"]),
    ...(standings.some(({ usage }) => usage.duration.runs > 0) ? [] : ["time"]),
  ];
  return { columns, unreported };
};

const LIST = new Intl.ListFormat("en", { type: "conjunction" });

/** A sentence on what no run reports; empty if each is reported by some. */
export const describeUnreported = (unreported: readonly string[]): string =>
  unreported.length === 0
    ? ""
    : `No run here reports its ${LIST.format(unreported)}: n/a for every entry, so those columns are left out.`;
