import type { BatchComparison } from "#contract/batches/batch-details.ts";
import type { CellRow } from "../db/measures.ts";
import { readBatchCells, readBatchRows, readBatchSums } from "../db/read-batches.ts";
import { boardOf, byName, byVersion, type Counted, countRows, coverageOfAll } from "../figures/board.ts";
import { describeBatch, isSmallBatch } from "../figures/describe-batch.ts";
import { figuresOf, figuresOfAll, plainFigures } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { noBatch } from "./not-found.ts";

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
export const compareBatches: Handler<"compareBatches"> = async ({ query: { ids }, database }) => {
  const rows = await readBatchRows(database, ids);
  const unknown = ids.filter((id) => !rows.has(id));
  if (unknown.length > 0) throw await noBatch(database, ...unknown);
  const sums = await readBatchSums(database, ids);
  if (!sums) throw new StatusError(422, "these batches have too many entries to be added up together: compare fewer");
  const cells = isSmallBatch([...sums.values()]) ? await readBatchCells(database, ids) : undefined;
  const counted = countRows(cells ?? []);
  const figures = (id: string) =>
    cells
      ? figuresOfAll(boardOf(ofBatch(counted, id)))
      : plainFigures([sums.get(id)?.totals].filter((totals) => totals !== undefined));
  const comparison: BatchComparison = {
    batches: ids.flatMap((id) => {
      const row = rows.get(id);
      if (!row) return [];
      const { metadata: _metadata, path: _path, ...claims } = row;
      return [describeBatch(claims, figures(id))];
    }),
    scenarios: sideBySide(counted, ids),
  };
  return { body: comparison };
};
