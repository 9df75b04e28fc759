import type { Scale } from "../cells/scale.ts";
import { type PairedDifference, pairedDifference, sharedDifference } from "../pairs/paired.ts";
import type { Contestant } from "./contest.ts";
import type { Ranking } from "./ranking.ts";
import { LEVEL } from "./told-apart.ts";

/** Two entries of a board, compared. */
interface Comparison extends PairedDifference {
  /** The p-value corrected for the comparisons of each of the two; the plain one where not both are ranked. */
  adjustedPValue: number;
  /** Whether that is at most 0.05. */
  isTold: boolean;
}

/** Entry a minus entry b, by their positions in the suite's entries; undefined if they share no cell or are the same. */
export type Pairs = (a: number, b: number) => Comparison | undefined;

/** Compares any two entries of a board: ranked ones as the ranking does, others over the cells that both ran. */
export const pairsOf = (contestants: readonly Contestant[], { told }: Pick<Ranking, "told">, scale: Scale): Pairs => {
  const byEntry = new Map(contestants.map((contestant) => [contestant.entry, contestant]));
  const ranked = contestants.filter(({ contender }) => contender);
  const placeOf = new Map(ranked.map(({ entry }, place) => [entry, place]));
  return (a, b) => {
    const [ours, theirs] = [byEntry.get(a), byEntry.get(b)];
    if (!ours || !theirs || ours === theirs) return undefined;
    if (ours.contender && theirs.contender) {
      const adjustedPValue = told.pValue(placeOf.get(a) ?? 0, placeOf.get(b) ?? 0);
      const difference = pairedDifference(ours.contender, theirs.contender, scale);
      return { ...difference, adjustedPValue, isTold: adjustedPValue <= LEVEL };
    }
    const difference = sharedDifference(ours.observations, theirs.observations, scale);
    if (difference.n === 0) return undefined;
    return { ...difference, adjustedPValue: difference.pValue, isTold: difference.pValue <= LEVEL };
  };
};
