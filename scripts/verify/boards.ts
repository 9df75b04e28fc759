import { versionKey } from "#contract/names/key-of.ts";
import { type Cell, cellsOf } from "#contract/snapshot/cells.ts";
import type { Snapshot, SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { statedBoard, statedForTier } from "#statistics/board/stated-board.ts";
import type { Metric } from "#statistics/cells/observation.ts";
import { type Leaderboard, leaderboard, metricsOf } from "#statistics/ranks/leaderboard.ts";

/** A leaderboard, and what it is of. */
export interface RecomputedBoard extends Leaderboard {
  version: RecomputedVersion;
  /** Position in the version's tiers; undefined: all together. */
  tier: number | undefined;
}

/** A version of a suite with the boards of its cells, each computed once, when it is asked for. */
export interface RecomputedVersion extends SnapshotSuite {
  rows: readonly Cell[];
  /** The cells by scenario, and by entry and scenario. */
  ofScenario: (scenario: number) => readonly Cell[];
  ofSquare: (entry: number, scenario: number) => readonly Cell[];
  board: (tier?: number, metric?: Metric) => RecomputedBoard;
  /** By success rate and, if the scores are graded, by mean score; the first metric of the manifest comes first. */
  boards: (tier?: number) => RecomputedBoard[];
}

const recompute = (suite: SnapshotSuite): RecomputedVersion => {
  const rows = cellsOf(suite);
  const manifest = suite.stated?.manifest ?? {};
  const stated = statedBoard(manifest, suite);
  const known = new Map<string, RecomputedBoard>();
  const byScenario = Map.groupBy(rows, ({ scenario }) => scenario);
  const bySquare = Map.groupBy(rows, ({ entry, scenario }) => `${entry} ${scenario}`);
  const version: RecomputedVersion = {
    ...suite,
    rows,
    ofScenario: (scenario) => byScenario.get(scenario) ?? [],
    ofSquare: (entry, scenario) => bySquare.get(`${entry} ${scenario}`) ?? [],
    board: (tier, metric = "success") => {
      const key = `${metric} ${tier ?? "all"}`;
      const cells = tier === undefined ? rows : rows.filter((cell) => cell.tier === tier);
      const board = known.get(key) ?? {
        ...leaderboard(cells, {
          ...{ metric, entries: suite.entries },
          stated: tier === undefined || suite.tiers.length === 1 ? stated : statedForTier(stated, tier),
        }),
        ...{ version, tier },
      };
      known.set(key, board);
      return board;
    },
    boards: (tier) => metricsOf(version.board(tier), manifest.firstMetric).map((metric) => version.board(tier, metric)),
  };
  return version;
};

/** The versions of the suites of a snapshot by their keys. */
export const recomputeVersions = ({ suites }: Pick<Snapshot, "suites">): Map<string, RecomputedVersion> =>
  new Map(suites.map((suite) => [versionKey(suite), recompute(suite)]));
