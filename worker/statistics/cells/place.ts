/** A cell of a board, whoever runs it: positions of a scenario and a tier. */
export interface Place {
  scenario: number;
  tier: number;
}

/** More tiers than can be, so that a scenario and a tier make one number. */
const MOST_TIERS = 2 ** 24;

/** A number that no other place has. */
export const placeKey = ({ scenario, tier }: Place): number => scenario * MOST_TIERS + tier;

/** Sorts by scenario, then by tier. */
export const comparePlaces = (a: Place, b: Place): number => a.scenario - b.scenario || a.tier - b.tier;
