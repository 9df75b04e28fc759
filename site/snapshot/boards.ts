import type { Metric } from "#statistics/cells/observation.ts";
import { placeKey } from "#statistics/cells/place.ts";
import { bargainOf } from "#statistics/costs/bargain.ts";
import { type Leaderboard, leaderboard } from "#statistics/ranks/leaderboard.ts";
import { couldBeFirst, type Standing } from "#statistics/ranks/standing.ts";
import type { BargainFacts, BoardFacts } from "#words/board.ts";
import { entryTitle } from "#words/names.ts";
import type { SuiteVersion } from "./suites.ts";

/** What a leaderboard is of: a version of a suite, all its tiers together or one of them, ranked by one metric. */
export interface Board extends Leaderboard {
  version: SuiteVersion;
  /** Position in the version's tiers; undefined: all together. */
  tier: number | undefined;
}

const boards = new WeakMap<SuiteVersion, Map<string, Board>>();

/** The leaderboard of a suite's version, over all tiers or one (by its position). Computed once, however often it is asked for. */
export const boardOf = (version: SuiteVersion, tier: number | undefined, metric: Metric = "success"): Board => {
  const ofVersion = boards.get(version) ?? new Map<string, Board>();
  boards.set(version, ofVersion);
  const key = `${metric} ${tier ?? "all"}`;
  const known = ofVersion.get(key);
  if (known) return known;
  // The only tier of a suite has the board of all its tiers, which is much work for a large suite.
  const isOnlyTier = tier !== undefined && version.tiers.length === 1;
  const cells = tier === undefined ? version.cells : (version.cellsByTier[tier] ?? []);
  const board = {
    ...(isOnlyTier ? boardOf(version, undefined, metric) : leaderboard(cells, { metric, entries: version.entries })),
    version,
    tier,
  };
  ofVersion.set(key, board);
  return board;
};

/** The board by success rate and, if the scores are graded, the one by mean score. */
export const boardsOf = (version: SuiteVersion, tier: number | undefined): Board[] => {
  const bySuccess = boardOf(version, tier);
  return bySuccess.graded ? [bySuccess, boardOf(version, tier, "score")] : [bySuccess];
};

/** Those that may be first: nobody is told apart above them. */
export const leadersOf = ({ standings }: Leaderboard): Standing[] => standings.filter(({ group }) => group === 1);

/** Those that have a rank. */
export const rankedOf = ({ standings }: Leaderboard): Standing[] => standings.filter(({ rank }) => rank !== null);

/** What sentences about a board rest on. */
export const factsOf = (board: Board): BoardFacts => {
  const { version, standings: rows, first, firstClearGap } = board;
  const nameOf = (entry: number) => entryTitle(version.entries[entry] ?? { agent: "" });
  const ranked = rankedOf(board);
  return {
    ranked: ranked.length,
    unranked: rows.length - ranked.length,
    leaders: leadersOf(board).map(({ entry }) => nameOf(entry)),
    first: first === null ? null : nameOf(first),
    couldBeFirst: ranked.filter(couldBeFirst).length,
    firstClearGap,
    cells: board.places.length,
    share: board.share,
    outside: board.outside.length,
    rule: board.rule,
  };
};

/** What is said of the cheapest entry that may be first; null where nothing can be. */
export const bargainFactsOf = (board: Board): BargainFacts | null => {
  if (board.metric !== "success") return null;
  const { version } = board;
  const inside = new Set(board.places.map(placeKey));
  const bargain = bargainOf(board, (entry) =>
    (version.cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell))),
  );
  const cost = bargain && standingOf(board, bargain.entry)?.usage.cost.mean;
  if (!bargain || cost == null) return null;
  const nameOf = (entry: number) => entryTitle(version.entries[entry] ?? { agent: "" });
  return { ...bargain, entry: nameOf(bargain.entry), leader: nameOf(bargain.leader), cost };
};

const standings = new WeakMap<Board, Map<number, Standing>>();

/** The standing of an entry (by its position) on a board; undefined if it is not there. */
export const standingOf = (board: Board, entry: number): Standing | undefined => {
  let byEntry = standings.get(board);
  if (!byEntry) {
    byEntry = new Map(board.standings.map((standing) => [standing.entry, standing]));
    standings.set(board, byEntry);
  }
  return byEntry.get(entry);
};

/** Entry positions in the order of the leaderboard over all tiers. */
export const entryOrder = (version: SuiteVersion): number[] =>
  boardOf(version, undefined).standings.map(({ entry }) => entry);
