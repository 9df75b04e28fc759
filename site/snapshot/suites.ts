import { compareNames } from "#contract/names/compare-names.ts";
import type { Entry } from "#contract/names/entry.ts";
import { slugOf } from "#contract/names/slug.ts";
import { compareTiers } from "#contract/names/tier.ts";
import { type Cell, cellsOf } from "#contract/snapshot/cells.ts";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import type { Snapshot, SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { compareVersions } from "#contract/suites/compare-versions.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import { type StatedBoard, statedBoard } from "#statistics/board/stated-board.ts";
import { finalRuns } from "#statistics/cells/outcome.ts";
import { knownSuite } from "./catalogue.ts";

/** One version of one suite with its cells indexed, so that no page has to look through all of them. */
export interface SuiteVersion {
  suite: string;
  suiteVersion: string | undefined;
  /** What the catalogue, else its manifest or that of another version, calls the suite, or else its name; with the version if it has one. */
  title: string;
  /** What it is about, as the catalogue says, else its manifest; undefined: neither does. */
  about: string | undefined;
  /** The address of its leaderboard, with slashes around it. */
  path: string;
  newest: boolean;
  scenarios: readonly string[];
  /** Positions of the tiers in their order of meaning: L0 to L3, Lx, then any other by name. */
  tierOrder: readonly number[];
  tiers: readonly string[];
  entries: readonly Entry[];
  /** What its manifest says, and of its board in positions; {} without one. */
  manifest: Manifest;
  stated: StatedBoard;
  /** As the snapshot has it. */
  given: SnapshotSuite;
  cells: readonly Cell[];
  cellsByScenario: readonly (readonly Cell[])[];
  cellsByTier: readonly (readonly Cell[])[];
  cellsByEntry: readonly (readonly Cell[])[];
  runs: number;
  syntheticRuns: number;
  /** When the last run started, in seconds since 1970. */
  lastRunAt: number;
}

/** All versions of a suite, newest first. */
export interface Suite {
  suite: string;
  versions: readonly [SuiteVersion, ...SuiteVersion[]];
}

const groupBy = (cells: readonly Cell[], key: "scenario" | "tier" | "entry", groups: number): Cell[][] => {
  const grouped: Cell[][] = Array.from({ length: groups }, () => []);
  for (const cell of cells) grouped[cell[key]]?.push(cell);
  return grouped;
};

/** The runs of a cell, or of a batch, of all outcomes. */
export const runsOf = (row: Record<RunMeasure, number>): number => finalRuns(row) + row.notFinal + row.excluded;

/** The last part of an old version's address. No slug of a name equals the one for "no version": it lacks the hash. */
const versionSlug = (suiteVersion: string | undefined): string =>
  suiteVersion === undefined ? "~unversioned" : slugOf(suiteVersion);

const indexSuite = (given: SnapshotSuite, newest: boolean, statedTitle: string | undefined): SuiteVersion => {
  const { suite, suiteVersion, scenarios, tiers, entries } = given;
  const cells = cellsOf(given);
  const manifest = given.stated?.manifest ?? {};
  const inCatalogue = knownSuite(suite);
  const shown = inCatalogue?.title ?? manifest.title ?? statedTitle ?? suite;
  const home = `/suites/${slugOf(suite)}/`;
  return {
    suite,
    suiteVersion,
    title: suiteVersion === undefined ? shown : `${shown} ${suiteVersion}`,
    about: inCatalogue?.introduction ?? manifest.description,
    path: newest ? home : `${home}versions/${versionSlug(suiteVersion)}/`,
    newest,
    scenarios,
    tiers,
    tierOrder: [...tiers.keys()].sort((a, b) => compareTiers(tiers[a] ?? "", tiers[b] ?? "")),
    entries,
    manifest,
    stated: statedBoard(manifest, given),
    given,
    cells,
    cellsByScenario: groupBy(cells, "scenario", scenarios.length),
    cellsByTier: groupBy(cells, "tier", tiers.length),
    cellsByEntry: groupBy(cells, "entry", entries.length),
    runs: cells.reduce((sum, cell) => sum + runsOf(cell), 0),
    syntheticRuns: cells.reduce((sum, cell) => sum + cell.syntheticRuns, 0),
    lastRunAt: cells.reduce((latest, cell) => Math.max(latest, cell.lastRunAt), 0),
  };
};

/** The suites of a snapshot by name, each with its versions, the newest first. */
export const suitesOf = ({ suites }: Pick<Snapshot, "suites">): Suite[] =>
  [...Map.groupBy(suites, ({ suite }) => suite)]
    .sort(([a], [b]) => compareNames(a, b))
    .flatMap(([suite, given]) => {
      const sorted = given.toSorted((a, b) => compareVersions(b.suiteVersion, a.suiteVersion));
      const statedTitle = sorted.flatMap(({ stated }) => stated?.manifest.title ?? [])[0];
      const [newest, ...older] = sorted.map((version, place) => indexSuite(version, place === 0, statedTitle));
      return newest ? [{ suite, versions: [newest, ...older] as const }] : [];
    });
