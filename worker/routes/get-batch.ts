import type * as z from "zod";
import type { BatchAnalytics, BatchDetailsSchema } from "#contract/batches/batch-details.ts";
import type { Figures } from "#contract/figures/figures.ts";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { cursorOf } from "#contract/runs/run-query.ts";
import type { Database } from "../db/database.ts";
import { listRuns } from "../db/list-runs.ts";
import type { CellRow } from "../db/measures.ts";
import {
  type BatchEntry,
  type BatchSums,
  readBatchCells,
  readBatchEntries,
  readBatchRows,
  readBatchSums,
} from "../db/read-batches.ts";
import { evaluationTotals, readBatchEvaluators } from "../db/read-evaluators.ts";
import { type Board, boardOf, boardOfRows, byVersion, namedEntry } from "../figures/board.ts";
import { describeBatch, isSmallBatch } from "../figures/describe-batch.ts";
import { evaluationFigures } from "../figures/evaluations.ts";
import { figuresOfAll, figuresOfEntries, figuresOfScenarios, plainFigures } from "../figures/figures.ts";
import { isOneOf, namedVersion, versionsOf } from "../figures/suite-version.ts";
import { nextPage } from "../http/page.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { noBatch } from "./not-found.ts";

/** How many of its runs are shown with a batch: the newest. */
const SHOWN_RUNS = 200;

/** The most entries of a large batch that are told apart. */
const MOST_ENTRIES = 1_200;

const findBatch = async (database: Database, batchId: string) => {
  const row = (await readBatchRows(database, [batchId])).get(batchId);
  if (!row) throw await noBatch(database, batchId);
  return row;
};

/** What the runs of a batch add up to. Throws 422 if it has too many entries. */
const readSums = async (database: Database, batchId: string): Promise<BatchSums | undefined> => {
  const sums = await readBatchSums(database, [batchId]);
  if (sums) return sums.get(batchId);
  throw new StatusError(422, `batch ${batchId} has too many entries to be added up: GET /api/batches lists what it is`);
};

/** A batch's cells as a board; undefined if it has too many runs, or too many names, to be counted again for it. */
const readBatchBoard = async (database: Database, batchId: string, sums: BatchSums | undefined) => {
  const cells = isSmallBatch(sums ? [sums] : []) ? await readBatchCells(database, [batchId]) : undefined;
  return cells && boardOfRows(cells);
};

const readBatchFigures = async (database: Database, batchId: string): Promise<Figures> => {
  const sums = await readSums(database, batchId);
  const board = await readBatchBoard(database, batchId, sums);
  return board ? figuresOfAll(board) : plainFigures(sums ? [sums.totals] : []);
};

type Breakdown = Pick<BatchAnalytics, "suiteBreakdown" | "agentPerformance">;

const breakDown = (board: Board<CellRow>): Breakdown => ({
  suiteBreakdown: byVersion(board.counted).map(([version, counted]) => {
    const own = boardOf(counted);
    return { ...namedVersion(version), ...figuresOfAll(own), scenarios: figuresOfScenarios(own) };
  }),
  agentPerformance: figuresOfEntries(board),
});

/** The same of a large batch, from what its entries add up to. */
const breakDownTotals = (rows: readonly BatchEntry[]): Breakdown => ({
  suiteBreakdown: versionsOf(rows).map((version) => ({
    ...namedVersion(version),
    ...plainFigures(rows.filter(isOneOf([version]))),
    scenarios: [],
  })),
  agentPerformance: [...Map.groupBy(rows, (row) => formatEntry(entryOf(row))).values()]
    .flatMap((own) => (own[0] ? [{ ...namedEntry(entryOf(own[0])), ...plainFigures(own) }] : []))
    .sort((a, b) => (b.passShare ?? -1) - (a.passShare ?? -1)),
});

/** The breakdown of a large batch. Throws 422 if it has too many entries. */
const readBreakdown = async (database: Database, batchId: string): Promise<Breakdown> => {
  const rows = await readBatchEntries(database, batchId, MOST_ENTRIES + 1);
  if (rows.length <= MOST_ENTRIES) return breakDownTotals(rows);
  throw new StatusError(
    422,
    `batch ${batchId} has more than ${MOST_ENTRIES} entries, too many to list: look at its suites`,
  );
};

/** GET /api/batches/:batchId: what it claims, what its runs add up to, and the newest of them. */
export const getBatch: Handler<"getBatch"> = async ({ names: { batchId }, url, database }) => {
  const { metadata, path: _path, ...row } = await findBatch(database, batchId);
  const figures = await readBatchFigures(database, batchId);
  const { runs, next } = await listRuns(database, { batchId }, SHOWN_RUNS, undefined);
  const details: z.input<typeof BatchDetailsSchema> = {
    ...describeBatch(row, figures),
    metadata: metadata === null ? null : JSON.parse(metadata),
    runs,
  };
  const list = new URL("/api/runs", url);
  list.search = new URLSearchParams({ batchId, limit: String(SHOWN_RUNS) }).toString();
  return { body: details, headers: next ? nextPage(list, cursorOf(next)) : {} };
};

/** GET /api/batches/:batchId/analytics: by suite and scenario, by entry, by evaluator. */
export const getBatchAnalytics: Handler<"getBatchAnalytics"> = async ({ names: { batchId }, database }) => {
  await findBatch(database, batchId);
  const board = await readBatchBoard(database, batchId, await readSums(database, batchId));
  const evaluators = await readBatchEvaluators(database, batchId);
  const analytics: BatchAnalytics = {
    batchId,
    ...(board ? breakDown(board) : await readBreakdown(database, batchId)),
    evaluatorBreakdown: evaluators.map((row) => ({
      evaluatorName: row.evaluatorName,
      ...evaluationFigures(evaluationTotals([row])),
    })),
  };
  return { body: analytics };
};
