import { formatCount, formatCounted, formatValue } from "./numbers.ts";

/** A group of a board's entries, as its head names it. */
export interface GroupFacts {
  /** From 1; null for the entries that are not ranked. */
  group: number | null;
  entries: number;
  /** How many entries are ranked. */
  ranked: number;
  /** The highest and the lowest estimate in it; null where there is none. */
  from: number | null;
  to: number | null;
  metric: "success" | "score";
  /** The share of the board's cells that ranks, and how many cells there are. */
  share: number;
  cells: number;
}

const rangeOf = ({ from, to, metric }: GroupFacts): string => {
  const [high, low] = [formatValue(from, metric), formatValue(to, metric)];
  return high === low ? high : `${high.replace("%", "")} to ${low}`;
};

/** Who is clearly better than an entry of the first group: none. */
const othersOf = ({ entries, ranked }: GroupFacts): string => {
  if (ranked === 2)
    return entries === 1 ? "the other one is not clearly better" : "neither is clearly better than the other";
  return `none of the ${formatCount(ranked)} is clearly better than ${entries === 1 ? "it" : "any of them"}`;
};

/** What a group of a board is, and what is to know of it: the first in bold letters, the second after it. */
export const describeGroup = (facts: GroupFacts): { name: string; says: string } => {
  const { group, entries, ranked, share, cells } = facts;
  const counted = formatCounted(entries, "entry", "entries");
  if (group === null) {
    if (cells === 0)
      return { name: "Not ranked", says: `${counted} whose runs do not say whether they solved their tasks` };
    const least = `${formatCount(Math.round(1000 * share) / 10)}%`;
    return {
      name: "Not ranked",
      says: `${counted} that ran less than ${least} of the board’s ${formatCounted(cells, "cell")}`,
    };
  }
  if (group > 1) return { name: `Group ${formatCount(group)}`, says: `${counted}, ${rangeOf(facts)}` };
  if (ranked === 1) return { name: "The only ranked entry", says: rangeOf(facts) };
  const others = othersOf(facts);
  return { name: entries === 1 ? "First, or may be" : "May be first", says: `${counted}; ${others}` };
};
