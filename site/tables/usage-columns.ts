import type { Figure, Usage } from "#statistics/costs/usage.ts";
import { formatDollars, formatDuration, formatTokens } from "#words/amounts.ts";
import { formatShare, UNKNOWN } from "#words/numbers.ts";
import type { Column, Page } from "./column.ts";
import { METHOD } from "./method.ts";

/** A figure's mean or total, with the share of the runs that report it unless that is all of them. */
export const withShare = (
  figure: Figure,
  format: (amount: number | null) => string,
  what: "mean" | "total" = "mean",
): string => {
  const { [what]: amount, share } = figure;
  return amount === null ? UNKNOWN : share === 1 ? format(amount) : `${format(amount)} (${formatShare(share)})`;
};

/** Something that runs may report of what they used. */
type Reported = Exclude<keyof Usage, "costPerSuccess">;

/** What runs used, over those that report it: a column for each figure that a page shows, on pages where some row has it. */
export const usageColumns = <Row extends { usage: Usage }>(): Column<Row>[] => {
  const page =
    (heading: string, reported: Reported, text: (usage: Usage) => string): Page<Row> =>
    (rows) =>
      rows.some(({ usage }) => usage[reported].runs > 0)
        ? { heading, method: METHOD.cost, kind: "figure", cell: { text: ({ usage }) => text(usage) } }
        : undefined;
  return [
    {
      page: page("Cost per run", "cost", ({ cost }) => withShare(cost, formatDollars)),
      fields: {
        costUsdTotal: ({ usage }) => usage.cost.total,
        costUsdMean: ({ usage }) => usage.cost.mean,
        costShare: ({ usage }) => usage.cost.share,
      },
    },
    {
      page: page("Cost per success", "cost", ({ costPerSuccess }) => formatDollars(costPerSuccess)),
      fields: { costUsdPerSuccess: ({ usage }) => usage.costPerSuccess },
    },
    {
      page: page("Tokens per run", "tokens", ({ tokens }) => withShare(tokens, formatTokens)),
      fields: { tokensMean: ({ usage }) => usage.tokens.mean, tokensShare: ({ usage }) => usage.tokens.share },
    },
    {
      page: page("Time per run", "duration", ({ duration }) => withShare(duration, formatDuration)),
      fields: {
        durationMsMean: ({ usage }) => usage.duration.mean,
        durationShare: ({ usage }) => usage.duration.share,
      },
    },
    {
      fields: {
        toolCallsMean: ({ usage }) => usage.toolCalls.mean,
        toolCallsShare: ({ usage }) => usage.toolCalls.share,
      },
    },
  ];
};

/** What a page of these rows leaves out, as no run of theirs reports it. */
export const unreportedIn = (rows: readonly { usage: Usage }[]): string[] =>
  (["cost", "tokens", "duration"] as const)
    .filter((reported) => !rows.some(({ usage }) => usage[reported].runs > 0))
    .map((reported) => (reported === "duration" ? "time" : reported));

const LIST = new Intl.ListFormat("en", { type: "disjunction" });

/** A sentence on what no run reports; empty if each thing is reported by some. */
export const describeUnreported = (unreported: readonly string[]): string =>
  unreported.length === 0 ? "" : `No run here reports its ${LIST.format(unreported)}, so there is no column for that.`;

/** A sentence on what the brackets behind figures say; empty where every figure shown is over all runs. */
export const describeShares = (rows: readonly { usage: Usage }[]): string =>
  rows.some(({ usage }) =>
    (["cost", "tokens", "duration"] as const).some(
      (reported) => usage[reported].mean !== null && usage[reported].share !== 1,
    ),
  )
    ? "A share in brackets says how many runs report a figure, where not all do."
    : "";
