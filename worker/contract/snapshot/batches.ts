import * as z from "zod";
import { type Claims, ClaimsSchema } from "../batches/claims.ts";
import { EntrySchema } from "../names/entry.ts";
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

/** So many entries of a batch are named. */
export const MOST_BATCH_ENTRIES = 5;

/** An entry that runs of a batch are of, on its version of a suite. */
const BatchEntrySchema = z.strictObject({
  suite: z.string().describe("The suite."),
  suiteVersion: z.string().optional().describe("Its version, if it has one."),
  entry: EntrySchema.describe("The entry."),
});
export type BatchEntry = z.infer<typeof BatchEntrySchema>;

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
  entryCount: z
    .array(z.int().min(0).describe("Of how many entries its runs are, each version of a suite having its own."))
    .optional()
    .describe("Absent: every batch has none, or the snapshot was made before this was told."),
  entries: z
    .array(z.array(BatchEntrySchema).max(MOST_BATCH_ENTRIES))
    .optional()
    .describe(`The first ${MOST_BATCH_ENTRIES} of these entries, by suite, version, agent, model and variant.`),
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
  /** Of how many entries its runs are, and the first of them. */
  entryCount: number;
  entries: readonly BatchEntry[];
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
    entryCount: columns.entryCount?.[n] ?? 0,
    entries: columns.entries?.[n] ?? [],
    ...recordOf(BATCH_MEASURES, (measure) => Number(columns[measure]?.[n] ?? 0)),
  }));
