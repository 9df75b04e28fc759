import { sql } from "drizzle-orm";
import type { RunPosition } from "#contract/runs/run-query.ts";
import { mayWriteTo, type Submitter } from "./batch-owners.ts";
import { type Database, runTogether } from "./database.ts";
import { findRuns } from "./find-runs.ts";
import { batchEntries, batchRuns, benchmarkRuns, decisions, runCorrections } from "./tables.ts";

/** A decision about a whole batch: why, when, and who made it. */
export interface BatchDecision {
  batchId: string;
  reason: string;
  decidedAt: Date;
  submitter: Submitter;
}

/**
 * Excludes the next `limit` runs of a batch, a decision each: those that are final and not excluded, if the batch is still the submitter's.
 * Gives how many that were, and where to go on; a dry run decides nothing.
 */
export const excludeRunsOfBatch = async (
  database: Database,
  { batchId, reason, decidedAt, submitter }: BatchDecision,
  { limit, after, dry }: { limit: number; after: RunPosition | undefined; dry: boolean },
): Promise<{ decided: number; next: RunPosition | undefined }> => {
  const { ids, next } = await findRuns(database, { batchId }, limit, after);
  const toExclude = sql`FROM ${benchmarkRuns} AS run LEFT JOIN ${runCorrections} AS correction USING (run_id)
    WHERE run.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND run.batch_id = ${batchId}
      AND run.status IN ('completed', 'failed') AND run.outcome <> 'excluded' AND ${mayWriteTo(submitter, sql`run.batch_id`)}`;
  const decided = dry
    ? await database.all(sql`SELECT run.id ${toExclude}`)
    : await database.all(sql`INSERT INTO ${decisions}
        (run_id, kind, reason, changes, decided_at, key_id, outcome, is_successful, total_score, weighted_score, cost_usd)
        SELECT run.run_id, 'exclude', ${reason}, json_object('outcome', json_object('from', run.outcome, 'to', 'excluded')),
          ${decidedAt.getTime()}, ${submitter.keyId}, 'excluded',
          correction.is_successful, correction.total_score, correction.weighted_score, correction.cost_usd
        ${toExclude} RETURNING id`);
  return { decided: decided.length, next };
};

/** How many runs the next step of a removal would take, and whether it would be the last. */
const supposeRemoval = async (database: Database, batchId: string, limit: number) => {
  const { ids, next } = await findRuns(database, { batchId }, limit, undefined);
  return { removed: ids.length, done: next === undefined };
};

/**
 * Removes a batch step by step: the first step leaves the decision and takes the batch from its owner, every one removes up to `limit` runs, and
 * the last one the batch. Gives how many runs went and whether the batch is gone; a dry run removes nothing.
 */
export const removeRunsOfBatch = async (
  database: Database,
  { batchId, reason, decidedAt, submitter }: BatchDecision,
  { limit, dry }: { limit: number; dry: boolean },
): Promise<{ removed: number; done: boolean }> => {
  if (dry) return supposeRemoval(database, batchId, limit);
  const isStanding = sql`batch_id = ${batchId} AND removal IS NULL`;
  const ofBatch = sql`${benchmarkRuns} WHERE batch_id = ${batchId}`;
  const [, , removed, left] = await runTogether(database, [
    sql`INSERT INTO ${decisions} (batch_id, kind, reason, runs, decided_at, key_id)
      SELECT ${batchId}, 'remove', ${reason}, (SELECT coalesce(sum(runs), 0) FROM ${batchEntries} WHERE batch_id = ${batchId}),
        ${decidedAt.getTime()}, ${submitter.keyId} FROM ${batchRuns} WHERE ${isStanding}`,
    sql`UPDATE ${batchRuns} SET key_id = '', removal = (SELECT max(id) FROM ${decisions} WHERE batch_id = ${batchId}) WHERE ${isStanding}`,
    sql`DELETE FROM ${benchmarkRuns} WHERE id IN (SELECT id FROM ${ofBatch} LIMIT ${limit}) RETURNING id`,
    sql`DELETE FROM ${batchRuns} WHERE batch_id = ${batchId} AND NOT EXISTS (SELECT 1 FROM ${ofBatch}) RETURNING batch_id`,
  ]);
  return { removed: removed?.length ?? 0, done: (left?.length ?? 0) > 0 };
};
