import { eq, or, type SQL, sql } from "drizzle-orm";
import { CLAIMS } from "#contract/batches/claims.ts";
import { entryOf } from "#contract/names/entry.ts";
import { type BatchEntry, MOST_BATCH_ENTRIES } from "#contract/snapshot/batches.ts";
import { packedColumnsOf } from "#contract/snapshot/columns.ts";
import { BATCH_MEASURES, exactMeasure } from "#contract/snapshot/measures.ts";
import { MAX_PART_BATCHES, type PackedBatches } from "#contract/snapshot/parts.ts";
import type { Database } from "./database.ts";
import { summedMeasures } from "./measures.ts";
import { beginsWith } from "./part-cells.ts";
import { batchEntries, batchRuns, entries, suiteVersions } from "./tables.ts";

const { batchId, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore } = batchRuns;

/** The query of the batches whose path begins so, one more than a part may hold, with what their runs add up to and whose they are. */
export const batchesOfPart = (database: Database, prefix: string) =>
  batchesWhere(database, beginsWith(batchRuns.path, prefix), MAX_PART_BATCHES);

/** The same of the batches of several parts, one more than `most`. */
export const batchesOfParts = (database: Database, prefixes: readonly string[], most: number) =>
  batchesWhere(
    database,
    prefixes.includes("")
      ? undefined
      : (or(...prefixes.map((prefix) => beginsWith(batchRuns.path, prefix))) ?? sql`false`),
    most,
  );

/** When it was created as it claims, or else when its first run started. */
const createdAt = sql<number | null>`coalesce(${batchRuns.createdAt}, ${batchRuns.listedAt})`.as("created");

const ofVersions = sql`CROSS JOIN ${suiteVersions} AS version ON version.id = entry.suite_version_id`;
const names = sql`json_array(suite, suite_version, agent, model, variant)`;

/** The names of the first entries of a batch. Most batches are of one, which there is no need to sort: that halves the rows that are read. */
const firstEntries = sql`CASE count(${batchEntries.entryId})
  WHEN 1 THEN (SELECT json_array(${names}) FROM ${entries} AS entry ${ofVersions} WHERE entry.id = ${batchEntries.entryId})
  ELSE (
    SELECT json_group_array(${names}) FROM (
      SELECT suite, suite_version, agent, model, variant
      FROM ${batchEntries} AS own CROSS JOIN ${entries} AS entry ON entry.id = own.entry_id ${ofVersions}
      WHERE own.batch_id = ${batchId} ORDER BY 1, 2, 3, 4, 5 LIMIT ${MOST_BATCH_ENTRIES}
    )
  )
END`.mapWith((text: string): string[][] => JSON.parse(text));

/** Along the index of paths, so that the rows of a group come together. */
const batchesWhere = (database: Database, ofPart: SQL | undefined, most: number) =>
  database
    .select({
      ...{ batchId, createdAt, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore },
      entryCount: sql<number>`count(${batchEntries.entryId})`.as("entry_count"),
      entries: firstEntries.as("first_entries"),
      words: summedMeasures(batchEntries),
    })
    .from(batchRuns)
    .leftJoin(batchEntries, eq(batchEntries.batchId, batchId))
    .where(ofPart)
    .groupBy(batchRuns.path, batchId)
    .limit(most + 1);

/** A batch with what its runs add up to, and whose they are. */
export type BatchOfPart = Awaited<ReturnType<typeof batchesOfPart>>[number];

const stated = <Field extends keyof BatchOfPart>(rows: readonly BatchOfPart[], field: Field) => {
  const values = rows.map((row) => row[field]);
  return values.some((value) => value !== null) ? { [field]: values } : {};
};

const namedEntry = ([suite = "", suiteVersion = "", agent = "", model = "", variant = ""]: string[]): BatchEntry => ({
  suite,
  ...(suiteVersion === "" ? {} : { suiteVersion }),
  entry: entryOf({ agent, model, variant }),
});

/** Whose the runs of some batches are; nothing where none has runs. */
const entryColumns = (rows: readonly BatchOfPart[]) =>
  rows.some(({ entryCount }) => entryCount > 0)
    ? {
        entryCount: rows.map(({ entryCount }) => entryCount),
        entries: rows.map((row) => row.entries.map(namedEntry)),
      }
    : {};

/** The part that holds some batches, by name, whatever the order in which they were read. */
export const batchPart = (batches: readonly BatchOfPart[]): PackedBatches => {
  const rows = batches.toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
  const columns = {
    batchId: rows.map((row) => row.batchId),
    ...stated(rows, "createdAt"),
    ...stated(rows, "completedAt"),
    claimed: Object.assign({}, ...CLAIMS.map((field) => stated(rows, field))),
    ...entryColumns(rows),
    // Of no rows there are no sums: null.
    ...packedColumnsOf(BATCH_MEASURES, rows, ({ entryCount, words }, name) =>
      exactMeasure(entryCount === 0 ? {} : words, name),
    ),
  };
  return { kind: "batches", batches: columns };
};
