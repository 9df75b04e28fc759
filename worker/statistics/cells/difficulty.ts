import type { Cell } from "#contract/snapshot/cells.ts";
import { cellMean, type Metric, observationOf } from "./observation.ts";

/** How hard a scenario is for the entries that ran it. */
export interface Difficulty {
  /** Position in the suite's scenarios. */
  scenario: number;
  /** The mean over the entries of each one's mean there: the lower, the harder. Null if no run counts. */
  mean: number | null;
  /** How many entries have a run that counts there, and how many of them have passed it at least once. */
  entries: number;
  solvedBy: number;
}

/** What the entries did at a scenario. Takes its sorted cells: means are added up in the order of entries, and an entry's in that of the tiers. */
const difficultyOf = (scenario: number, sorted: readonly Cell[], metric: Metric): Difficulty => {
  let [sum, entries, solvedBy] = [0, 0, 0];
  for (let place = 0; place < sorted.length; ) {
    const entry = sorted[place]?.entry;
    let [sumOfEntry, tiers, passes] = [0, 0, 0];
    for (let cell = sorted[place]; cell && cell.entry === entry; cell = sorted[++place]) {
      const observation = observationOf(cell, metric);
      passes += cell.pass;
      if (!observation) continue;
      sumOfEntry += cellMean(observation);
      tiers++;
    }
    if (tiers === 0) continue;
    sum += sumOfEntry / tiers;
    entries++;
    if (passes > 0) solvedBy++;
  }
  return { scenario, mean: entries > 0 ? sum / entries : null, entries, solvedBy };
};

/** Cells by entry and tier: first taken apart by entry, since to sort all at once takes several times as long. */
const sortCells = (cells: readonly Cell[]): Cell[] =>
  [...Map.groupBy(cells, ({ entry }) => entry)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, own]) => own.sort((a, b) => a.tier - b.tier));

/**
 * The scenarios of some cells, the hardest first, those without a run that counts last. Every entry weighs the same. It describes the
 * entries at hand and has no interval: they are no sample of anything.
 */
export const scenarioDifficulties = (cells: readonly Cell[], metric: Metric): Difficulty[] =>
  Array.from(
    Map.groupBy(sortCells(cells), ({ scenario }) => scenario),
    ([scenario, own]) => difficultyOf(scenario, own, metric),
  ).sort(
    (a, b) => (a.mean ?? Number.POSITIVE_INFINITY) - (b.mean ?? Number.POSITIVE_INFINITY) || a.scenario - b.scenario,
  );
