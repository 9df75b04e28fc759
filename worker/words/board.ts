import { formatDollars } from "./amounts.ts";
import { formatCount, formatCounted, roughly } from "./numbers.ts";

/** What sentences about a board rest on. */
export interface BoardFacts {
  /** How many entries are ranked, and how many ran too little of the board. */
  ranked: number;
  unranked: number;
  /** The names of the entries that may be first, best first. */
  leaders: readonly string[];
  /** The name of the entry that is first for certain; null where the data single out none. */
  first: string | null;
  /** How many ranked entries of lower groups could be first with what they lack. */
  couldBeFirst: number;
  /** How many entries all others are told apart from, each from each; null where there is no such gap. */
  firstClearGap: number | null;
  /** The board's cells, how many tasks they are of, and how many cells with runs that count are not part of it. */
  cells: number;
  tasks: number;
  /** The share of the cells that ranks; null where nobody states the ends of the scores, so that only an entry that lacks nothing has a rank. */
  share: number | null;
  outside: number;
  /** Whether a manifest states the cells, or they are found from the runs. */
  rule: "stated" | "found";
}

const entriesIn = (count: number) => formatCounted(count, "ranked entry", "ranked entries");

/** So much of its board an entry needs to be ranked: "90% of the board’s 20 cells", "all of the board’s 20 cells". */
export const neededShare = ({ share, cells }: Pick<BoardFacts, "share" | "cells">): string =>
  `${share === null || share === 1 ? "all" : `${Math.round(1000 * share) / 10}%`} of the board’s ${formatCounted(cells, "cell")}`;

/** Who may be first, in a sentence without its full stop. */
export const describeLead = (facts: BoardFacts): string => {
  const { ranked, leaders, first, couldBeFirst } = facts;
  const [leader = ""] = leaders;
  if (facts.cells === 0) return "No run counts towards a success rate, so no entry is ranked by that";
  if (ranked === 0) return `No entry has runs that count in ${neededShare(facts)}, so none is ranked`;
  if (ranked === 1) return `${leader} is the only ranked entry: there is nothing to compare it with`;
  if (first !== null)
    return `${first} is first, clearly better than ${ranked === 2 ? "the other ranked entry" : `each of the other ${entriesIn(ranked - 1)}`}`;
  if (leaders.length === ranked) {
    if (ranked === 2) return "Either of the 2 ranked entries may be first: neither is clearly better than the other";
    return `Any of the ${entriesIn(ranked)} may be first: none is clearly better than another`;
  }
  if (leaders.length > 1) return `${formatCount(leaders.length)} of ${entriesIn(ranked)} may be first`;
  if (couldBeFirst === 0)
    return `Only ${leader} may be first: each of the others is clearly worse than some entry, but not all are clearly worse than ${leader}`;
  return `${leader} may be first; ${formatCounted(couldBeFirst, "other", "others")} could be with the tasks they lack`;
};

/** Where the first clear gap is; empty where there is none, or where it only says who is first. */
export const describeGap = ({ firstClearGap, ranked }: BoardFacts): string => {
  if (firstClearGap === null || firstClearGap === 1) return "";
  const below = ranked - firstClearGap;
  return `The first clear gap is after the first ${formatCount(firstClearGap)}: each of them is clearly better than ${below === 1 ? "the one below" : `each of the ${formatCount(below)} below`}.`;
};

/** What the entries are measured against, and what was run besides; empty for a board without cells. */
export const describeMeasure = ({ cells, tasks, outside, rule }: BoardFacts): string => {
  if (cells === 0) return "";
  const ofOne = tasks === 1 ? " The board is of one task, so what is said here holds for that task only." : "";
  const made = rule === "stated" ? "as the suite’s manifest states" : "found from the runs";
  const board = `Every entry is measured against ${cells === 1 ? "the same cell" : `the same ${formatCount(cells)} cells`}, ${made}`;
  if (outside === 0) return `${board}.${ofOne}`;
  return `${board}; ${formatCounted(outside, "other cell has", "other cells have")} runs but ${outside === 1 ? "is" : "are"} not part of the board.${ofOne}`;
};

