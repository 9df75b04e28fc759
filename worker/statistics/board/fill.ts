import type { Observation } from "../cells/observation.ts";
import { comparePlaces, type Place } from "../cells/place.ts";

/**
 * An entry's cells on a board, with each that it lacks as one run of the given worth. Takes its sorted observations, all of them on the
 * board, and the board's sorted places.
 * Source: Manski (2003), Partial Identification of Probability Distributions: what is lacking at its worst and at its best.
 */
export const fillCells = (
  observations: readonly Observation[],
  places: readonly Place[],
  worth: number,
): readonly Observation[] => {
  if (observations.length === places.length) return observations;
  let next = 0;
  return places.map(({ scenario, tier }) => {
    const own = observations[next];
    if (own && comparePlaces(own, { scenario, tier }) === 0) {
      next++;
      return own;
    }
    return { scenario, tier, runs: 1, sum: worth, spread: 0 };
  });
};
