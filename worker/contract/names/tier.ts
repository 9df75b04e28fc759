import { compareNames } from "./compare-names.ts";

/** The tiers whose names have a meaning, from the least help to the most, and then the one that misleads on purpose. */
export const KNOWN_TIERS = ["L0", "L1", "L2", "L3", "Lx"] as const;

const PLACES = new Map<string, number>(KNOWN_TIERS.map((tier, place) => [tier, place]));

/** Orders tiers by how much help they give: L0 to L3, Lx, then any other by name. */
export const compareTiers = (a: string, b: string): number => {
  const place = (tier: string) => PLACES.get(tier) ?? KNOWN_TIERS.length;
  return place(a) - place(b) || compareNames(a, b);
};
