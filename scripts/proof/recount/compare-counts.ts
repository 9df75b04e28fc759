import { type Count, type Counts, tierOf } from "./count-runs.ts";
import type { PageTable } from "./read-pages.ts";

export interface Comparison {
  /** Rows of leaderboards that were held against the files. */
  compared: number;
  /** A line for each difference. */
  differences: string[];
}

/** What the files have of each entry that ran the table's tier, in the cells of its board. */
const countOnBoard = (counts: Counts, { suite, tier, board }: PageTable): Map<string, Count> => {
  const onBoard = new Map<string, Count>();
  for (const [entry, cells] of counts.get(suite) ?? []) {
    for (const [cell, { pass, counted }] of cells) {
      if (tier !== null && tierOf(cell) !== tier) continue;
      const count = onBoard.get(entry) ?? { pass: 0, counted: 0 };
      onBoard.set(entry, count);
      if (!board.has(cell)) continue;
      count.pass += pass;
      count.counted += counted;
    }
  }
  return onBoard;
};

/** Holds every row of every leaderboard against the counts, and every entry of the counts against its suite's whole leaderboard. */
export const compareCounts = (counts: Counts, tables: readonly PageTable[]): Comparison => {
  const differences: string[] = [];
  let compared = 0;
  for (const table of tables) {
    const { page, suite, tier, entries } = table;
    const counted = countOnBoard(counts, table);
    for (const entry of new Set([...counted.keys(), ...entries.keys()])) {
      compared += 1;
      const expected = counted.get(entry);
      const shown = entries.get(entry);
      if (expected?.pass === shown?.pass && expected?.counted === shown?.counted) continue;
      differences.push(
        `${page}: ${suite} ${tier ?? "all tiers"} ${entry}: page ${inWords(shown)}, files ${inWords(expected)}`,
      );
    }
  }
  const shown = new Set(tables.filter(({ tier }) => tier === null).map(({ suite }) => suite));
  for (const suite of counts.keys()) if (!shown.has(suite)) differences.push(`${suite} is in the files but on no page`);
  return { compared, differences };
};

const inWords = (count: Count | undefined): string =>
  count === undefined ? "has no such entry" : `${count.pass} of ${count.counted}`;
