import type { Observation } from "../cells/observation.ts";
import type { Scale } from "../cells/scale.ts";
import { pairedDifference } from "../pairs/paired.ts";
import { holmAdjusted } from "./holm.ts";

/** A difference counts as found where its p-value is below this. */
export const SIGNIFICANCE = 0.05;

/** The ranks that the data leave open to an entry. */
export interface RankInterval {
  from: number;
  to: number;
}

/** All comparisons of some contenders, named by their positions. */
export interface Comparisons {
  /** The p-value, adjusted where Holm's correction is on. */
  pValue: (a: number, b: number) => number;
  /** Whether a is significantly better than b. */
  isBetter: (a: number, b: number) => boolean;
}

/** Compares each contender with each other; `holm` adjusts the p-values over all those pairs. */
export const compareAll = (
  contenders: readonly (readonly Observation[])[],
  scale: Scale,
  holm: boolean,
): Comparisons => {
  const pValues: number[] = [];
  const differences: number[] = [];
  contenders.forEach((ours, a) => {
    for (const theirs of contenders.slice(a + 1)) {
      const { difference, pValue } = pairedDifference(ours, theirs, scale);
      differences.push(difference);
      pValues.push(pValue);
    }
  });
  const adjusted = holm ? holmAdjusted(pValues) : pValues;
  const pair = (a: number, b: number) => a * contenders.length - (a * (a + 1)) / 2 + (b - a - 1);
  const pValue = (a: number, b: number) => adjusted[a < b ? pair(a, b) : pair(b, a)] ?? 1;
  const difference = (a: number, b: number) => (a < b ? differences[pair(a, b)] : -(differences[pair(b, a)] ?? 0)) ?? 0;
  return { pValue, isBetter: (a, b) => difference(a, b) > 0 && pValue(a, b) < SIGNIFICANCE };
};

/** From 1 + (significantly better contenders) to count − (significantly worse ones), for each of `count` contenders. */
export const rankIntervals = (count: number, { isBetter }: Pick<Comparisons, "isBetter">): RankInterval[] => {
  const ranks = Array.from({ length: count }, () => ({ from: 1, to: count }));
  ranks.forEach((rank, a) => {
    ranks.forEach((other, b) => {
      if (a === b || !isBetter(a, b)) return;
      other.from++;
      rank.to--;
    });
  });
  return ranks;
};

/**
 * The tie group of each rank interval, from 1. Takes the intervals in the order of the estimates, best first; a new group starts where
 * an interval overlaps none before it.
 */
export const tieGroups = (ranks: readonly RankInterval[]): number[] => {
  let group = 0;
  let lowest = 0;
  return ranks.map(({ from, to }) => {
    if (from > lowest) group++;
    lowest = Math.max(lowest, to);
    return group;
  });
};
