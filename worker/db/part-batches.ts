import { inArray, or, type SQL, sql } from "drizzle-orm";
import { CLAIMS } from "#contract/batches/claims.ts";
import { packedColumnsOf } from "#contract/snapshot/columns.ts";
import { BATCH_MEASURES, exactMeasure, type Words } from "#contract/snapshot/measures.ts";
import { MAX_PART_BATCHES, type PackedBatches } from "#contract/snapshot/parts.ts";
import type { Database } from "./database.ts";
import { summedMeasures } from "./measures.ts";
import { beginsWith } from "./part-cells.ts";
import { batchEntries, batchRuns } from "./tables.ts";

const { batchId, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore } = batchRuns;

/** The queries of the batches whose path begins so, one more than a part may hold, and of what their runs add up to. */
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

const batchesWhere = (database: Database, ofPart: SQL | undefined, most: number) => {
  return [
    database
      .select({ batchId, createdAt, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore })
      .from(batchRuns)
      .where(ofPart)
      .limit(most + 1),
    database
      .select({ batchId: batchEntries.batchId, words: summedMeasures(batchEntries) })
      .from(batchEntries)
      .where(
        inArray(
          batchEntries.batchId,
          database
            .select({ batchId })
            .from(batchRuns)
            .where(ofPart)
            .limit(most + 1),
        ),
      )
      .groupBy(batchEntries.batchId),
  ] as const;
};

type ClaimsRow = Awaited<ReturnType<typeof batchesOfPart>[0]>[number];
type TotalsRow = Awaited<ReturnType<typeof batchesOfPart>[1]>[number];

const stated = <Field extends keyof ClaimsRow>(rows: readonly ClaimsRow[], field: Field) => {
  const values = rows.map((row) => row[field]);
  return values.some((value) => value !== null) ? { [field]: values } : {};
};

/** The part that holds some batches, by name, whatever the order in which they were read. */
export const batchPart = (batches: readonly ClaimsRow[], totals: readonly TotalsRow[]): PackedBatches => {
  const rows = batches.toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
  const totalsOf = new Map<string, Words>(totals.map((row) => [row.batchId, row.words]));
  const columns = {
    batchId: rows.map((row) => row.batchId),
    ...stated(rows, "createdAt"),
    ...stated(rows, "completedAt"),
    claimed: Object.assign({}, ...CLAIMS.map((field) => stated(rows, field))),
    ...packedColumnsOf(BATCH_MEASURES, rows, (row, name) => exactMeasure(totalsOf.get(row.batchId) ?? {}, name)),
  };
  return { kind: "batches", batches: columns };
};
