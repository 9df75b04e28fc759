import { group, mean } from "d3-array";
import { cellMean, type Observation } from "../cells/observation.ts";
import { type Place, placeKey } from "../cells/place.ts";

/** A cell to run next, and why. */
export interface NextCell extends Place {
  /** How often one run of each of the two would differ there. */
  separation: number;
  /** What a run of both costs there in US dollars; null: not known. */
  costUsd: number | null;
}

/** What a rate is drawn towards, as so many runs at the mean of all entries there. */
const PRIOR_RUNS = 2;

/** The rate of an entry in a cell: its runs there, and two more at the mean that all entries have there. */
const expectedRate = (own: Observation | undefined, usual: number): number =>
  ((own?.sum ?? 0) + PRIOR_RUNS * usual) / ((own?.runs ?? 0) + PRIOR_RUNS);

/**
 * The cells where one run of each of two entries would most often differ for the money, the best first: p(1 − q) + q(1 − p) divided by what it
 * costs, p and q the entries' rates there. Where a cost is not known the mean of the known ones stands in. A cell in the middle of the
 * difficulty says little where both do the same in it. Takes the observations of both and of all entries; and what a run of both costs in a cell.
 */
export const nextCells = (
  a: readonly Observation[],
  b: readonly Observation[],
  all: readonly Observation[],
  costOf: (place: Place) => number | null,
): NextCell[] => {
  const [ours, theirs] = [a, b].map((own) => new Map(own.map((cell) => [placeKey(cell), cell])));
  const cells = [...group(all, placeKey)].map(([key, own]): NextCell => {
    const usual = mean(own, cellMean) ?? 0.5;
    const [p, q] = [expectedRate(ours?.get(key), usual), expectedRate(theirs?.get(key), usual)];
    const [{ scenario, tier } = { scenario: 0, tier: 0 }] = own;
    return { scenario, tier, separation: p * (1 - q) + q * (1 - p), costUsd: costOf({ scenario, tier }) };
  });
  const usualCost = mean(cells, ({ costUsd }) => costUsd) || 1;
  const worth = ({ separation, costUsd }: NextCell) => separation / (costUsd || usualCost);
  return cells.sort((x, y) => worth(y) - worth(x) || x.scenario - y.scenario || x.tier - y.tier);
};
