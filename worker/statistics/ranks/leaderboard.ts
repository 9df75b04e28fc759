import { ascending, group } from "d3-array";
import type { Entry } from "#contract/names/entry.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import { type Board, boardOf } from "../board/board.ts";
import type { StatedBoard } from "../board/stated-board.ts";
import { type Metric, type Observation, observationsOf } from "../cells/observation.ts";
import { type Place, placeKey } from "../cells/place.ts";
import { competingCells } from "../cells/reference-runs.ts";
import { rounded } from "../cells/rounded.ts";
import { isGraded, type Scale, scaleOf, statedScale } from "../cells/scale.ts";
import { type Pairs, pairsOf } from "./comparison.ts";
import { type Contestant, enter } from "./contest.ts";
import { flipObservations, flipPairs, flipScale, flipStanding } from "./flip.ts";
import { type Ranking, rankContenders } from "./ranking.ts";
import { firstClearGap } from "./ranks.ts";
import { firstRunOf, type Standing, type Tally, tallyOf } from "./standing.ts";

/** The entries of a suite, best first, with how sure that order is. */
export interface Leaderboard extends Board {
  metric: Metric;
  /** Whether run scores take more than two values, so that the mean score says more than the success rate. */
  graded: boolean;
  scale: Scale;
  lowerIsBetter: boolean;
  /** How much worse a cheaper entry may be for it to be named as a bargain, as a share of runs. */
  margin: number;
  /** The ranked entries by group, then by estimate; then the others by estimate; then those without one. */
  standings: Standing[];
  /** The entry that is first for certain, by its position in the suite's entries; null where the data single out none. */
  first: number | null;
  /** How many ranked entries all those after them are told apart from, each from each; null where there is no such gap. */
  firstClearGap: number | null;
  /** Whether a ranked entry is clearly better than another, by their positions in the suite's entries. */
  isAbove: (a: number, b: number) => boolean;
  pairs: Pairs;
  /** What an entry did in the cells of the board, sorted; undefined for one that is not on it. */
  observed: (entry: number) => readonly Observation[] | undefined;
}

/**
 * What the boards of some cells are ranked by, in their order: the success rate and, where scores are graded, the mean score, which may be
 * stated to come first; it stands alone where no run has a verdict. Takes the board by success rate.
 */
export const metricsOf = (
  { graded, places }: Pick<Leaderboard, "graded" | "places">,
  firstMetric: Metric | undefined,
): Metric[] => {
  if (!graded) return ["success"];
  if (places.length === 0) return ["score"];
  return firstMetric === "score" ? ["score", "success"] : ["success", "score"];
};

/** What a leaderboard is made of besides the cells. */
export interface Rules {
  metric: Metric;
  /** The suite's entries, which the cells name by their positions. */
  entries: readonly Entry[];
  stated?: StatedBoard | undefined;
}

const nameOf = ({ agent, model = "", variant = "" }: Entry): string => [agent, model, variant].join("\u0000");

const scaleOfBoard = (cells: readonly Cell[], metric: Metric, ends: StatedBoard["ends"]): Scale =>
  metric === "score" && ends ? statedScale(ends.low, ends.high) : scaleOf(cells, metric);

/** How much worse a bargain may be, unless a manifest says another margin. */
const MARGIN = 0.1;

/** What has no estimate comes last. */
const NONE = Number.NEGATIVE_INFINITY;

/** Sorts by estimate, then by what it could be at most, then by name. */
const compareContestants =
  (entries: readonly Entry[]) =>
  (a: Contestant, b: Contestant): number =>
    rounded(b.estimate.value ?? NONE) - rounded(a.estimate.value ?? NONE) ||
    rounded(b.atMost ?? NONE) - rounded(a.atMost ?? NONE) ||
    (nameOf(entries[a.entry] ?? { agent: "" }) < nameOf(entries[b.entry] ?? { agent: "" }) ? -1 : 1);

const rankedOf = (contestants: readonly Contestant[]): Contestant[] =>
  contestants.filter(({ contender }) => contender !== undefined);

/** An entry with what it ran, in the direction in which more is better. */
interface Runner {
  entry: number;
  cells: readonly Cell[];
  observations: readonly Observation[];
}

const runnersOf = (cells: readonly Cell[], metric: Metric, isTurned: boolean): Runner[] =>
  Array.from(
    group(cells, ({ entry }) => entry),
    ([entry, own]) => {
      const observations = observationsOf(own, metric);
      return { entry, cells: own, observations: isTurned ? flipObservations(observations) : observations };
    },
  );

