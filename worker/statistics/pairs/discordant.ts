import { type Bitset, popCount } from "../cells/bitset.ts";

/** In how many places only a, and only b, has its bit set. */
export const discordant = (a: Bitset, b: Bitset): { won: number; lost: number } => {
  let won = 0;
  let lost = 0;
  for (let word = 0; word < a.length; word++) {
    const ours = a[word] ?? 0;
    const theirs = b[word] ?? 0;
    won += popCount(ours & ~theirs);
    lost += popCount(theirs & ~ours);
  }
  return { won, lost };
};
