import type { Cell } from "#contract/snapshot/cells.ts";
import type { Interval } from "../intervals/interval.ts";
import { partsOf, THINGS, type Thing } from "./amounts.ts";
import { ratioInterval } from "./ratio.ts";

/** The 95 % intervals of what an entry's runs used, in the units of the figures; null where the scenarios tell none. */
export interface UsageIntervals {
  cost: Interval | null;
  costPerSuccess: Interval | null;
  tokens: Interval | null;
  duration: Interval | null;
}

/** How sure the means of what an entry used are. Takes its cells; counts by scenario, over those that report. */
export const usageIntervals = (cells: readonly Cell[]): UsageIntervals => {
  const intervalOf = (thing: Thing, counts?: (cell: Cell) => number): Interval | null => {
    const { unit } = THINGS[thing];
    const interval = ratioInterval(partsOf(cells, THINGS[thing], counts));
    return interval && { low: interval.low / unit, high: interval.high / unit };
  };
  return {
    cost: intervalOf("cost"),
    costPerSuccess: intervalOf("cost", ({ costPasses }) => costPasses),
    tokens: intervalOf("tokens"),
    duration: intervalOf("duration"),
  };
};
