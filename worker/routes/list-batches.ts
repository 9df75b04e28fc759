import { batchCursorOf } from "#contract/batches/batch-query.ts";
import { type ListedBatch, listBatches as readBatches } from "../db/read-batches.ts";
import { describeBatch } from "../figures/describe-batch.ts";
import { batchTotalsOf } from "../figures/figures.ts";
import type { Handler } from "./handler.ts";

const summaryOf = ({ claims, totals }: ListedBatch) => describeBatch(claims, batchTotalsOf(totals ? [totals] : []));

/** GET /api/batches: newest or best first, in pages. */
export const listBatches: Handler<"listBatches"> = async ({ query, database }) => {
  const { batches, next } = await readBatches(database, query);
  return { body: batches.map(summaryOf), next: next && batchCursorOf(next) };
};
