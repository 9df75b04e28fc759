import { ALL_TIERS, type Count, type Counts } from "./count-runs.ts";
import type { PageTable } from "./read-pages.ts";

export interface Comparison {
  /** Rows of leaderboards that were held against the files. */
  compared: number;
  /** A line for each difference. */
  differences: string[];
}

/** Holds every row of every leaderboard against the counts, and every entry of the counts against its suite's whole leaderboard. */
export const compareCounts = (counts: Counts, tables: readonly PageTable[]): Comparison => {
  const differences: string[] = [];
  let compared = 0;
  for (const { page, suite, tier, entries } of tables) {
    const counted = counts.get(suite)?.get(tier) ?? new Map<string, Count>();
    for (const entry of new Set([...counted.keys(), ...entries.keys()])) {
      compared += 1;
      const expected = counted.get(entry);
      const shown = entries.get(entry);
      if (expected?.pass === shown?.pass && expected?.counted === shown?.counted) continue;
      differences.push(
        `${page}: ${suite} ${tier || "all tiers"} ${entry}: page ${inWords(shown)}, files ${inWords(expected)}`,
      );
    }
  }
  const shown = new Set(tables.filter(({ tier }) => tier === ALL_TIERS).map(({ suite }) => suite));
  for (const suite of counts.keys()) if (!shown.has(suite)) differences.push(`${suite} is in the files but on no page`);
  return { compared, differences };
};

const inWords = (count: Count | undefined): string =>
  count === undefined ? "has no such entry" : `${count.pass} of ${count.counted}`;
