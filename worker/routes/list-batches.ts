import type { BatchSummary } from "#contract/batches/batch-details.ts";
import { BatchQuerySchema, batchCursorOf } from "#contract/batches/batch-query.ts";
import { openDatabase } from "../db/database.ts";
import { type ListedBatch, listBatches } from "../db/read-batches.ts";
import type { Env } from "../env.ts";
import { describeBatch } from "../figures/describe-batch.ts";
import { totalsOf } from "../figures/figures.ts";
import { json } from "../http/answer.ts";
import { nextPage } from "../http/page.ts";
import { parseQuery } from "../http/query.ts";

const summaryOf = ({ claims, totals }: ListedBatch): BatchSummary => {
  const recomputed = totalsOf(totals ? [totals] : []);
  const { countedRuns, successfulRuns } = recomputed;
  return {
    ...describeBatch(claims, recomputed),
    passShare: countedRuns > 0 ? successfulRuns / countedRuns : null,
  };
};

/** GET /api/batches: newest or best first, in pages. */
export const getBatches = async (request: Request, env: Env): Promise<Response> => {
  const query = parseQuery(BatchQuerySchema, request);
  const { batches, next } = await listBatches(openDatabase(env.DB), query);
  return json(batches.map(summaryOf), { headers: next ? nextPage(new URL(request.url), batchCursorOf(next)) : {} });
};
