/** A cell of a board, whoever runs it: positions of a scenario and a tier. */
export interface Place {
  scenario: number;
  tier: number;
}

/** More scenarios than can be, so that a scenario and a tier make one number: of the first tiers a small one, which sets and maps find sooner. */
const MOST_SCENARIOS = 2 ** 24;

/** A number that no other place has. */
export const placeKey = ({ scenario, tier }: Place): number => tier * MOST_SCENARIOS + scenario;

/** Sorts by scenario, then by tier. */
export const comparePlaces = (a: Place, b: Place): number => a.scenario - b.scenario || a.tier - b.tier;
