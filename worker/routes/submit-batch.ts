import { BatchSchema, type BatchSubmitted } from "#contract/batches/batch.ts";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { issuesOf } from "#contract/service/problem.ts";
import { openDatabase } from "../db/database.ts";
import { storeBatch } from "../db/store-batch.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { invalidError } from "../http/problem.ts";
import { authorize } from "./authorize.ts";

/** POST /api/results/batch: what a harness says of a batch; creates it or updates the stated fields. */
export const submitBatch = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  await authorize(request, env, database, "submit");
  const parsed = BatchSchema.safeParse(await readJson(request, MAX_RUN_BYTES));
  if (!parsed.success) throw invalidError("the batch", issuesOf(parsed.error));
  await storeBatch(database, parsed.data, new Date());
  const submitted: BatchSubmitted = { success: true, batchId: parsed.data.batchId };
  return json(submitted);
};
