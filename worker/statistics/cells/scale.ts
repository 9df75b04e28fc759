import { extent } from "d3-array";
import type { Cell } from "#contract/snapshot/cells.ts";
import { SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";
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

type Scores = Pick<Cell, "scoreRuns" | "scoreSum" | "scoreSpread">;

/** Whether a cell's scores are 0 and 1 alone: then they sum up to a whole number of ones, and differ as much as those do. */
const isBinary = ({ scoreRuns, scoreSum, scoreSpread }: Scores): boolean => {
  const ones = scoreSum / SCORE_UNITS;
  return Number.isInteger(ones) && scoreSpread === ones * (scoreRuns - ones) * SPREAD_UNITS;
};

/** Whether run scores take more than the values 0 and 1. */
export const isGraded = (cells: readonly Scores[]): boolean => !cells.every(isBinary);

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
