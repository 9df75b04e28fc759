import { eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { CLAIMS } from "#contract/batches/claims.ts";
import { entryOf } from "#contract/names/entry.ts";
import { type BatchEntry, MOST_BATCH_ENTRIES } from "#contract/snapshot/batches.ts";
import { packedColumnsOf } from "#contract/snapshot/columns.ts";
import { BATCH_MEASURES, exactMeasure, type Words } from "#contract/snapshot/measures.ts";
import { MAX_PART_BATCHES, type PackedBatches } from "#contract/snapshot/parts.ts";
import type { Database } from "./database.ts";
import { summedMeasures } from "./measures.ts";
import { beginsWith } from "./part-cells.ts";
import { batchEntries, batchRuns, entries, suiteVersions } from "./tables.ts";

const { batchId, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore } = batchRuns;

/** The queries of the batches whose path begins so, one more than a part may hold, of what their runs add up to, and of whose they are. */
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

/** The first entries of each of some batches, with how many it has. */
const firstEntries = (database: Database, isOfBatches: SQL | undefined) => {
  const { suite, suiteVersion } = suiteVersions;
  const { agent, model, variant } = entries;
  const placed = database
    .select({
      ...{ batchId: batchEntries.batchId, suite, suiteVersion, agent, model, variant },
      place:
        sql<number>`row_number() OVER (PARTITION BY ${batchEntries.batchId} ORDER BY ${suite}, ${suiteVersion}, ${agent}, ${model}, ${variant})`.as(
          "place",
        ),
      entryCount: sql<number>`count(*) OVER (PARTITION BY ${batchEntries.batchId})`.as("entry_count"),
    })
    .from(batchEntries)
    .innerJoin(entries, eq(entries.id, batchEntries.entryId))
    .innerJoin(suiteVersions, eq(suiteVersions.id, entries.suiteVersionId))
    .where(isOfBatches)
    .as("placed");
  return database.select().from(placed).where(sql`${placed.place} <= ${MOST_BATCH_ENTRIES}`);
};

const batchesWhere = (database: Database, ofPart: SQL | undefined, most: number) => {
  const isOfBatches = inArray(
    batchEntries.batchId,
    database
      .select({ batchId })
      .from(batchRuns)
      .where(ofPart)
      .limit(most + 1),
  );
  return [
    database
      .select({ batchId, createdAt, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore })
      .from(batchRuns)
      .where(ofPart)
      .limit(most + 1),
    database
      .select({ batchId: batchEntries.batchId, words: summedMeasures(batchEntries) })
      .from(batchEntries)
      .where(isOfBatches)
      .groupBy(batchEntries.batchId),
    firstEntries(database, isOfBatches),
  ] as const;
};

type ClaimsRow = Awaited<ReturnType<typeof batchesOfPart>[0]>[number];
type TotalsRow = Awaited<ReturnType<typeof batchesOfPart>[1]>[number];
type EntryRow = Awaited<ReturnType<typeof batchesOfPart>[2]>[number];

const stated = <Field extends keyof ClaimsRow>(rows: readonly ClaimsRow[], field: Field) => {
  const values = rows.map((row) => row[field]);
  return values.some((value) => value !== null) ? { [field]: values } : {};
};

const namedEntry = ({ suite, suiteVersion, ...names }: EntryRow): BatchEntry => ({
  suite,
  ...(suiteVersion === "" ? {} : { suiteVersion }),
  entry: entryOf(names),
});

/** Whose the runs of some batches are; nothing where none has runs. */
const entryColumns = (rows: readonly ClaimsRow[], named: readonly EntryRow[]) => {
  if (named.length === 0) return {};
  const byBatch = Map.groupBy(
    named.toSorted((a, b) => a.place - b.place),
    (row) => row.batchId,
  );
  const own = rows.map((row) => byBatch.get(row.batchId) ?? []);
  return {
    entryCount: own.map(([first]) => first?.entryCount ?? 0),
    entries: own.map((first) => first.map(namedEntry)),
  };
};

/** The part that holds some batches, by name, whatever the order in which they were read. */
export const batchPart = (
  batches: readonly ClaimsRow[],
  totals: readonly TotalsRow[],
  named: readonly EntryRow[],
): PackedBatches => {
  const rows = batches.toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
  const totalsOf = new Map<string, Words>(totals.map((row) => [row.batchId, row.words]));
  const columns = {
    batchId: rows.map((row) => row.batchId),
    ...stated(rows, "createdAt"),
    ...stated(rows, "completedAt"),
    claimed: Object.assign({}, ...CLAIMS.map((field) => stated(rows, field))),
    ...entryColumns(rows, named),
    ...packedColumnsOf(BATCH_MEASURES, rows, (row, name) => exactMeasure(totalsOf.get(row.batchId) ?? {}, name)),
  };
  return { kind: "batches", batches: columns };
};
