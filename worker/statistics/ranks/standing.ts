import { min } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import { countedRuns } from "../cells/outcome.ts";
import { type Usage, usageOf } from "../costs/usage.ts";
import { type UsageIntervals, usageIntervals } from "../costs/usage-intervals.ts";
import type { Estimate } from "../intervals/estimate.ts";
import type { RankInterval } from "./ranks.ts";

/** What an entry's runs on a board add up to. */
export interface Tally {
  /** Runs that count in the success rate, and those that count in the mean score. */
  counted: number;
  scored: number;
  pass: number;
  fail: number;
  timeout: number;
  refusal: number;
  unknownFailure: number;
  infrastructureError: number;
  notStated: number;
  notFinal: number;
  /** By decisions. */
  excluded: number;
  usage: Usage;
  /** How sure the means of that are. */
  usageIntervals: UsageIntervals;
  syntheticRuns: number;
  /** Run by the maker of the agent or of the model, and by somebody else; of the others nobody says. */
  firstPartyRuns: number;
  thirdPartyRuns: number;
  /** Seconds since 1970; the first of the cells that have a run that counts, 0 where none does. */
  firstRunAt: number;
  lastRunAt: number;
}

/** One entry's row of a leaderboard. */
export interface Standing extends Tally {
  /** Position in the suite's entries. */
  entry: number;
  /** Over the board's cells that it ran; of a ranked entry over all, with what it lacks at its worst. */
  estimate: Estimate;
  /** The mean with what it lacks at its best; the estimate's value where it lacks nothing or is not ranked. */
  atMost: number | null;
  /** Its cells of the board with a run that counts, and how many the board has. Coverage is their ratio. */
  covered: number;
  coverable: number;
  /** Null for an entry that has too few of the board's cells to be ranked. Each rank interval holds with 95 %. */
  rank: RankInterval | null;
  /** The rank interval with which those of all entries hold at once with 95 %; null likewise. */
  jointRank: RankInterval | null;
  /** From 1: those that nobody is told apart above, then the same again without them; null likewise. */
  group: number | null;
  /** Whether some of its cells have more runs than others: running again what failed raises a rate. */
  hasUnequalTrials: boolean;
}

/** Whether an entry stands in a lower group but could be first with what it lacks. */
export const couldBeFirst = ({
  rank,
  group,
  covered,
  coverable,
}: Pick<Standing, "rank" | "group" | "covered" | "coverable">): boolean =>
  rank?.from === 1 && group !== null && group > 1 && covered < coverable;

/** When the first run in the cells that have a run that counts started, in seconds since 1970; 0: none does. */
export const firstRunOf = (cells: readonly Cell[]): number =>
  min(cells, (cell) => (countedRuns(cell) > 0 || cell.scoreRuns > 0 ? cell.firstRunAt : undefined)) ?? 0;

/** Runs of each kind, and of each party, that some cells add up to. In one pass, and each by its own name: a build does it for every cell. */
const countRuns = (cells: readonly Cell[]) => {
  let [pass, fail, timeout, refusal, unknownFailure] = [0, 0, 0, 0, 0];
  let [scored, infrastructureError, notStated, notFinal, excluded] = [0, 0, 0, 0, 0];
  let [syntheticRuns, firstPartyRuns, thirdPartyRuns, lastRunAt] = [0, 0, 0, 0];
  for (const cell of cells) {
    pass += cell.pass;
    fail += cell.fail;
    timeout += cell.timeout;
    refusal += cell.refusal;
    unknownFailure += cell.unknownFailure;
    scored += cell.scoreRuns;
    infrastructureError += cell.infrastructureError;
    notStated += cell.notStated;
    notFinal += cell.notFinal;
    excluded += cell.excluded;
    syntheticRuns += cell.syntheticRuns;
    firstPartyRuns += cell.firstPartyRuns;
    thirdPartyRuns += cell.thirdPartyRuns;
    lastRunAt = Math.max(lastRunAt, cell.lastRunAt);
  }
  return {
    ...{ pass, fail, timeout, refusal, unknownFailure, scored, infrastructureError, notStated, notFinal, excluded },
    ...{ syntheticRuns, firstPartyRuns, thirdPartyRuns, lastRunAt },
  };
};

/** What some cells of one entry add up to. */
export const tallyOf = (cells: readonly Cell[]): Tally => {
  const counts = countRuns(cells);
  return {
    ...counts,
    counted: countedRuns(counts),
    usage: usageOf(cells),
    usageIntervals: usageIntervals(cells),
    firstRunAt: firstRunOf(cells),
  };
};