const boardOfRunners = (runners: readonly Runner[], entries: readonly Entry[], stated: StatedBoard): Board =>
  boardOf(
    runners.map(({ entry, cells, observations }) => ({
      entry: entries[entry] ?? { agent: "" },
      observations,
      since: firstRunOf(cells),
    })),
    stated,
  );

/** The rows of the table: the ranked ones by group, the others after them. Takes the contestants by estimate. */
const standingsOf = (
  contestants: readonly Contestant[],
  { ranks, jointRanks, groups }: Ranking,
  tallies: ReadonlyMap<number, Tally>,
  coverable: number,
): Standing[] => {
  const placeOf = new Map(rankedOf(contestants).map(({ entry }, place) => [entry, place]));
  const groupOf = ({ group: given }: Standing) => given ?? Number.POSITIVE_INFINITY;
  return contestants
    .map(({ entry, estimate, atMost, observations }): Standing => {
      const place = placeOf.get(entry) ?? -1;
      return {
        ...(tallies.get(entry) ?? tallyOf([])),
        ...{ entry, estimate, atMost, covered: observations.length, coverable },
        rank: ranks[place] ?? null,
        jointRank: jointRanks[place] ?? null,
        group: groups[place] ?? null,
        hasUnequalTrials: observations.some(({ runs }) => runs !== observations[0]?.runs),
      };
    })
    .sort((a, b) => ascending(groupOf(a), groupOf(b)));
};

/** Who is clearly better than whom, who is first for certain, and above where all are clearly better than all below. Takes the rows of the table. */
const headOf = (standings: readonly Standing[], contestants: readonly Contestant[], { told }: Ranking) => {
  const placeOf = new Map(rankedOf(contestants).map(({ entry }, place) => [entry, place]));
  const isAbove = (a: number, b: number) => {
    const above = placeOf.get(a);
    const below = placeOf.get(b);
    return above !== undefined && below !== undefined && above !== below && told.isAbove(above, below);
  };
  const [leader, second] = standings;
  const isFirst = leader?.rank?.to === 1 && second?.group !== 1;
  return {
    isAbove,
    first: isFirst && leader ? leader.entry : null,
    firstClearGap: firstClearGap(
      standings.flatMap(({ entry }) => placeOf.get(entry) ?? []),
      told,
    ),
  };
};

const observedBy = (contestants: readonly Contestant[], isTurned: boolean): Leaderboard["observed"] => {
  const byEntry = new Map(contestants.map(({ entry, observations }) => [entry, observations]));
  return (entry) => {
    const observations = byEntry.get(entry);
    return isTurned ? observations && flipObservations(observations) : observations;
  };
};

/**
 * The leaderboard of some cells: those of one suite version, perhaps of one tier alone. Does not depend on the order of the cells.
 * Agents that try the suite (oracle, no-op) are not on it. Entries with the ranking share of the board's cells are ranked; what they lack
 * counts against them.
 */
export const leaderboard = (given: readonly Cell[], { metric, entries, stated = {} }: Rules): Leaderboard => {
  const cells = competingCells(given, entries);
  const lowerIsBetter = metric === "score" && stated.lowerIsBetter === true;
  const runners = runnersOf(cells, metric, lowerIsBetter);
  const board = boardOfRunners(runners, entries, stated);
  const inside = new Set(board.places.map(placeKey));
  const isInside = (place: Place) => inside.has(placeKey(place));
  const played = runners.map(({ entry, cells: own }) => ({ entry, cells: own.filter(isInside) }));
  const plainScale = scaleOfBoard(
    played.flatMap((one) => one.cells),
    metric,
    stated.ends,
  );
  const scale = lowerIsBetter ? flipScale(plainScale) : plainScale;
  const contestants = runners
    .map(({ entry, observations }) => enter(entry, observations.filter(isInside), board, scale))
    .sort(compareContestants(entries));
  const ranking = rankContenders(
    rankedOf(contestants).flatMap(({ contender }) => contender ?? []),
    scale,
  );
  const tallies = new Map(played.map((one) => [one.entry, tallyOf(one.cells)]));
  const standings = standingsOf(contestants, ranking, tallies, board.places.length);
  const pairs = pairsOf(contestants, ranking, scale);
  return {
    ...{ metric, graded: isGraded(cells), lowerIsBetter, scale: plainScale, margin: stated.margin ?? MARGIN },
    ...board,
    standings: lowerIsBetter ? standings.map(flipStanding) : standings,
    ...headOf(standings, contestants, ranking),
    pairs: lowerIsBetter ? flipPairs(pairs) : pairs,
    observed: observedBy(contestants, lowerIsBetter),
  };
};
