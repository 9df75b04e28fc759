import type { BoardAnswer } from "#contract/figures/board.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { statedForTier } from "#statistics/board/stated-board.ts";
import type { Metric } from "#statistics/cells/observation.ts";
import { placeKey } from "#statistics/cells/place.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { bargainFacts, leadersOf, rankedOf, factsOf as statedFacts } from "#statistics/findings/board-facts.ts";
import { type Leaderboard, leaderboard, metricsOf } from "#statistics/ranks/leaderboard.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import type { BargainFacts, BoardFacts } from "#words/board.ts";
import type { FindingFacts } from "#words/board-finding.ts";
import { factOf } from "../kept/facts.ts";
import type { SuiteVersion } from "./suites.ts";

export { leadersOf, rankedOf };

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
  const stated = tier === undefined ? version.stated : statedForTier(version.stated, tier);
  const board = {
    ...(isOnlyTier
      ? boardOf(version, undefined, metric)
      : leaderboard(cells, { metric, entries: version.entries, stated })),
    version,
    tier,
  };
  ofVersion.set(key, board);
  return board;
};

/**
 * The board by success rate and, if the scores are graded, the one by mean score; the manifest may put that first, and where no run states
 * a verdict it stands alone.
 */
export const boardsOf = (version: SuiteVersion, tier: number | undefined): Board[] => {
  const metrics = metricsOf(boardOf(version, tier), version.manifest.firstMetric);
  return metrics.map((metric) => boardOf(version, tier, metric));
};

/** What a version of a suite is ranked by where one figure has to do: the first of its boards. */
export const mainBoardOf = (version: SuiteVersion, tier?: number): Board => {
  const [metric] = metricsOf(boardOf(version, tier), version.manifest.firstMetric);
  return boardOf(version, tier, metric);
};

/**
 * The board that pictures show: the main one, or that by mean score where the main one has every ranked entry at none or all of the tasks, so
 * that it would be two lines of dots.
 */
export const picturedBoardOf = (version: SuiteVersion, tier?: number): Board => {
  const main = mainBoardOf(version, tier);
  const isAllOrNothing = rankedOf(main).every(({ estimate: { value } }) => value === 0 || value === 1);
  return (isAllOrNothing && boardsOf(version, tier).find(({ metric }) => metric === "score")) || main;
};

/** Whether the entries of a board have one total each, so that there are no tasks to compare. */
export const isOfTotals = ({ places, version }: Board): boolean =>
  places.length === 1 && version.cells.some(({ summedRuns }) => summedRuns > 0);

/** Whether a version's entries have one total each. Of several tasks no board is made for that: it is most of a page's time. */
export const isOneTotal = factOf(
  "total",
  (version: SuiteVersion): boolean => version.scenarios.length === 1 && isOfTotals(boardOf(version, undefined)),
);

/** What sentences about a board rest on. */
export const factsOf = (board: Board): BoardFacts => statedFacts(board, board.version.entries);

/** What is said of the cheapest entry that may be first; null where nothing can be. */
export const bargainFactsOf = (board: Board): BargainFacts | null => bargainFacts(board, board.version);

/** All that is published of a board. */
export const publishedBoard = (board: Board, { id, createdAt }: Pick<Snapshot, "id" | "createdAt">): BoardAnswer => {
  const { version, tier } = board;
  const { suite, suiteVersion = null } = version;
  const tierName = tier === undefined ? null : (version.tiers[tier] ?? null);
  return boardAnswer(board, { snapshot: id, createdAt, suite, suiteVersion, tier: tierName }, version);
};

/** What the sentence above a board rests on. */
export const findingFactsOf = (board: Board): FindingFacts => ({
  ...factsOf(board),
  metric: board.metric,
  leading: leadersOf(board).flatMap(({ estimate: { value, interval } }) => (value === null ? [] : { value, interval })),
  priced: rankedOf(board).filter(({ usage }) => usage.cost.mean !== null).length,
  bargain: bargainFactsOf(board),
});

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

const places = new WeakMap<Board, ReadonlySet<number>>();

/** The cells of an entry (by its position) that are on a board. */
export const cellsOn = (board: Board, entry: number): Cell[] => {
  const inside = places.get(board) ?? new Set(board.places.map(placeKey));
  places.set(board, inside);
  return (board.version.cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell)));
};

/** Entry positions in the order of the leaderboard over all tiers. */
export const entryOrder = (version: SuiteVersion): number[] => mainBoardOf(version).standings.map(({ entry }) => entry);
