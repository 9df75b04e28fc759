import { MAX_RUNS_A_STEP } from "#contract/batches/decision.ts";
import { cursorOf } from "#contract/runs/run-query.ts";
import { mayChange, readOwners } from "../db/batch-owners.ts";
import { excludeRunsOfBatch, removeRunsOfBatch } from "../db/decide-batches.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { noBatch } from "./not-found.ts";
import { foreignBatchText } from "./ownership.ts";

/** POST /api/batches/:batchId/decisions: takes a batch back, its runs one by one, some in each request. */
export const takeBackBatch: Handler<"takeBackBatch"> = async (call) => {
  const { names, body, query, identity, database, dry } = call;
  const { batchId } = names;
  const owner = (await readOwners(database, [batchId])).get(batchId);
  if (owner === undefined || owner === null) throw await noBatch(database, batchId);
  if (!mayChange(identity, owner)) throw new StatusError(403, foreignBatchText(batchId, owner));
  const decision = { batchId, reason: body.reason, decidedAt: new Date(), submitter: identity };
  const step = { limit: MAX_RUNS_A_STEP, after: query.cursor, dry };
  const { decided, next } = await excludeRunsOfBatch(database, decision, step);
  return { body: { success: true, batchId, decided, ...(next && { next: cursorOf(next) }) } };
};

/** DELETE /api/batches/:batchId: removes a batch and its runs, some in each request, and leaves the decision. */
export const removeBatch: Handler<"removeBatch"> = async ({ names, query, identity, database, dry }) => {
  const { batchId } = names;
  const owner = (await readOwners(database, [batchId])).get(batchId);
  if (owner === undefined || owner === null) throw await noBatch(database, batchId);
  const decision = { batchId, reason: query.reason, decidedAt: new Date(), submitter: identity };
  const { removed, done } = await removeRunsOfBatch(database, decision, { limit: MAX_RUNS_A_STEP, dry });
  return { body: { success: true, batchId, removed, done } };
};
