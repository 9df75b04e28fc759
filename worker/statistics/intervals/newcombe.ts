import { normalCumulative, Z_95 } from "../distributions/normal.ts";
import { type Interval, wilsonBounds } from "./intervals.ts";

/** A share of independent trials, which may be an effective number. */
export interface Proportion {
  proportion: number;
  trials: number;
}

/** How far the interval of a − b at normal quantile z reaches to either side of the difference. */
const reachAt = (a: Proportion, b: Proportion, z: number): { down: number; up: number } => {
  const wilsonA = wilsonBounds(a.proportion, a.trials, z);
  const wilsonB = wilsonBounds(b.proportion, b.trials, z);
  return {
    down: Math.hypot(a.proportion - wilsonA.low, wilsonB.high - b.proportion),
    up: Math.hypot(wilsonA.high - a.proportion, b.proportion - wilsonB.low),
  };
};

/**
 * The 95 % hybrid score interval of the difference a − b of two independent proportions; lies within −1..1.
 * Source: Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17:873–890, method 10.
 */
export const newcombeInterval = (a: Proportion, b: Proportion): Interval => {
  const difference = a.proportion - b.proportion;
  const { down, up } = reachAt(a, b, Z_95);
  return { low: Math.max(-1, difference - down), high: Math.min(1, difference + up) };
};

/**
 * The two-sided p-value that belongs to that interval: the level at which it just touches 0, found by bisection. It is below 0.05
 * exactly where the 95 % interval excludes 0.
 */
export const newcombePValue = (a: Proportion, b: Proportion): number => {
  const difference = a.proportion - b.proportion;
  if (difference === 0) return 1;
  const excludesZero = (z: number) => {
    const { down, up } = reachAt(a, b, z);
    return difference > 0 ? down < difference : up < -difference;
  };
  let low = 0;
  let high = 1;
  while (excludesZero(high) && high < 64) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 52; step++) {
    const middle = (low + high) / 2;
    if (excludesZero(middle)) low = middle;
    else high = middle;
  }
  return 2 * normalCumulative(-(low + high) / 2);
};
