import { clopperPearson } from "#statistics/intervals/clopper-pearson.ts";
import type { Interval } from "#statistics/intervals/interval.ts";

/** What a simulation of one setting found: a share of trials, and what was promised of it. */
export interface Finding {
  /** What is simulated, and under what. */
  promise: string;
  setting: string;
  /** The share, and the 95 % interval that the simulation's own size leaves it. */
  share: number;
  interval: Interval;
  /** What the share must be at least, or at most; a setting breaks it only where its whole interval does. */
  least?: number;
  most?: number;
}

/** A finding of so many hits among independent trials. */
export const findingOf = (
  promise: string,
  setting: string,
  { hits, trials }: { hits: number; trials: number },
  bound: Pick<Finding, "least" | "most"> = {},
): Finding => ({ promise, setting, share: hits / trials, interval: clopperPearson(hits / trials, trials), ...bound });

/** A finding of a share that each of some boards has, the boards being independent and what is on them not. */
export const findingOfBoards = (
  promise: string,
  setting: string,
  shares: readonly number[],
  bound: Pick<Finding, "least" | "most"> = {},
): Finding => {
  const n = shares.length;
  const share = shares.reduce((sum, one) => sum + one, 0) / n;
  const squares = shares.reduce((sum, one) => sum + (one - share) ** 2, 0);
  const half = 1.96 * Math.sqrt(squares / (n - 1) / n);
  return { promise, setting, share, interval: { low: share - half, high: share + half }, ...bound };
};

/** Whether a promise is broken beyond what the simulation's own error allows. */
export const isBroken = ({ interval, least, most }: Finding): boolean =>
  (least !== undefined && interval.high < least) || (most !== undefined && interval.low > most);

/** One thing to simulate, and how many times what is asked for: dear ones fewer times. */
export interface Simulation {
  name: string;
  run: (replicates: number) => Finding[];
}
