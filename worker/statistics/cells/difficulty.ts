import { group, mean } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import { type Metric, observationsOf } from "./observation.ts";
import { scenarioMeans } from "./units.ts";

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

/**
 * The scenarios of some cells, the hardest first, those without a run that counts last. Every entry weighs the same. It describes the
 * entries at hand and has no interval: they are no sample of anything.
 */
export const scenarioDifficulties = (cells: readonly Cell[], metric: Metric): Difficulty[] =>
  Array.from(
    group(cells, ({ scenario }) => scenario),
    ([scenario, cellsOfScenario]) => {
      const byEntry = [...group(cellsOfScenario, ({ entry }) => entry)].sort(([a], [b]) => a - b);
      const means: number[] = [];
      let solvedBy = 0;
      for (const [, cellsOfEntry] of byEntry) {
        const [meanOfEntry] = scenarioMeans(observationsOf(cellsOfEntry, metric));
        if (meanOfEntry === undefined) continue;
        means.push(meanOfEntry);
        if (cellsOfEntry.some(({ pass }) => pass > 0)) solvedBy++;
      }
      return { scenario, mean: mean(means) ?? null, entries: means.length, solvedBy };
    },
  ).sort(
    (a, b) => (a.mean ?? Number.POSITIVE_INFINITY) - (b.mean ?? Number.POSITIVE_INFINITY) || a.scenario - b.scenario,
  );
