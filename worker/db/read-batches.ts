import { and, desc, eq, getTableColumns, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { BatchPosition, BatchQuery } from "#contract/batches/batch-query.ts";
import type { Database } from "./database.ts";
import { MAX_ROWS_LOOKED_AT } from "./list-runs.ts";
import type { CellRow, Measures } from "./measures.ts";
import { batchCells, batchRuns, batchTotals } from "./tables.ts";

type BatchRow = typeof batchRuns.$inferSelect;

/** What a batch's harness says of it, without the metadata. */
export type BatchClaimsRow = Omit<BatchRow, "metadata">;

/** A batch with what its runs add up to; null: it has none. */
export interface ListedBatch {
  claims: BatchClaimsRow;
  totals: Measures | null;
}

/** A page of batches, and where the next one begins; absent on the last. */
export interface BatchPage {
  batches: ListedBatch[];
  next: BatchPosition | undefined;
}

const { metadata: _metadata, ...claimColumns } = getTableColumns(batchRuns);
const { batchId: _batchId, ...totalColumns } = getTableColumns(batchTotals);

const hasStatus = (status: BatchQuery["status"]): SQL | undefined =>
  status && (status === "completed" ? isNotNull(batchRuns.completedAt) : isNull(batchRuns.completedAt));

/** Passes per counted run; null without a counted run. */
const score = sql<number | null>`(
  ${batchTotals.pass} * 1.0
  / nullif(${batchTotals.pass} + ${batchTotals.fail} + ${batchTotals.timeout} + ${batchTotals.refusal} + ${batchTotals.unknownFailure}, 0)
)`;

const totalsOf = (totals: Measures | null): Measures | null => (totals?.runs == null ? null : totals);

/** The newest first, along the index: looks at no more rows than a page holds, or MAX_ROWS_LOOKED_AT where few have the status. */
const listByDate = async (database: Database, { status, limit, cursor }: BatchQuery): Promise<BatchPage> => {
  const mostRows = status ? Math.max(MAX_ROWS_LOOKED_AT, limit + 1) : limit + 1;
  const after = cursor && sql`(listed_at, batch_id) < (${cursor.value}, ${cursor.batchId})`;
  const rows = await database
    .select(claimColumns)
    .from(batchRuns)
    .where(after)
    .orderBy(desc(batchRuns.listedAt), desc(batchRuns.batchId))
    .limit(mostRows);
  const passing = rows.filter(({ completedAt }) => !status || (completedAt !== null) === (status === "completed"));
  const page = passing.slice(0, limit);
  const last = passing.length > limit ? page.at(-1) : rows.length === mostRows ? rows.at(-1) : undefined;
  const totals = await readBatchTotals(
    database,
    page.map(({ batchId }) => batchId),
  );
  return {
    batches: page.map((claims) => ({ claims, totals: totals.get(claims.batchId) ?? null })),
    next: last && { sortBy: "date", value: last.listedAt, batchId: last.batchId },
  };
};

/** The best first, those without a counted run last. Reads every batch: no index knows the score. */
const listByScore = async (database: Database, { status, limit, cursor }: BatchQuery): Promise<BatchPage> => {
  const isAfter =
    cursor &&
    (cursor.value === null
      ? and(sql`${score} IS NULL`, lt(batchRuns.batchId, cursor.batchId))
      : or(
          sql`${score} IS NULL`,
          sql`${score} < ${cursor.value}`,
          and(sql`${score} = ${cursor.value}`, lt(batchRuns.batchId, cursor.batchId)),
        ));
  const rows = await database
    .select({ claims: claimColumns, totals: totalColumns, score })
    .from(batchRuns)
    .leftJoin(batchTotals, eq(batchTotals.batchId, batchRuns.batchId))
    .where(and(hasStatus(status), isAfter))
    .orderBy(sql`${score} DESC NULLS LAST`, desc(batchRuns.batchId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    batches: page.map(({ claims, totals }) => ({ claims, totals: totalsOf(totals) })),
    next: last && { sortBy: "score", value: last.score, batchId: last.claims.batchId },
  };
};

/** A page of batches from the cursor on. With a status, a page may hold fewer than `limit`, even none, and still have a next one. */
export const listBatches = (database: Database, query: BatchQuery): Promise<BatchPage> =>
  query.sortBy === "score" ? listByScore(database, query) : listByDate(database, query);

/** What the runs of each of some batches add up to; batches without runs are absent. */
export const readBatchTotals = async (
  database: Database,
  batchIds: readonly string[],
): Promise<Map<string, Measures>> => {
  const rows = await database
    .select()
    .from(batchTotals)
    .where(sql`${batchTotals.batchId} IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))`);
  return new Map(rows.map(({ batchId, ...totals }) => [batchId, totals]));
};

/** What the harnesses of some batches say of them; unknown ones are absent. */
export const readBatchRows = async (
  database: Database,
  batchIds: readonly string[],
): Promise<Map<string, BatchRow>> => {
  const rows = await database
    .select()
    .from(batchRuns)
    .where(sql`${batchRuns.batchId} IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))`);
  return new Map(rows.map((row) => [row.batchId, row]));
};

/** The cells that a batch ran, with what its own runs add up to in each. */
export const readBatchCells = (database: Database, batchId: string): Promise<(CellRow & { batchId: string })[]> =>
  database.select().from(batchCells).where(eq(batchCells.batchId, batchId));
