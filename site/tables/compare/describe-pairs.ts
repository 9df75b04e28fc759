import { formatCount } from "#words/numbers.ts";

/** In how many of some pairs of entries one is clearly better. */
export const describePairs = (pairs: readonly { isTold: boolean }[]): string => {
  const told = pairs.filter(({ isTold }) => isTold).length;
  if (pairs.length === 1)
    return told === 1 ? "One of the two is clearly better." : "Neither of the two is clearly better.";
  return `Of these ${formatCount(pairs.length)} pairs, ${told === 0 ? "none has" : told === 1 ? "one has" : `${formatCount(told)} have`} a clearly better entry.`;
};
