import { mean, sum } from "d3-array";
import { type Interval, studentQuantile95 } from "../intervals/interval.ts";

/** What one scenario adds to a ratio of sums: an amount of money, tokens or time, and the runs or passes that it is divided by. */
export interface Part {
  amount: number;
  count: number;
}

/** Fewer scenarios than this tell no interval. */
export const LEAST_SCENARIOS = 5;

/**
 * The 95 % interval of Σ amounts / Σ counts over scenarios: exp(ln θ ± t(n − 1)·SE), SE the jackknife's of ln θ. Null with fewer than 5
 * scenarios, or where leaving one out leaves nothing to divide or to divide by. It is approximate, the more so the fewer scenarios there
 * are: costs are skewed.
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 11: the jackknife; on the logarithm, since an amount is
 * above 0.
 */
export const ratioInterval = (parts: readonly Part[]): Interval | null => {
  const n = parts.length;
  if (n < LEAST_SCENARIOS) return null;
  const [amounts, counts] = [sum(parts, ({ amount }) => amount), sum(parts, ({ count }) => count)];
  const left = parts.map(({ amount, count }) => Math.log((amounts - amount) / (counts - count)));
  if (!left.every(Number.isFinite)) return null;
  const middle = mean(left) ?? 0;
  const error = Math.sqrt(((n - 1) / n) * sum(left, (logarithm) => (logarithm - middle) ** 2));
  const factor = Math.exp(studentQuantile95(n - 1) * error);
  const ratio = amounts / counts;
  return { low: ratio / factor, high: ratio * factor };
};
