/** A difference this small beside the numbers it comes from is rounding. */
const ROUNDING = 1e-12;

/** Whether a difference of two numbers of the given magnitude is nothing but rounding. */
export const isRounding = (difference: number, magnitude: number): boolean =>
  Math.abs(difference) <= ROUNDING * Math.abs(magnitude);

/** A mean over clusters. */
export interface ClusteredMean {
  mean: number;
  /** sqrt(Σ(xᵢ − x̄)²/(n(n − 1))), in the unit of the values; null with fewer than two values. */
  standardError: number | null;
  /** How many clusters. */
  n: number;
}

/**
 * The mean of one value a cluster (a scenario), with its standard error; throws a RangeError without values. Where all values are
 * equal up to rounding the error is exactly 0. `magnitude` is the size of the numbers that the values were computed from, to tell
 * rounding by; by default their own.
 * Source: Miller (2024), Adding Error Bars to Evals, arXiv:2411.00640, equation of the clustered error with each cluster's mean as
 * one observation, and n − 1 for a sample's variance.
 */
export const clusteredMean = (values: ArrayLike<number>, magnitude?: number): ClusteredMean => {
  const n = values.length;
  if (n === 0) throw new RangeError("a mean needs at least one value");
  // Plain loops: a board compares thousands of pairs over hundreds of scenarios.
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? Number.NaN;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const mean = sum / n;
  if (n < 2) return { mean, standardError: null, n };
  if (isRounding(high - low, magnitude ?? Math.max(-low, high))) return { mean, standardError: 0, n };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] ?? Number.NaN) - mean) ** 2;
  return { mean, standardError: Math.sqrt(squares / (n * (n - 1))), n };
};
