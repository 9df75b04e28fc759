import { storeBatch } from "../db/store-batch.ts";
import { invalidError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { issuesAhead } from "./moments-ahead.ts";

/** POST /api/results/batch: what a harness says of a batch; creates it or updates the stated fields. */
export const submitBatch: Handler<"submitBatch"> = async ({ body, database }) => {
  const { batchId, createdAt, completedAt } = body;
  const now = new Date();
  const issues = issuesAhead({ createdAt, completedAt }, now);
  if (issues.length > 0) throw invalidError("the batch", issues);
  await storeBatch(database, body, now);
  return { body: { success: true, batchId } };
};
