import type { Scale } from "../cells/scale.ts";
import type { Contender } from "../pairs/contender.ts";
import { compareAll } from "./comparisons.ts";
import { groupsOf, type RankInterval, rankIntervals } from "./ranks.ts";
import { type Told, tellApart } from "./told-apart.ts";

/** How the ranked entries of a board stand to each other. */
export interface Ranking {
  /** Which of them are told apart, by their positions in the list that was ranked. */
  told: Told;
  ranks: RankInterval[];
  jointRanks: RankInterval[];
  groups: number[];
}

/** The contenders with what they lack counted at its worst, whomever they are compared with. */
const atWorst = (contender: Contender): Contender => ({ ...contender, best: contender.worst });

const lacksNothing = ({ worst, best }: Contender): boolean => worst === best;

/** Which are told apart if what is lacking counts at its worst for all: by this the groups are made. `told`: with what is lacking as it may be. */
const toldAtWorst = (contenders: readonly Contender[], told: Told, scale: Scale): Told =>
  contenders.every(lacksNothing) ? told : tellApart(compareAll(contenders.map(atWorst), scale), "own");

/**
 * Ranks contenders. Rank intervals count what an entry lacks at its worst when it is to be better and at its best when another is. The
 * groups count it at its worst throughout, since leaving cells out must not bring an entry into a higher group.
 */
export const rankContenders = (contenders: readonly Contender[], scale: Scale): Ranking => {
  const comparisons = compareAll(contenders, scale);
  const told = tellApart(comparisons, "own");
  return {
    told,
    ranks: rankIntervals(told),
    jointRanks: rankIntervals(tellApart(comparisons, "all")),
    groups: groupsOf(toldAtWorst(contenders, told, scale)),
  };
};
