import type { Estimate } from "#statistics/intervals/estimate.ts";
import type { Board } from "../snapshot/boards.ts";

/** The ends of a bar's scale: 0 and 1, or as far as the scores of the board go. */
export const barDomain = ({ metric, standings }: Pick<Board, "metric" | "standings">): [low: number, high: number] => {
  if (metric === "success") return [0, 1];
  const reached = standings.flatMap(({ estimate: { value, interval } }) =>
    value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  return [Math.min(0, ...reached), Math.max(1, ...reached)];
};

/**
 * The paths of an interval bar in a box of 100 × 14: the interval, and the estimate as a stroke across it. Empty where there is none.
 */
export const barPaths = (
  { value, interval }: Pick<Estimate, "value" | "interval">,
  [low, high]: readonly [number, number],
): { interval: string; value: string } => {
  const place = (at: number) => Number(((100 * (at - low)) / (high - low)).toFixed(1));
  return {
    interval: interval === null ? "" : `M${place(interval.low)} 7H${place(interval.high)}`,
    value: value === null ? "" : `M${place(value)} 1V13`,
  };
};
