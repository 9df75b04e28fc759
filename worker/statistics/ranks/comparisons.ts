import type { Scale } from "../cells/scale.ts";
import type { Contender } from "../pairs/contender.ts";
import { leadOf } from "../pairs/lead.ts";
import { pairCount, pairPlace } from "./pair-list.ts";

/** All comparisons of some contenders, who are named by their positions: one a pair, in the order of `pairPlace`. */
export interface Comparisons {
  count: number;
  /** Two-sided, not corrected for the number of comparisons. */
  pValues: Float64Array;
  /** Positive: the first of the pair is ahead; negative: the second is; 0: neither. */
  signs: Int8Array;
}

/** Compares each contender with each other. It takes 9 bytes and one test a pair: 18 MB for 2,000 contenders. */
export const compareAll = (contenders: readonly Contender[], scale: Scale): Comparisons => {
  const count = contenders.length;
  const pValues = new Float64Array(pairCount(count));
  const signs = new Int8Array(pValues.length);
  contenders.forEach((ours, a) => {
    contenders.slice(a + 1).forEach((theirs, position) => {
      const { pValue, sign } = leadOf(ours, theirs, scale);
      const place = pairPlace(count, a, a + 1 + position);
      pValues[place] = pValue;
      signs[place] = sign;
    });
  });
  return { count, pValues, signs };
};
