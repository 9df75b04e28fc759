import { CLAIMS } from "#contract/batches/claims.ts";
import type { BatchColumns } from "#contract/snapshot/batches.ts";
import { BATCH_MEASURES } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { batchRuns, batchTotals } from "./tables.ts";

const { batchId, createdAt, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore } = batchRuns;

/** What reads all batches, by name, and what their runs add up to: a scan of each table in the order of its key. */
export const batchQueries = (database: Database) =>
  [
    database
      .select({ batchId, createdAt, completedAt, totalRuns, successfulRuns, avgScore, avgWeightedScore })
      .from(batchRuns)
      .orderBy(batchId),
    database.select().from(batchTotals),
  ] as const;

type ClaimsRow = Awaited<ReturnType<typeof batchQueries>[0]>[number];
type TotalsRow = Awaited<ReturnType<typeof batchQueries>[1]>[number];

/** The snapshot's columns for what `batchQueries` read. */
export const batchColumnsOf = (batches: readonly ClaimsRow[], totals: readonly TotalsRow[]): BatchColumns => {
  const stated = <Field extends keyof ClaimsRow>(field: Field) => {
    const values = batches.map((row) => row[field]);
    return values.some((value) => value !== null) ? { [field]: values } : {};
  };
  const columns: BatchColumns = {
    batchId: batches.map((row) => row.batchId),
    ...stated("createdAt"),
    ...stated("completedAt"),
    claimed: Object.assign({}, ...CLAIMS.map(stated)),
  };
  const totalsOf = new Map(totals.map((row) => [row.batchId, row]));
  for (const measure of BATCH_MEASURES) {
    const values = batches.map((row) => totalsOf.get(row.batchId)?.[measure] ?? 0);
    if (values.some((value) => value !== 0)) columns[measure] = values;
  }
  return columns;
};
