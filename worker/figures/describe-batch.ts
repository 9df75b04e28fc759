import { sum } from "d3-array";
import { MAX_BATCH_ENTRIES, MAX_BATCH_RUNS } from "#contract/batches/batch-details.ts";
import type { Claims } from "#contract/batches/claims.ts";
import type { Totals } from "#contract/figures/figures.ts";
import { differencesOf } from "#statistics/batches/claims.ts";
import type { BatchClaimsRow, BatchSums } from "../db/read-batches.ts";

const claimsOf = ({ totalRuns, successfulRuns, avgScore, avgWeightedScore }: BatchClaimsRow): Claims => ({
  totalRuns,
  successfulRuns,
  avgScore,
  avgWeightedScore,
});

/** What a batch says of itself, beside what its runs add up to. */
export const describeBatch = <Recomputed extends Totals>(row: BatchClaimsRow, recomputed: Recomputed) => {
  const claimed = claimsOf(row);
  return {
    batchId: row.batchId,
    createdAt: row.createdAt ?? row.listedAt,
    completedAt: row.completedAt,
    status: row.completedAt === null ? ("running" as const) : ("completed" as const),
    claimed,
    differences: differencesOf(claimed, recomputed),
    ...recomputed,
  };
};

/** Whether batches have few enough runs and entries together to be counted again from the runs themselves. */
export const isSmallBatch = (batches: readonly BatchSums[]): boolean =>
  sum(batches, ({ totals }) => totals.runs) <= MAX_BATCH_RUNS &&
  sum(batches, ({ entries }) => entries) <= MAX_BATCH_ENTRIES;
