import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { SnapshotIndex } from "#contract/snapshot/snapshot.ts";
import type { Database } from "./database.ts";
import { batchesOfParts } from "./part-batches.ts";
import { cellsOfParts, type PartKey } from "./part-cells.ts";
import { type Content, contentOfBatches, contentOfCells } from "./part-content.ts";
import { PATH_BITS, pathOf } from "./part-paths.ts";
import { indexOf, type PartRow, partRows, partsQueries, readSnapshotIndex } from "./snapshot-index.ts";
import { isPart } from "./snapshot-parts.ts";
import { keptParts, snapshotParts } from "./tables.ts";

/** How many parts are made in one transaction with the index at most, and how many cells, or batches, those may have together. */
const MOST_PARTS = 10;
const MOST_ROWS = 2_000;

/** The longest text that is kept: D1 refuses a value of 2 MB. A longer part is made whenever it is asked for. */
const MOST_KEPT_BYTES = 1_900_000;

/** How long a part that has changed since is still to be had. */
const KEPT_MS = 3_600_000;

/** A part as it was at the moment of an index. */
interface Settled {
  key: PartKey;
  text: string;
  hash: string;
  size: number;
  runs: number;
}

const nameOf = ({ suiteVersionId, prefix }: PartKey): string => `${suiteVersionId}-${prefix}`;

const settled = (key: PartKey, { part, size, runs }: Content): Settled => {
  const text = JSON.stringify(part);
  // A part with nothing in it has no place in the index.
  return { key, text, hash: size === 0 ? "" : hashOf(text), size, runs };
};

const isOfBatches = ({ suiteVersionId }: PartKey): boolean => suiteVersionId === 0;

/** Marks the parts as being made, reads what they hold, and the list of all parts: in one transaction, so all of one moment. */
const readAtOnce = (database: Database, keys: readonly PartKey[], maker: string) => {
  const names = JSON.stringify(keys.map(({ suiteVersionId, prefix }) => [suiteVersionId, prefix]));
  const claimed = sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${names}))`;
  const prefixes = keys.filter(isOfBatches).map(({ prefix }) => prefix);
  return database.batch([
    database
      .update(snapshotParts)
      .set({ maker, hash: null })
      .where(inArray(sql`(${snapshotParts.suiteVersionId}, ${snapshotParts.prefix})`, claimed)),
    cellsOfParts(
      database,
      keys.filter((key) => !isOfBatches(key)),
      MOST_ROWS,
    ),
    batchesOfParts(database, prefixes, MOST_ROWS),
    ...partsQueries(database),
  ]);
};

/** The pending parts as they are at one moment, with the list of all at that moment; undefined where they hold too much. */
const makeAtOnce = async (database: Database, keys: readonly PartKey[], maker: string) => {
  const [, cells, batches, ...rows] = await readAtOnce(database, keys, maker);
  if (cells.length > MOST_ROWS || batches.length > MOST_ROWS) return undefined;
  const parts: Settled[] = [];
  for (const key of keys) {
    if (isOfBatches(key)) {
      const own = batches.filter(({ batchId }) => pathOf(batchId).startsWith(key.prefix));
      parts.push(settled(key, contentOfBatches(own)));
      continue;
    }
    const own = cells.filter(
      (cell) => cell.home === key.suiteVersionId && pathOf(formatEntry(entryOf(cell))).startsWith(key.prefix),
    );
    parts.push(settled(key, await contentOfCells(database, key.suiteVersionId, own)));
  }
  return { parts, rows: partRows(rows) };
};

/** Keeps the texts of parts, and stores the id of each unless a run has marked it again meanwhile. */
const keep = async (database: Database, parts: readonly Settled[], maker: string, now: Date): Promise<void> => {
  const keptAt = now.getTime();
  await database.batch([
    database.delete(keptParts).where(lt(keptParts.keptAt, keptAt - KEPT_MS)),
    ...parts.flatMap(({ key, text, hash, size, runs }) => [
      ...(hash === ""
        ? []
        : [
            database
              .insert(keptParts)
              .values({ hash, text, keptAt })
              .onConflictDoUpdate({ target: keptParts.hash, set: { keptAt } }),
          ]),
      database
        .update(snapshotParts)
        .set({ hash, maker: null, size, runs })
        .where(and(isPart(key), eq(snapshotParts.maker, maker))),
    ]),
  ]);
};

/** The pending parts, along the index of ids: one more than are made at once. */
const somePending = (database: Database) =>
  database
    .select()
    .from(snapshotParts)
    .where(isNull(snapshotParts.hash))
    .limit(MOST_PARTS + 1);

/**
 * The index of the present snapshot, made whole where few parts are pending: those are made in the transaction that reads the index, so that all
 * of it is of one moment however fast runs come in. What it names can be had for an hour, even if it changes at once.
 */
export const settleSnapshot = async (database: Database, now: Date): Promise<SnapshotIndex> => {
  const pending = await somePending(database);
  const isLarge =
    pending.length > MOST_PARTS ||
    pending.some(({ prefix }) => prefix.length > PATH_BITS) ||
    pending.reduce((sum, { size }) => sum + size, 0) > MOST_ROWS;
  if (pending.length === 0 || isLarge) return readSnapshotIndex(database, now);
  const maker = crypto.randomUUID();
  const made = await makeAtOnce(database, pending, maker);
  if (!made || made.parts.some(({ text }) => new TextEncoder().encode(text).length > MOST_KEPT_BYTES)) {
    return readSnapshotIndex(database, now);
  }
  await keep(database, made.parts, maker, now);
  const byName = new Map(made.parts.map((part) => [nameOf(part.key), part]));
  const whole = made.rows.map((row): PartRow => {
    const own = byName.get(nameOf(row.part));
    return own ? { ...row, part: { ...row.part, hash: own.hash, size: own.size, runs: own.runs } } : row;
  });
  return indexOf(database, whole, now);
};
