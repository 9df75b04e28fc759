import { allRuns } from "#contract/runs/outcomes.ts";
import type { PackedPart } from "#contract/snapshot/parts.ts";
import type { Database } from "./database.ts";
import { type BatchOfPart, batchPart } from "./part-batches.ts";
import { cellPart, type PartCell } from "./part-cells.ts";

/** A part with how many cells or batches, and runs, it holds. */
export interface Content {
  part: PackedPart;
  size: number;
  runs: number;
}

/** The content of a part of batches. */
export const contentOfBatches = (batches: readonly BatchOfPart[]): Content => ({
  part: batchPart(batches),
  size: batches.length,
  runs: 0,
});

/** The content of a part of cells of a version of a suite; a result that stands for many runs counts as that many. */
export const contentOfCells = async (
  database: Database,
  suiteVersionId: number,
  cells: readonly PartCell[],
): Promise<Content> => ({
  part: await cellPart(database, suiteVersionId, cells),
  size: cells.length,
  runs: cells.reduce((sum, { row }) => sum + allRuns(row), 0),
});
