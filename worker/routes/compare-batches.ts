import type { BatchComparison } from "#contract/batches/batch-details.ts";
import { BatchCompareQuerySchema } from "#contract/batches/batch-query.ts";
import { openDatabase } from "../db/database.ts";
import type { CellRow } from "../db/measures.ts";
import { readBatchCells, readBatchRows } from "../db/read-batches.ts";
import type { Env } from "../env.ts";
import { boardOf, byName, byVersion, type Counted, countRows, coverageOfAll } from "../figures/board.ts";
import { describeBatch } from "../figures/describe-batch.ts";
import { figuresOf, figuresOfAll } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { json } from "../http/answer.ts";
import { StatusError } from "../http/problem.ts";
import { parseQuery } from "../http/query.ts";

type Counts = readonly Counted<CellRow & { batchId: string }>[];

const ofBatch = (counted: Counts, id: string) => counted.filter(({ row }) => row.batchId === id);

/** Every scenario of the batches, with the figures of each batch there. */
const sideBySide = (counted: Counts, ids: readonly string[]): BatchComparison["scenarios"] =>
  byVersion(counted).flatMap(([version, suite]) => {
    const { scoreScale } = boardOf(suite);
    const boards = ids.map((id) => boardOf(ofBatch(suite, id)));
    return byName(suite, ({ scenario }) => scenario).map(([scenario, inScenario]) => ({
      ...namedVersion(version),
      scenario,
      figures: boards.map((board, position) => {
        const own = ofBatch(inScenario, ids[position] ?? "");
        return own.length === 0 ? null : figuresOf(own, { scoreScale, coverage: coverageOfAll(own, board) });
      }),
    }));
  });

/** GET /api/batches/compare: two to five batches side by side. */
export const compareBatches = async (request: Request, env: Env): Promise<Response> => {
  const { ids } = parseQuery(BatchCompareQuerySchema, request);
  const database = openDatabase(env.DB);
  const rows = await readBatchRows(database, ids);
  const unknown = ids.filter((id) => !rows.has(id));
  if (unknown.length > 0) {
    throw new StatusError(404, `no batch is called ${unknown.join(", nor ")}`, {
      issues: unknown.map((id) => ({ path: ["ids", ids.indexOf(id)], message: `no batch is called ${id}` })),
    });
  }
  const cells = await Promise.all(ids.map((id) => readBatchCells(database, id)));
  const counted = countRows(cells.flat());
  const comparison: BatchComparison = {
    batches: ids.flatMap((id) => {
      const row = rows.get(id);
      if (!row) return [];
      const { metadata: _metadata, ...claims } = row;
      return [describeBatch(claims, figuresOfAll(boardOf(ofBatch(counted, id))))];
    }),
    scenarios: sideBySide(counted, ids),
  };
  return json(comparison);
};
