import { keysOf } from "#contract/names/records.ts";
import type { Figure, Usage } from "#statistics/costs/usage.ts";
import { dollarFormat, durationFormat, tokenFormat } from "#words/column-amounts.ts";
import { type Amount, formatShare, UNKNOWN } from "#words/numbers.ts";
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
    (
      heading: string,
      reported: Reported,
      [name, own]: readonly [name: string, own: string],
      formatOf: (amounts: readonly Amount[]) => (amount: Amount) => string,
      amountOf: (usage: Usage) => number | null = (usage) => usage[reported].mean,
    ): Page<Row> =>
    (rows) => {
      if (!rows.some(({ usage }) => usage[reported].runs > 0)) return undefined;
      const format = formatOf(rows.map(({ usage }) => amountOf(usage)));
      return {
        ...{ heading, method: METHOD.cost, kind: "figure", class: own, sort: { name, best: "low" } },
        cell: { text: ({ usage }) => format(amountOf(usage)) },
      };
    };
  return [
    {
      page: page("Cost a run", "cost", ["cost", "x1"], dollarFormat),
      fields: {
        costUsdTotal: ({ usage }) => usage.cost.total,
        costUsdMean: ({ usage }) => usage.cost.mean,
        costShare: ({ usage }) => usage.cost.share,
      },
    },
    {
      page: page("Cost a success", "cost", ["cost-of-success", "x2"], dollarFormat, (usage) => usage.costPerSuccess),
      fields: { costUsdPerSuccess: ({ usage }) => usage.costPerSuccess },
    },
    {
      page: page("Tokens a run", "tokens", ["tokens", "x3"], tokenFormat),
      fields: { tokensMean: ({ usage }) => usage.tokens.mean, tokensShare: ({ usage }) => usage.tokens.share },
    },
    {
      page: page("Time a run", "duration", ["time", "x4"], durationFormat),
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

const lists = new Map<string, string>();

/** Things in a list; kept, since the pages of hundreds of tasks name the same few. */
const listOf = (things: readonly string[]): string => {
  const key = things.join();
  const list = lists.get(key) ?? LIST.format(things);
  lists.set(key, list);
  return list;
};

/** A sentence on what no run reports; empty if each thing is reported by some. */
export const describeUnreported = (unreported: readonly string[]): string =>
  unreported.length === 0 ? "" : `No run here reports its ${listOf(unreported)}, so there is no column for that.`;

const AMOUNTS = { cost: "Costs", tokens: "tokens", duration: "times" } as const;

/** A sentence on how many of the runs report what the means of these rows are of; empty where all do, or none. */
export const describeShares = (rows: readonly { usage: Usage }[]): string => {
  const shares = rows.flatMap(({ usage }) =>
    keysOf(AMOUNTS).flatMap((reported) => (usage[reported].mean === null ? [] : (usage[reported].share ?? []))),
  );
  const least = Math.min(...shares);
  return shares.length === 0 || least === 1
    ? ""
    : `${Object.values(AMOUNTS).join(", ").replace(", times", " and times")} are means over the runs that report them: at least ${formatShare(least)} of an entry’s.`;
};
