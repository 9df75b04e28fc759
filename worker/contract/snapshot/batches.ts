import * as z from "zod";
import { type Claims, ClaimsSchema } from "../batches/claims.ts";
import { recordOf } from "../names/records.ts";
import { measureColumns } from "./columns.ts";
import type { JoinedColumn } from "./joined-columns.ts";
import { BATCH_MEASURES, type BatchMeasure } from "./measures.ts";

/** A column of what harnesses say: null where one says nothing, no column where none says anything. */
const statedColumn = <Value extends z.ZodType>(value: Value) =>
  z.array(value).optional().describe(`${value.description} null: not claimed. Absent: claimed by none.`);

const momentColumn = (meaning: string) =>
  statedColumn(z.int().nullable().describe(`${meaning}, as claimed, in milliseconds since 1970.`));

const claims = ClaimsSchema.shape;

/**
 * The batches, a column each: the n-th value of every column belongs to the n-th batch. What harnesses claim of them stands beside the
 * counts and sums of their runs; their metadata are not here.
 */
export const BatchColumnsSchema = z.strictObject({
  batchId: z.array(z.string()).describe("The batches' names, by their bytes in UTF-8."),
  createdAt: momentColumn("When it started"),
  completedAt: momentColumn("When it ended"),
  claimed: z
    .strictObject({
      totalRuns: statedColumn(claims.totalRuns),
      successfulRuns: statedColumn(claims.successfulRuns),
      avgScore: statedColumn(claims.avgScore),
      avgWeightedScore: statedColumn(claims.avgWeightedScore),
    })
    .describe("What their harnesses claim; everything after it is recomputed from the runs."),
  ...measureColumns(BATCH_MEASURES, "batch"),
});
export type BatchColumns = z.infer<typeof BatchColumnsSchema>;

/** What is wrong with the lengths of the columns; undefined if nothing is. */
export const brokenBatchColumn = ({ claimed, ...columns }: BatchColumns): string | undefined => {
  const length = columns.batchId.length;
  for (const [name, column] of Object.entries({ ...columns, ...claimed })) {
    if (column && column.length !== length) return `${name} has ${column.length} values, batchId has ${length}`;
  }
  return undefined;
};

/** One batch: what its harness says of it, null where it says nothing, and what its runs add up to. */
export interface SnapshotBatch extends Record<BatchMeasure, number> {
  batchId: string;
  /** Milliseconds since 1970, like `completedAt`. */
  createdAt: number | null;
  completedAt: number | null;
  claimed: Claims;
}

/** The same, the columns of its measures kept in whatever way. */
export type JoinedBatches = Omit<BatchColumns, BatchMeasure> & Partial<Record<BatchMeasure, JoinedColumn | undefined>>;

/** The batches of a snapshot as objects, in its order. */
export const batchesOf = ({ claimed, ...columns }: JoinedBatches): SnapshotBatch[] =>
  columns.batchId.map((batchId, n) => ({
    batchId,
    createdAt: columns.createdAt?.[n] ?? null,
    completedAt: columns.completedAt?.[n] ?? null,
    claimed: {
      totalRuns: claimed.totalRuns?.[n] ?? null,
      successfulRuns: claimed.successfulRuns?.[n] ?? null,
      avgScore: claimed.avgScore?.[n] ?? null,
      avgWeightedScore: claimed.avgWeightedScore?.[n] ?? null,
    },
    ...recordOf(BATCH_MEASURES, (measure) => Number(columns[measure]?.[n] ?? 0)),
  }));
