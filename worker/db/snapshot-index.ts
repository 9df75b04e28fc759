import { and, asc, eq, sql } from "drizzle-orm";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { PartList } from "#contract/snapshot/parts.ts";
import {
  type IndexedSuite,
  SNAPSHOT_FORMAT,
  type SnapshotContent,
  type SnapshotIndex,
  snapshotIdOf,
} from "#contract/snapshot/snapshot.ts";
import type { Database } from "./database.ts";
import type { PartKey } from "./part-cells.ts";
import { joinedParts, replaceParts } from "./replace-parts.ts";
import { manifests, snapshotParts, snapshotState, suiteVersions } from "./tables.ts";

/** How many bytes the list of parts may have in the index, at about 67 a part; beyond that each version has a list of its own. */
const MOST_LIST_BYTES = 100_000;
const BYTES_A_PART = 67;

// D1 confuses columns of one name.
const manifest = sql<string | null>`${manifests.hash}`.as("manifest");

/** The queries of all parts: of the batches and of the versions, in the order of the index. They read a row a part and two a version. */
export const partsQueries = (database: Database) =>
  [
    database.select().from(snapshotParts).where(eq(snapshotParts.suiteVersionId, 0)).orderBy(asc(snapshotParts.prefix)),
    database
      .select({ part: snapshotParts, version: suiteVersions, manifest })
      .from(suiteVersions)
      .leftJoin(
        manifests,
        and(eq(manifests.suite, suiteVersions.suite), eq(manifests.suiteVersion, suiteVersions.suiteVersion)),
      )
      .crossJoin(snapshotParts)
      .where(eq(snapshotParts.suiteVersionId, suiteVersions.id))
      .orderBy(asc(suiteVersions.suite), asc(suiteVersions.suiteVersion), asc(snapshotParts.prefix)),
  ] as const;

type Queried = ReturnType<typeof partsQueries>;
type OfVersion = Awaited<Queried[1]>[number];

/** A part, with the version that it is of; null: of the batches. */
export type PartRow = Pick<OfVersion, "part" | "manifest"> & { version: OfVersion["version"] | null };

/** What these queries gave, as the parts in the order of the index. */
export const partRows = ([ofBatches, ofVersions]: readonly [Awaited<Queried[0]>, readonly OfVersion[]]): PartRow[] => [
  ...ofBatches.map((part) => ({ part, version: null, manifest: null })),
  ...ofVersions,
];

const readParts = async (database: Database): Promise<PartRow[]> =>
  partRows(await database.batch(partsQueries(database)));

/** The name by which a pending part is asked for. */
const pendingName = ({ suiteVersionId, prefix }: PartKey): string => `${suiteVersionId}-${prefix}`;

/** The part that such a name means; undefined: it is no such name. */
export const pendingPart = (name: string): PartKey | undefined => {
  const [, id, prefix] = /^(\d{1,15})-([01]{0,120})$/.exec(name) ?? [];
  return id === undefined || prefix === undefined ? undefined : { suiteVersionId: Number(id), prefix };
};

const listText = (parts: readonly string[]): string =>
  JSON.stringify({ kind: "list", parts: [...parts] } satisfies PartList);

const hashesOf = (rows: readonly PartRow[]): string[] => rows.flatMap(({ part }) => part.hash || []);

const total = (rows: readonly PartRow[], field: "size" | "runs"): number =>
  rows.reduce((sum, { part }) => sum + part[field], 0);

const bySuite = (rows: readonly PartRow[]): PartRow[][] => [
  ...Map.groupBy(
    rows.filter(({ version }) => version !== null),
    ({ part }) => part.suiteVersionId,
  ).values(),
];

const indexed = (rows: readonly PartRow[], asList: boolean): IndexedSuite => {
  const { suite = "", suiteVersion = "" } = rows[0]?.version ?? {};
  const parts = hashesOf(rows);
  const manifest = rows[0]?.manifest ?? null;
  return {
    suite,
    ...(suiteVersion === "" ? {} : { suiteVersion }),
    runs: total(rows, "runs"),
    cells: total(rows, "size"),
    ...(asList ? { list: hashOf(listText(parts)) } : { parts }),
    ...(manifest === null ? {} : { manifest }),
  };
};

const contentOf = (rows: readonly PartRow[]): SnapshotContent => {
  const asLists = rows.length * BYTES_A_PART > MOST_LIST_BYTES;
  const suites = bySuite(rows).map((own) => indexed(own, asLists));
  return {
    formatVersion: SNAPSHOT_FORMAT,
    runs: suites.reduce((sum, { runs }) => sum + runs, 0),
    cells: suites.reduce((sum, { cells }) => sum + cells, 0),
    suites,
    batches: hashesOf(rows.filter(({ part }) => part.suiteVersionId === 0)),
  };
};

/** When a snapshot was first seen: now, if it is not the last one. */
const momentOf = async (database: Database, id: string, now: Date): Promise<string> => {
  const [last] = await database.select().from(snapshotState);
  if (last?.snapshotId === id && last.createdAt !== null) return new Date(last.createdAt).toISOString();
  await database.update(snapshotState).set({ snapshotId: id, createdAt: now.getTime() }).where(eq(snapshotState.id, 1));
  return now.toISOString();
};

/** Those of the parts that are pending. */
const pendingRows = (rows: readonly PartRow[]): PartRow[] => rows.filter(({ part }) => part.hash === null);

/** The index of the present snapshot: reads a row a part and two a version. Without an id while a part is pending. */
export const readSnapshotIndex = async (database: Database, now: Date): Promise<SnapshotIndex> =>
  indexOf(database, await readParts(database), now);

/**
 * The index of the snapshot that consists of some parts. Without an id while one of them is pending, and where parts are joined, which leaves
 * those pending that they are joined to.
 */
export const indexOf = async (database: Database, rows: readonly PartRow[], now: Date): Promise<SnapshotIndex> => {
  const content = contentOf(rows);
  const pending = pendingRows(rows).map(({ part }) => pendingName(part));
  const { formatVersion, ...rest } = content;
  if (pending.length > 0) return { formatVersion, ...rest, pending };
  const joined = joinedParts(rows.map(({ part }) => part));
  if (joined.length > 0) {
    await replaceParts(database, joined);
    return readSnapshotIndex(database, now);
  }
  const id = snapshotIdOf(content);
  return { formatVersion, id, createdAt: await momentOf(database, id, now), ...rest };
};

/** The list of parts that has this id; undefined if no version of a suite has it now. */
export const readPartList = async (database: Database, hash: string): Promise<string | undefined> =>
  bySuite(await readParts(database))
    .map((rows) => listText(hashesOf(rows)))
    .find((text) => hashOf(text) === hash);
