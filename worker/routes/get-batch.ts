import type { IRequest } from "itty-router";
import type { BatchAnalytics, BatchDetails } from "#contract/batches/batch-details.ts";
import { BatchDetailsQuerySchema } from "#contract/batches/batch-query.ts";
import { cursorOf } from "#contract/runs/run-query.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { listRuns } from "../db/list-runs.ts";
import { readBatchCells, readBatchRows } from "../db/read-batches.ts";
import { readBatchEvaluators } from "../db/read-evaluators.ts";
import type { Env } from "../env.ts";
import { boardOf, boardOfRows, byVersion } from "../figures/board.ts";
import { describeBatch } from "../figures/describe-batch.ts";
import { evaluationFigures } from "../figures/evaluations.ts";
import { figuresOfAll, figuresOfEntries, figuresOfScenarios } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { json } from "../http/answer.ts";
import { nextPage } from "../http/page.ts";
import { decodeName } from "../http/path.ts";
import { StatusError } from "../http/problem.ts";
import { parseQuery } from "../http/query.ts";

/** How many of a batch's runs come with it. */
const RUNS_OF_A_PAGE = 200;

const findBatch = async (database: Database, request: IRequest) => {
  parseQuery(BatchDetailsQuerySchema, request);
  const batchId = decodeName(request.params["batchId"]);
  const row = (await readBatchRows(database, [batchId])).get(batchId);
  if (!row) throw new StatusError(404, `no batch is called ${batchId}`);
  return row;
};

/** GET /api/batches/:batchId: what it claims, what its runs add up to, and the newest of them. */
export const getBatch = async (request: IRequest, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const { metadata, ...row } = await findBatch(database, request);
  const { batchId } = row;
  const board = boardOfRows(await readBatchCells(database, batchId));
  const { runs, next } = await listRuns(database, { batchId }, RUNS_OF_A_PAGE, undefined);
  const details: BatchDetails = {
    ...describeBatch(row, figuresOfAll(board)),
    metadata: metadata === null ? null : JSON.parse(metadata),
    runs,
  };
  const list = new URL("/api/runs", request.url);
  list.search = new URLSearchParams({ batchId, limit: String(RUNS_OF_A_PAGE) }).toString();
  return json(details, { headers: next ? nextPage(list, cursorOf(next)) : {} });
};

/** GET /api/batches/:batchId/analytics: by suite and scenario, by entry, by evaluator. */
export const getBatchAnalytics = async (request: IRequest, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const { batchId } = await findBatch(database, request);
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
  return json(analytics);
};
