import { Z_95 } from "../distributions/normal.ts";
import { studentTQuantile } from "../distributions/student-t.ts";

/** A 95 % interval, in the unit of its estimate. */
export interface Interval {
  low: number;
  high: number;
}

/** The same interval without what lies outside `low` to `high`. */
export const clipInterval = (interval: Interval, low: number, high: number): Interval => ({
  low: Math.min(high, Math.max(low, interval.low)),
  high: Math.max(low, Math.min(high, interval.high)),
});

/**
 * Wilson's score interval of a proportion at a given normal quantile z. `trials` may be an effective number, so that neither it nor
 * proportion × trials need be whole.
 * Source: Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference, JASA 22:209–212.
 */
export const wilsonBounds = (proportion: number, trials: number, z: number): Interval => {
  const shrink = 1 + (z * z) / trials;
  const centre = (proportion + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((proportion * (1 - proportion)) / trials + (z * z) / (4 * trials * trials));
  // 0 and 1 are exact limits, which rounding must not miss; nor may it leave the proportion outside.
  return {
    low: proportion === 0 ? 0 : Math.max(0, Math.min(proportion, centre - half)),
    high: proportion === 1 ? 1 : Math.min(1, Math.max(proportion, centre + half)),
  };
};

/** Wilson's 95 % interval of `successes` among `trials`; throws a RangeError unless 0 ≤ successes ≤ trials and trials > 0. */
export const wilsonInterval = (successes: number, trials: number): Interval => {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`not a proportion: ${successes} successes of ${trials} trials`);
  }
  return wilsonBounds(successes / trials, trials, Z_95);
};

const studentQuantiles = new Map<number, number>();

/** The 97.5 % quantile; whole degrees of freedom come again for every entry of a board, so those are kept. */
const studentQuantile95 = (df: number): number => {
  if (!Number.isInteger(df)) return studentTQuantile(0.975, df);
  let quantile = studentQuantiles.get(df);
  if (quantile === undefined) {
    quantile = studentTQuantile(0.975, df);
    studentQuantiles.set(df, quantile);
  }
  return quantile;
};

/** Student's 95 % interval: mean ± t(0.975, degrees of freedom) × standard error, in the unit of the mean. */
export const studentInterval = (mean: number, standardError: number, degreesOfFreedom: number): Interval => {
  const half = studentQuantile95(degreesOfFreedom) * standardError;
  return { low: mean - half, high: mean + half };
};
