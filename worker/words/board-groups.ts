import { neededShare } from "./board.ts";
import { formatCount, formatCounted, formatValue } from "./numbers.ts";

/** A group of a board's entries, as its head names it. */
export interface GroupFacts {
  /** From 1; null for the entries that are not ranked. */
  group: number | null;
  entries: number;
  /** How many entries are ranked, and whether one is first for certain. */
  ranked: number;
  hasFirst: boolean;
  /** The highest and the lowest estimate in it; null where there is none. */
  from: number | null;
  to: number | null;
  metric: "success" | "score";
  /** The share of the board's cells that ranks (null: all, since the scores have no known ends), and how many cells there are. */
  share: number | null;
  cells: number;
}

const rangeOf = ({ from, to, metric }: GroupFacts): string => {
  const [high, low] = [formatValue(from, metric), formatValue(to, metric)];
  return high === low ? high : `${high.replace("%", "")} to ${low}`;
};

/** Who is clearly better than an entry of the first group: none. One that is first for certain is clearly better than all. */
const othersOf = ({ entries, ranked, hasFirst }: GroupFacts): string => {
  if (hasFirst)
    return `clearly better than ${ranked === 2 ? "the other one" : `each of the other ${formatCount(ranked - 1)}`}`;
  if (ranked === 2)
    return entries === 1 ? "the other one is not clearly better" : "neither is clearly better than the other";
  return entries === 1 ? "no other is clearly better" : "no other is clearly better than any of them";
};

/** What a group of a board is, and what is to know of it: the first in bold letters, the second after it. */
export const describeGroup = (facts: GroupFacts): { name: string; says: string } => {
  const { group, entries, ranked, hasFirst, cells } = facts;
  const counted = formatCounted(entries, "entry", "entries");
  if (group === null) {
    if (cells === 0) return { name: "Not ranked", says: `${counted} without a run that counts towards a success rate` };
    return { name: "Not ranked", says: `${counted} with runs that count in less than ${neededShare(facts)}` };
  }
  if (group > 1) return { name: `Group ${formatCount(group)}`, says: `${counted}, ${rangeOf(facts)}` };
  if (ranked === 1) return { name: "The only ranked entry", says: rangeOf(facts) };
  if (entries === ranked && ranked > 2) return { name: "May be first", says: `${counted}, no clear difference` };
  return { name: hasFirst ? "First" : "May be first", says: `${counted}; ${othersOf(facts)}` };
};
