import { paretoFrontier } from "#statistics/costs/pareto.ts";
import type { Interval } from "#statistics/intervals/interval.ts";
import { type Board, rankedOf } from "./boards.ts";

/** What a run takes. */
export type Amount = "cost" | "tokens" | "duration";

/** A ranked entry with what a run of it takes on average, in dollars, tokens or milliseconds, and what it reaches. */
export interface Reporting {
  entry: number;
  cost: number;
  value: number;
  interval: Interval | null;
}

/** The ranked entries of a board that report an amount, best first. */
export const reportingOf = (board: Board, amount: Amount): Reporting[] =>
  rankedOf(board).flatMap(({ entry, estimate: { value, interval }, usage }) => {
    const cost = usage[amount].mean;
    return value === null || cost === null || cost === 0 ? [] : [{ entry, cost, value, interval }];
  });

/** Those of them that have none which takes less and reaches as much, the cheapest first. */
export const frontierOf = (board: Board, amount: Amount): Reporting[] =>
  paretoFrontier(reportingOf(board, amount).map((item) => ({ cost: item.cost, value: item.value, item })));
