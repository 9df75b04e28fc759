import { extent } from "d3-array";
import type { Cell } from "#contract/snapshot/snapshot.ts";
import { type Metric, meanOf } from "./observation.ts";

/** What values the runs of a board can take. */
export interface Scale {
  /** Whether a run is worth 0 or 1 and nothing between, so that a mean is a share of runs. */
  binary: boolean;
  /** The least and the most that a run can be worth; null where nobody states it. */
  ends: { low: number; high: number } | null;
  /** How far apart two runs can be: the width of the stated ends, else of what the board's cells span. */
  width: number;
}

/** The scale of a success rate. */
export const SHARES: Scale = { binary: true, ends: { low: 0, high: 1 }, width: 1 };

/** Whether run scores take more than the values 0 and 1: only those two equal their squares. */
export const isGraded = (cells: readonly Pick<Cell, "scoreSum" | "scoreSquareSum">[]): boolean =>
  cells.some(({ scoreSum, scoreSquareSum }) => scoreSum !== scoreSquareSum);

/** A scale of scores whose ends are stated. */
export const statedScale = (low: number, high: number): Scale => ({
  binary: false,
  ends: { low, high },
  width: high - low,
});

/** The scale of scores whose ends nobody states: as wide as what the cells of all entries span. */
const openScale = (cells: readonly Cell[]): Scale => {
  const means = cells.flatMap(({ scoreRuns, scoreSum }) => meanOf(scoreSum, scoreRuns) ?? []);
  const [low = 0, high = 0] = extent(means);
  return { binary: false, ends: null, width: high - low };
};

/** The scale of a metric where nobody states it, told from all cells of a board. */
export const scaleOf = (cells: readonly Cell[], metric: Metric): Scale =>
  metric === "success" || !isGraded(cells) ? SHARES : openScale(cells);
