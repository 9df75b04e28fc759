import { group, sum } from "d3-array";
import type { Coverage } from "#contract/figures/figures.ts";
import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { keyOf, versionKey } from "#contract/names/key-of.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { Measures } from "#contract/snapshot/measures.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { type Scale, scaleOf } from "#statistics/cells/scale.ts";
import type { CellKey } from "../db/measures.ts";
import type { SuiteVersionRow } from "../db/suite-versions.ts";
import { versionsOf } from "./suite-version.ts";

/** A cell's row. */
export type AggregateRow = CellKey & Measures;

/** A row with the cell that it is to the statistics: positions in place of names. */
export interface Counted<Row extends AggregateRow = AggregateRow> {
  row: Row;
  cell: Cell;
}

/** The entry's parts and the text that stands for it, as answers name it. */
export const namedEntry = (entry: Entry): Entry & { entry: string } => ({ ...entry, entry: formatEntry(entry) });

const positions = () => {
  const known = new Map<string, number>();
  return (...names: readonly string[]): number => {
    const key = keyOf(...names);
    const position = known.get(key) ?? known.size;
    known.set(key, position);
    return position;
  };
};

/** Gives the names of rows positions: a scenario is one of its version of its suite, so that versions are never pooled. */
export const countRows = <Row extends AggregateRow>(rows: readonly Row[]): Counted<Row>[] => {
  const [scenarioAt, tierAt, entryAt] = [positions(), positions(), positions()];
  return rows.map((row) => ({
    row,
    cell: {
      ...row,
      scenario: scenarioAt(row.suite, row.suiteVersion, row.scenario),
      tier: tierAt(row.tier),
      entry: entryAt(row.agent, row.model, row.variant),
      firstRunAt: 0,
      lastRunAt: 0,
    },
  }));
};

/** The cells of rows. */
export const cellsOf = (counted: readonly Counted[]): Cell[] => counted.map(({ cell }) => cell);

/** More tiers than can be, so that a scenario and a tier make one number. */
const MOST_TIERS = 2 ** 24;

/** The cells that have a run that counts, however many entries have one there. */
const countPlaces = (counted: readonly Counted[]): number =>
  new Set(counted.flatMap(({ cell }) => (countedRuns(cell) > 0 ? [cell.scenario * MOST_TIERS + cell.tier] : []))).size;

/** The rows that figures are about, with what concerns them all. */
export interface Board<Row extends AggregateRow = AggregateRow> {
  counted: readonly Counted<Row>[];
  /** The scale of the scores; null where several suites have scales of their own, which have no common mean. */
  scoreScale: Scale | null;
  /** Cells that any entry has a counted run in. */
  places: number;
  /** How many entries each version of each suite has, by `suiteOf`. */
  entries: ReadonlyMap<string, number>;
}

const suiteOf = ({ row }: Counted): string => versionKey(row);

/** A board of some rows. */
export const boardOf = <Row extends AggregateRow>(counted: readonly Counted<Row>[]): Board<Row> => {
  const scale = scaleOf(cellsOf(counted), "score");
  const suites = group(counted, suiteOf);
  const hasSeveralSuites = counted.some(({ row }) => row.suite !== counted[0]?.row.suite);
  return {
    counted,
    scoreScale: scale.ends === null && hasSeveralSuites ? null : scale,
    places: countPlaces(counted),
    entries: new Map(Array.from(suites, ([suite, own]) => [suite, new Set(own.map(({ cell }) => cell.entry)).size])),
  };
};

/** A board of rows as they are read. */
export const boardOfRows = <Row extends AggregateRow>(rows: readonly Row[]): Board<Row> => boardOf(countRows(rows));

const coverage = (covered: number, coverable: number): Coverage => ({
  covered,
  coverable,
  share: coverable > 0 ? covered / coverable : null,
});

/** What one agent, model or entry has run of what anything on the board has. */
export const coverageOfOne = (own: readonly Counted[], board: Board): Coverage =>
  coverage(countPlaces(own), board.places);

/** What all entries of a board have run of all cells of some scenarios: each entry of a suite in each of its cells. */
export const coverageOfAll = (own: readonly Counted[], board: Board): Coverage => {
  const coverable = sum(
    group(own, suiteOf),
    ([suite, counted]) => countPlaces(counted) * (board.entries.get(suite) ?? 0),
  );
  return coverage(own.filter(({ cell }) => countedRuns(cell) > 0).length, coverable);
};

/** The rows by some name, sorted by it. */
export const byName = <Row extends AggregateRow>(
  counted: readonly Counted<Row>[],
  nameOf: (row: Row) => string,
): [string, Counted<Row>[]][] =>
  [...group(counted, ({ row }) => nameOf(row))].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** The rows of a board by suite and version, in the order of `versionsOf`. */
export const byVersion = <Row extends AggregateRow>(
  counted: readonly Counted<Row>[],
): [SuiteVersionRow, Counted<Row>[]][] => {
  const groups = group(counted, suiteOf);
  return versionsOf(counted.map(({ row }) => row)).map((version) => [version, groups.get(versionKey(version)) ?? []]);
};
