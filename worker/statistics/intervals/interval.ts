import { Z_95 } from "../distributions/normal.ts";
import { studentTQuantile } from "../distributions/student-t.ts";

/** A 95 % interval, in the unit of its estimate. */
export interface Interval {
  low: number;
  high: number;
}

/** The same interval without what lies outside the given ends; all of it where there are none. */
export const clipInterval = (interval: Interval, ends: Interval | null): Interval =>
  ends === null
    ? interval
    : {
        low: Math.min(ends.high, Math.max(ends.low, interval.low)),
        high: Math.max(ends.low, Math.min(ends.high, interval.high)),
      };

const quantiles = new Map<number, number>();

/** Student's 97.5 % quantile; whole degrees of freedom come again for every entry of a board, so those are kept. */
export const studentQuantile95 = (df: number): number => {
  if (df === Number.POSITIVE_INFINITY) return Z_95;
  if (!Number.isInteger(df)) return studentTQuantile(0.975, df);
  let quantile = quantiles.get(df);
  if (quantile === undefined) {
    quantile = studentTQuantile(0.975, df);
    quantiles.set(df, quantile);
  }
  return quantile;
};

/** Student's 95 % interval: mean ± t(0.975, degrees of freedom) × standard error, in the unit of the mean. */
export const studentInterval = (mean: number, standardError: number, degreesOfFreedom: number): Interval => {
  const half = studentQuantile95(degreesOfFreedom) * standardError;
  return { low: mean - half, high: mean + half };
};
