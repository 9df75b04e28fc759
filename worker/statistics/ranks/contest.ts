import type { Board } from "../board/board.ts";
import { fillCells } from "../board/fill.ts";
import { reachesShare } from "../board/find-board.ts";
import type { Observation } from "../cells/observation.ts";
import type { Scale } from "../cells/scale.ts";
import { type Estimate, estimateOf } from "../intervals/estimate.ts";
import { type Contender, contenderOf, wholeContender } from "../pairs/contender.ts";

/** An entry on a board, in the direction in which more is better. */
export interface Contestant {
  /** Position in the suite's entries. */
  entry: number;
  /** Its cells of the board that it ran. */
  observations: readonly Observation[];
  /** Of a ranked entry with what it lacks at its worst, and from the worst lower end to the best upper end. */
  estimate: Estimate;
  /** The mean with what it lacks at its best. */
  atMost: number | null;
  /** How it is compared with other ranked ones; undefined if it is not ranked. */
  contender: Contender | undefined;
}

/** From the lower end with what lacks at its worst to the upper end with what lacks at its best. */
const estimateBetween = (worst: Estimate, best: Estimate): Estimate => ({
  ...worst,
  interval: worst.interval && best.interval && { low: worst.interval.low, high: best.interval.high },
});

/** An entry's place in the contest. Takes its sorted observations of the board's cells, the board's cells, and its scale. */
export const enter = (
  entry: number,
  observations: readonly Observation[],
  { places, share }: Pick<Board, "places" | "share">,
  scale: Scale,
): Contestant => {
  const isComplete = observations.length === places.length;
  const isRanked =
    observations.length > 0 &&
    reachesShare(observations.length, places.length, share) &&
    (isComplete || scale.ends !== null);
  if (!isRanked || isComplete) {
    const estimate = estimateOf(observations, scale);
    const contender = isRanked ? wholeContender(observations, scale) : undefined;
    return { entry, observations, estimate, atMost: estimate.value, contender };
  }
  const worst = fillCells(observations, places, scale.ends?.low ?? 0);
  const best = fillCells(observations, places, scale.ends?.high ?? 0);
  const [atWorst, atBest] = [estimateOf(worst, scale), estimateOf(best, scale)];
  return {
    entry,
    observations,
    estimate: estimateBetween(atWorst, atBest),
    atMost: atBest.value,
    contender: contenderOf(worst, best, scale),
  };
};
