import { issuesAhead } from "#contract/runs/moments-ahead.ts";
import { storeBatch } from "../db/store-batch.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { foreignBatchText, removedBatchText } from "./ownership.ts";

/** POST /api/results/batch: what a harness says of a batch; creates it or updates the stated fields. */
export const submitBatch: Handler<"submitBatch"> = async ({ body, identity, database, dry }) => {
  const { batchId, createdAt, completedAt } = body;
  const now = new Date();
  const issues = issuesAhead({ createdAt, completedAt }, now);
  if (issues.length > 0) throw invalidError("the batch", issues);
  const owner = await storeBatch(database, body, identity, { now, dry });
  if (owner !== undefined) {
    const message = owner === null ? removedBatchText(batchId) : foreignBatchText(batchId, owner);
    throw new StatusError(owner === null ? 409 : 403, message, { issues: [{ path: ["batchId"], message }] });
  }
  return { body: { success: true, batchId } };
};
