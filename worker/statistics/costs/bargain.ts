import { least } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { Interval } from "../intervals/interval.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";
import { amountsOf } from "./amounts.ts";
import { compareAmounts } from "./compare-amounts.ts";

/** The cheapest of the entries that may be first. Entries are named by their positions in the suite's entries. */
export interface Bargain {
  entry: number;
  /** Who stands first, and how many times cheaper the entry is; null where that one's cost is not known, or it is the entry itself. */
  leader: number;
  times: { times: number; interval: Interval | null } | null;
  /** How much lower its success rate could be than the leader's, at the end of the 95 % interval; 0 for the leader itself. */
  worseBy: number;
}

/** How many times cheaper a is than b, over the scenarios of which both costs are known; null where neither tells. */
export const compareCosts = (a: readonly Cell[], b: readonly Cell[]): Bargain["times"] => {
  const compared = compareAmounts(amountsOf(a, "cost"), amountsOf(b, "cost"));
  return compared ? { times: compared.times, interval: compared.timesInterval } : null;
};

/**
 * Of the entries that may be first and whose cost is known the cheapest, how many times cheaper it is than the one that stands first, and how
 * much worse it could be. Null where no such cost is known, where over the tasks of both it is not the cheaper one, or where it could be worse by
 * more than the board's margin: that by few scenarios no difference is clear makes two entries no equals. Takes a board by success rate and
 * the cells of each of its entries.
 */
export const bargainOf = (
  { standings, pairs, margin }: Pick<Leaderboard, "standings" | "pairs" | "margin">,
  cellsOf: (entry: number) => readonly Cell[],
): Bargain | null => {
  const [leader] = standings.filter(({ group }) => group === 1);
  const known = standings.filter(({ group, usage }) => group === 1 && usage.cost.mean !== null);
  const cheapest = least(known, ({ usage }) => usage.cost.mean ?? 0);
  if (!leader || !cheapest) return null;
  if (cheapest === leader) return { entry: leader.entry, leader: leader.entry, times: null, worseBy: 0 };
  const interval = pairs(cheapest.entry, leader.entry)?.interval;
  if (!interval || -interval.low > margin) return null;
  const times = leader.usage.cost.mean === null ? null : compareCosts(cellsOf(cheapest.entry), cellsOf(leader.entry));
  if (times && times.times <= 1) return null;
  return { entry: cheapest.entry, leader: leader.entry, times, worseBy: Math.max(0, -interval.low) };
};
