import type { Cell } from "#contract/snapshot/snapshot.ts";
import { BILLION, type Metric } from "./observation.ts";

/**
 * What values the runs of a board can take: "proportion" 0 or 1, so that a mean is a share of runs; "unit" graded from 0 to 1; "open"
 * the suite's own scale, whose ends are not known.
 */
export type Scale = "proportion" | "unit" | "open";

/** Whether run scores take more than the values 0 and 1: only those two equal their squares. */
export const isGraded = (cells: readonly Cell[]): boolean =>
  cells.some(({ scoreSum, scoreSquareSum }) => scoreSum !== scoreSquareSum);

/** The scale of a metric, told from all cells of a board. */
export const scaleOf = (cells: readonly Cell[], metric: Metric): Scale => {
  if (metric === "success" || !isGraded(cells)) return "proportion";
  const isWithinUnit = cells.every(({ scoreSum, scoreRuns }) => scoreSum >= 0 && scoreSum <= scoreRuns * BILLION);
  return isWithinUnit ? "unit" : "open";
};
