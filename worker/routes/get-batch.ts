import type { BatchAnalytics, BatchDetails } from "#contract/batches/batch-details.ts";
import { cursorOf } from "#contract/runs/run-query.ts";
import type { Database } from "../db/database.ts";
import { listRuns } from "../db/list-runs.ts";
import { readBatchCells, readBatchRows } from "../db/read-batches.ts";
import { readBatchEvaluators } from "../db/read-evaluators.ts";
import { boardOf, boardOfRows, byVersion } from "../figures/board.ts";
import { describeBatch } from "../figures/describe-batch.ts";
import { evaluationFigures } from "../figures/evaluations.ts";
import { figuresOfAll, figuresOfEntries, figuresOfScenarios } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { nextPage } from "../http/page.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";

/** How many of a batch's runs come with it. */
const RUNS_OF_A_PAGE = 200;

const findBatch = async (database: Database, batchId: string) => {
  const row = (await readBatchRows(database, [batchId])).get(batchId);
  if (!row) throw new StatusError(404, `no batch is called ${batchId}`);
  return row;
};

/** GET /api/batches/:batchId: what it claims, what its runs add up to, and the newest of them. */
export const getBatch: Handler<"getBatch"> = async ({ names: { batchId }, url, database }) => {
  const { metadata, ...row } = await findBatch(database, batchId);
  const board = boardOfRows(await readBatchCells(database, batchId));
  const { runs, next } = await listRuns(database, { batchId }, RUNS_OF_A_PAGE, undefined);
  const details: BatchDetails = {
    ...describeBatch(row, figuresOfAll(board)),
    metadata: metadata === null ? null : JSON.parse(metadata),
    runs,
  };
  const list = new URL("/api/runs", url);
  list.search = new URLSearchParams({ batchId, limit: String(RUNS_OF_A_PAGE) }).toString();
  return { body: details, headers: next ? nextPage(list, cursorOf(next)) : {} };
};

/** GET /api/batches/:batchId/analytics: by suite and scenario, by entry, by evaluator. */
export const getBatchAnalytics: Handler<"getBatchAnalytics"> = async ({ names: { batchId }, database }) => {
  await findBatch(database, batchId);
  const board = boardOfRows(await readBatchCells(database, batchId));
  const evaluators = await readBatchEvaluators(database, batchId);
  const analytics: BatchAnalytics = {
    batchId,
    suiteBreakdown: byVersion(board.counted).map(([version, counted]) => {
      const own = boardOf(counted);
      return { ...namedVersion(version), ...figuresOfAll(own), scenarios: figuresOfScenarios(own) };
    }),
    agentPerformance: figuresOfEntries(board),
    evaluatorBreakdown: evaluators.map((row) => ({
      evaluatorName: row.evaluatorName,
      ...evaluationFigures([row]),
    })),
  };
  return { body: analytics };
};
