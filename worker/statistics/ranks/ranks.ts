import type { Told } from "./told-apart.ts";

/** The ranks that the data leave open to an entry. */
export interface RankInterval {
  from: number;
  to: number;
}

type Above = Pick<Told, "count" | "isAbove">;

/** From 1 + (those told apart above it) to count − (those told apart below it), for each. */
export const rankIntervals = ({ count, isAbove }: Above): RankInterval[] => {
  const ranks = Array.from({ length: count }, () => ({ from: 1, to: count }));
  ranks.forEach((rank, a) => {
    ranks.forEach((other, b) => {
      if (a === b || !isAbove(a, b)) return;
      other.from++;
      rank.to--;
    });
  });
  return ranks;
};

/**
 * The group of each, from 1: those that nobody is told apart above are the first; without them, the same again. Within a group nobody is
 * told apart, and each of a lower group is told apart from at least one of the group above. Being above means a higher estimate, so that
 * there is always a first group and it ends.
 */
export const groupsOf = ({ count, isAbove }: Above): number[] => {
  const groups = new Array<number>(count).fill(0);
  let left = [...groups.keys()];
  const above = left.map((a) => left.filter((b) => a !== b && isAbove(b, a)).length);
  for (let group = 1; left.length > 0; group++) {
    const members = left.filter((a) => above[a] === 0);
    if (members.length === 0) throw new RangeError("each of some entries is above another of them");
    for (const member of members) groups[member] = group;
    left = left.filter((a) => groups[a] === 0);
    for (const a of left) above[a] = (above[a] ?? 0) - members.filter((b) => isAbove(b, a)).length;
  }
  return groups;
};

/**
 * The first clear gap: the fewest that all who come after are told apart from, each from each. Takes the positions in the table's order;
 * null where there is none.
 */
export const firstClearGap = (order: readonly number[], { isAbove }: Pick<Told, "isAbove">): number | null => {
  // How many from the top on are all above this one.
  const clearOf = order.map((lower, place) => {
    const tied = order.findIndex((upper) => upper === lower || !isAbove(upper, lower));
    return Math.min(tied, place);
  });
  let least = Number.POSITIVE_INFINITY;
  let gap: number | null = null;
  for (let place = order.length - 1; place >= 1; place--) {
    least = Math.min(least, clearOf[place] ?? 0);
    if (least >= place) gap = place;
  }
  return gap;
};
