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
import { factOf } from "../kept/facts.ts";
import { knownSuite } from "./catalogue.ts";
import { withLazy } from "./once.ts";

/** What is known of a version without its cells. */
interface Head {
  scenarios: readonly string[];
  tiers: readonly string[];
  entries: readonly Entry[];
  /** Positions of the tiers in their order of meaning: L0 to L3, Lx, then any other by name. */
  tierOrder: readonly number[];
  runs: number;
  syntheticRuns: number;
  /** Positions of the entries that have made-up runs. */
  madeUpEntries: readonly number[];
  /** When the last run started, in seconds since 1970. */
  lastRunAt: number;
}

/**
 * One version of one suite with its cells indexed, so that no page has to look through all of them. Each thing is made when it is asked for:
 * where an earlier build has rendered the pages of a large version, nothing asks for its cells.
 */
export interface SuiteVersion extends Head {
  suite: string;
  suiteVersion: string | undefined;
  /** What the catalogue, else its manifest or that of another version, calls the suite, or else its name; with the version if it has one. */
  title: string;
  /** What it is about, as the catalogue says, else its manifest; undefined: neither does. */
  about: string | undefined;
  /** The address of its leaderboard, with slashes around it. */
  path: string;
  newest: boolean;
  /** What its manifest says, and of its board in positions; {} without one. */
  manifest: Manifest;
  stated: StatedBoard;
  /** As the snapshot has it. */
  given: SnapshotSuite;
  cells: readonly Cell[];
  cellsByScenario: readonly (readonly Cell[])[];
  cellsByTier: readonly (readonly Cell[])[];
  cellsByEntry: readonly (readonly Cell[])[];
}

/** All versions of a suite, newest first. */
export interface Suite {
  suite: string;
  versions: readonly [SuiteVersion, ...SuiteVersion[]];
}

/** What a suite is called as a whole, without a version: the title of its newest one. */
export const suiteTitle = ({ suite, versions }: Suite): string =>
  knownSuite(suite)?.title ?? versions.flatMap(({ manifest }) => manifest.title ?? [])[0] ?? suite;

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

const headOf = factOf(
  "head",
  ({ given: { scenarios, tiers, entries }, cells }: SuiteVersion): Head => ({
    ...{ scenarios, tiers, entries },
    tierOrder: [...tiers.keys()].sort((a, b) => compareTiers(tiers[a] ?? "", tiers[b] ?? "")),
    runs: cells.reduce((sum, cell) => sum + runsOf(cell), 0),
    syntheticRuns: cells.reduce((sum, cell) => sum + cell.syntheticRuns, 0),
    madeUpEntries: [...new Set(cells.filter(({ syntheticRuns }) => syntheticRuns > 0).map(({ entry }) => entry))],
    lastRunAt: cells.reduce((latest, cell) => Math.max(latest, cell.lastRunAt), 0),
  }),
);

/** What a version is called, and where its pages are. */
const namesOf = (given: SnapshotSuite, newest: boolean, statedTitle: string | undefined) => {
  const { suite, suiteVersion, stated } = given;
  const manifest = stated?.manifest ?? {};
  const inCatalogue = knownSuite(suite);
  const shown = inCatalogue?.title ?? manifest.title ?? statedTitle ?? suite;
  const home = `/suites/${slugOf(suite)}/`;
  return {
    ...{ given, suite, suiteVersion, newest, manifest },
    title: suiteVersion === undefined ? shown : `${shown} ${suiteVersion}`,
    about: inCatalogue?.introduction ?? manifest.description,
    path: newest ? home : `${home}versions/${versionSlug(suiteVersion)}/`,
  };
};

const indexSuite = (given: SnapshotSuite, newest: boolean, statedTitle: string | undefined): SuiteVersion => {
  const names = namesOf(given, newest, statedTitle);
  const head = () => headOf(version);
  const version: SuiteVersion = withLazy(names, {
    scenarios: () => head().scenarios,
    tiers: () => head().tiers,
    entries: () => head().entries,
    tierOrder: () => head().tierOrder,
    runs: () => head().runs,
    syntheticRuns: () => head().syntheticRuns,
    madeUpEntries: () => head().madeUpEntries,
    lastRunAt: () => head().lastRunAt,
    stated: () => statedBoard(names.manifest, version),
    cells: () => cellsOf(given),
    cellsByScenario: () => groupBy(version.cells, "scenario", version.scenarios.length),
    cellsByTier: () => groupBy(version.cells, "tier", version.tiers.length),
    cellsByEntry: () => groupBy(version.cells, "entry", version.entries.length),
  });
  return version;
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
