import { eq, sql } from "drizzle-orm";
import { type Entry, entryOf } from "#contract/names/entry.ts";
import { keyOf, versionKey } from "#contract/names/key-of.ts";
import { CELL_MEASURES, type CellMeasure } from "#contract/snapshot/measures.ts";
import {
  type CellColumns,
  SNAPSHOT_FORMAT,
  type Snapshot,
  type SnapshotSuite,
  snapshotIdOf,
} from "#contract/snapshot/snapshot.ts";
import type { Database } from "./database.ts";
import { batchColumnsOf, batchQueries } from "./snapshot-batches.ts";
import { benchmarkRuns, cells, snapshotState } from "./tables.ts";

const stateQueries = (database: Database) =>
  [
    database.select().from(snapshotState),
    database.select({ id: sql<number | null>`max(${benchmarkRuns.id})` }).from(benchmarkRuns),
  ] as const;

/**
 * Names what a snapshot of the present state depends on: any insert, removal, replacement or correction of runs, and any change of what
 * is claimed of batches, gives another name, and none comes back. Runs get ascending numbers, and a number is used again only after a
 * removal, which is counted like every other change. Another format makes another snapshot of the same state.
 */
const stateName = (last: { id: number | null } | undefined, state: { changes: number } | undefined): string =>
  `${SNAPSHOT_FORMAT}.${last?.id ?? 0}.${state?.changes ?? 0}`;

/** The id of the snapshot of the present state if it was made before; undefined if something has changed since. Reads two rows. */
export const readCurrentSnapshotId = async (database: Database): Promise<string | undefined> => {
  const [[made], [last]] = await database.batch(stateQueries(database));
  return made?.madeFrom === stateName(last, made) ? (made.snapshotId ?? undefined) : undefined;
};

type CellRow = typeof cells.$inferSelect;

/** Gives each name its position in the list of its kind, in the order of first appearance. */
class Positions<T> {
  readonly list: T[] = [];
  readonly #positions = new Map<string, number>();

  of(key: string, item: T): number {
    let position = this.#positions.get(key);
    if (position === undefined) {
      position = this.list.push(item) - 1;
      this.#positions.set(key, position);
    }
    return position;
  }
}

const measure = (row: CellRow, name: CellMeasure): number =>
  name === "lastRunAt" ? Math.floor(row.lastRunAt / 1000) : row[name];

const suiteOf = (rows: readonly CellRow[]): SnapshotSuite => {
  const scenarios = new Positions<string>();
  const tiers = new Positions<string>();
  const entries = new Positions<Entry>();
  const columns: CellColumns = { scenario: [], tier: [], entry: [] };
  for (const row of rows) {
    columns.scenario.push(scenarios.of(row.scenario, row.scenario));
    columns.tier.push(tiers.of(row.tier, row.tier));
    columns.entry.push(entries.of(keyOf(row.agent, row.model, row.variant), entryOf(row)));
  }
  for (const name of CELL_MEASURES) {
    const values = rows.map((row) => measure(row, name));
    if (values.some((value) => value !== 0)) columns[name] = values;
  }
  const { suite = "", suiteVersion = "" } = rows[0] ?? {};
  return {
    suite,
    ...(suiteVersion === "" ? {} : { suiteVersion }),
    scenarios: scenarios.list,
    tiers: tiers.list,
    entries: entries.list,
    cells: columns,
  };
};

/** Splits rows, sorted by suite and version, where either changes. */
const bySuite = (rows: readonly CellRow[]): CellRow[][] => [...Map.groupBy(rows, versionKey).values()];

/**
 * The snapshot of the present state, from one scan of the cells and one of the batches. Keeps its id and the moment it was first seen for
 * the state, so that the same data, seen again, are the same snapshot.
 */
export const readSnapshot = async (database: Database, now: Date): Promise<Snapshot> => {
  const [[made], [last], rows, batches, totals] = await database.batch([
    ...stateQueries(database),
    database
      .select()
      .from(cells)
      .orderBy(cells.suite, cells.suiteVersion, cells.scenario, cells.tier, cells.agent, cells.model, cells.variant),
    ...batchQueries(database),
  ]);
  const name = stateName(last, made);
  const content = {
    formatVersion: SNAPSHOT_FORMAT,
    runs: rows.reduce((runs, row) => runs + row.runs, 0),
    suites: bySuite(rows).map(suiteOf),
    batches: batchColumnsOf(batches, totals),
  } as const;
  const id = snapshotIdOf(content);
  const createdAt = made?.snapshotId === id && made.createdAt !== null ? made.createdAt : now.getTime();
  if (made?.madeFrom !== name || made.snapshotId !== id) {
    await database
      .update(snapshotState)
      .set({ madeFrom: name, snapshotId: id, createdAt })
      .where(eq(snapshotState.id, 1));
  }
  return {
    formatVersion: content.formatVersion,
    id,
    createdAt: new Date(createdAt).toISOString(),
    runs: content.runs,
    suites: content.suites,
    batches: content.batches,
  };
};
