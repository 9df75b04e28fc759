import type { Batch } from "#contract/batches/batch.ts";
import type { Database } from "./database.ts";
import { pathOf } from "./part-paths.ts";
import { batchRuns } from "./tables.ts";

const milliseconds = (moment: string | undefined) => (moment === undefined ? undefined : Date.parse(moment));

/** Creates a batch, or updates the fields of it that are stated here. */
export const storeBatch = async (database: Database, { batchId, ...claims }: Batch, now: Date): Promise<void> => {
  const createdAt = milliseconds(claims.createdAt);
  const stated = {
    createdAt,
    listedAt: createdAt,
    completedAt: milliseconds(claims.completedAt),
    totalRuns: claims.totalRuns,
    successfulRuns: claims.successfulRuns,
    avgScore: claims.avgScore,
    avgWeightedScore: claims.avgWeightedScore,
    metadata: claims.metadata && JSON.stringify(claims.metadata),
  };
  const insert = database.insert(batchRuns).values({
    batchId,
    ...stated,
    listedAt: createdAt ?? now.getTime(),
    path: pathOf(batchId),
  });
  const isEmpty = Object.values(stated).every((value) => value === undefined);
  await (isEmpty
    ? insert.onConflictDoNothing()
    : insert.onConflictDoUpdate({ target: batchRuns.batchId, set: stated }));
};
