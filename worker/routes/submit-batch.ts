import { storeBatch } from "../db/store-batch.ts";
import type { Handler } from "./handler.ts";

/** POST /api/results/batch: what a harness says of a batch; creates it or updates the stated fields. */
export const submitBatch: Handler<"submitBatch"> = async ({ body, database }) => {
  await storeBatch(database, body, new Date());
  return { body: { success: true, batchId: body.batchId } };
};