/** Who has no rank and why; empty where all have one. */
export const describeUnranked = (facts: BoardFacts): string => {
  const { unranked, cells, share } = facts;
  if (unranked === 0 || cells === 0) return "";
  const why =
    share === null ? ": how low or high a score can be is not stated, so what is lacking cannot be judged" : "";
  return `${formatCounted(unranked, "entry has", "entries have")} runs that count in less than ${neededShare(facts)} and ${unranked === 1 ? "stands" : "stand"} below the ranked ones, without a rank${why}.`;
};

/** What an entry lacks of its board; empty where it lacks nothing. */
export const describeLack = ({
  rank,
  covered,
  coverable,
  couldBeFirst,
}: {
  rank: unknown;
  covered: number;
  coverable: number;
  couldBeFirst: boolean;
}): string => {
  if (covered === coverable) return "";
  const lack = `lacks ${formatCount(coverable - covered)} of ${formatCounted(coverable, "cell")}`;
  if (rank === null) return `not ranked: ${lack}`;
  return couldBeFirst ? `${lack}; with the best result in each it could be first` : lack;
};

/** That an entry tried some cells more often than others. */
export const UNEQUAL_TRIALS = "more runs in some cells than in others";

/** What is to know of an entry beside its figures: what it lacks, and whether it tried some cells more often than others. */
export const describeRow = ({
  hasUnequalTrials,
  ...lack
}: Parameters<typeof describeLack>[0] & { hasUnequalTrials: boolean }): string =>
  [describeLack(lack), hasUnequalTrials ? UNEQUAL_TRIALS : ""].filter(Boolean).join("; ");

/** What is said of the cheapest of the entries that may be first. */
export interface BargainFacts {
  /** Its name and that of who stands first, which may be the same. */
  entry: string;
  leader: string;
  /** US dollars a run. */
  cost: number;
  /** How many times cheaper it is than who stands first; null where that is not known. */
  times: { times: number; interval: { low: number; high: number } | null } | null;
  /** How much lower its success rate could be, as a share of runs. */
  worseBy: number;
  /** How many entries may be first, and of how many of these the cost is not known. */
  leaders: number;
  unpriced: number;
}

/** What is said where costs are known, and still none of those that may be first can be called the cheapest. */
export const NO_BARGAIN =
  "No cheapest entry can be named: of those that may be first, the cheaper ones could be worse by more than the margin, are not surely cheaper on the same tasks, or state no cost.";

/** The same of entries that are ranked by mean score. */
export const NO_MARGIN =
  "No cheapest entry is named: the entries are ranked by mean score, and how much lower a cheaper one may score is not stated.";

/** Who is the cheapest of those that may be first, and at what price in points; empty where it cannot be said. */
export const describeBargain = (facts: BargainFacts | null): string => {
  if (facts === null) return "";
  const { entry, leader, cost, times, worseBy, leaders, unpriced } = facts;
  if (leaders === 1) return `${entry} costs ${formatDollars(cost)} a run.`;
  const of = unpriced > 0 ? "those that may be first and state their cost" : "those that may be first";
  const start = `The cheapest of ${of} is ${entry}, at ${formatDollars(cost)} a run`;
  if (entry === leader) return `${start}; it stands first, too.`;
  const range = times?.interval ? ` (${roughly(times.interval.low)} to ${roughly(times.interval.high)})` : "";
  const cheaper =
    times === null ? "" : `: ${roughly(times.times)} times${range} cheaper than ${leader}, which stands first`;
  const points = (100 * worseBy).toFixed(1);
  return times === null
    ? `${start}; its success rate is at most ${points} points below that of ${leader}, which stands first and whose cost on the same tasks is not known.`
    : `${start}${cheaper}, with a success rate at most ${points} points lower.`;
};
