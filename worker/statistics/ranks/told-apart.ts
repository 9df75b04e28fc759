import type { Comparisons } from "./comparisons.ts";
import { holmAdjusted } from "./holm.ts";
import { pairPlace } from "./pair-list.ts";

/** Two entries are told apart where their comparison's p-value, corrected for the number of comparisons, is at most this. */
export const LEVEL = 0.05;

/**
 * What the p-values are corrected for: each entry's own comparisons, so that each rank interval holds with 95 %; or those of all pairs,
 * so that all of them hold at once.
 */
export type Correction = "own" | "all";

/** Which contenders are told apart. */
export interface Told {
  count: number;
  /** A pair's p-value after correction; it is the same either way round. */
  pValue: (a: number, b: number) => number;
  /** Whether a is clearly better than b. */
  isAbove: (a: number, b: number) => boolean;
}

/** Holm's correction within each contender's own comparisons; a pair has the larger of its two. */
const ownAdjusted = ({ count, pValues }: Comparisons): Float64Array => {
  const adjusted = new Float64Array(pValues.length);
  const own = new Float64Array(Math.max(0, count - 1));
  for (let a = 0; a < count; a++) {
    const placeOf = (b: number) => pairPlace(count, a, b < a ? b : b + 1);
    for (let b = 0; b < own.length; b++) own[b] = pValues[placeOf(b)] ?? 1;
    holmAdjusted(own).forEach((p, b) => {
      const place = placeOf(b);
      adjusted[place] = Math.max(adjusted[place] ?? 0, p);
    });
  }
  return adjusted;
};

/**
 * Which contenders the data tell apart. With the correction `own` each contender's comparisons are corrected among themselves, and a pair
 * is told apart where both agree, so that it has one answer wherever it is asked about.
 * Source: Holm (1979); Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for Ranks with Applications to Mobility across Neighbourhoods
 * and Academic Achievement across Countries, Review of Economic Studies 91:476–518: from the comparisons of one entry to its rank.
 */
export const tellApart = (comparisons: Comparisons, correction: Correction): Told => {
  const { count, pValues, signs } = comparisons;
  const adjusted = correction === "own" ? ownAdjusted(comparisons) : holmAdjusted(pValues);
  const pValue = (a: number, b: number) => adjusted[pairPlace(count, a, b)] ?? 1;
  const isAbove = (a: number, b: number) => {
    const sign = signs[pairPlace(count, a, b)] ?? 0;
    return (a < b ? sign > 0 : sign < 0) && pValue(a, b) <= LEVEL;
  };
  return { count, pValue, isAbove };
};
