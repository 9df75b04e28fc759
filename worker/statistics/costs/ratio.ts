import { mean, sum } from "d3-array";
import { type Interval, studentQuantile95 } from "../intervals/interval.ts";

/** What one scenario adds to a ratio of sums: an amount of money, tokens or time, and the runs or passes that it is divided by. */
export interface Part {
  amount: number;
  count: number;
}

/** Fewer scenarios than this tell no interval. */
export const LEAST_SCENARIOS = 5;

const totalOf = (parts: readonly Part[]): Part => {
  const total = { amount: 0, count: 0 };
  for (const { amount, count } of parts) {
    total.amount += amount;
    total.count += count;
  }
  return total;
};

/** ln(Σ amounts / Σ counts) without each part in turn. */
const logarithmsWithout = (parts: readonly Part[]): number[] => {
  const total = totalOf(parts);
  return parts.map(({ amount, count }) => Math.log((total.amount - amount) / (total.count - count)));
};

/** exp(ln value ± t(n − 2)·SE), SE the jackknife's of the logarithms without each of n scenarios in turn; null where it tells none. */
const jackknifeInterval = (value: number, without: readonly number[]): Interval | null => {
  const n = without.length;
  if (n < LEAST_SCENARIOS || !without.every(Number.isFinite)) return null;
  const middle = mean(without) ?? 0;
  const error = Math.sqrt(((n - 1) / n) * sum(without, (logarithm) => (logarithm - middle) ** 2));
  const factor = Math.exp(studentQuantile95(n - 2) * error);
  return { low: value / factor, high: value * factor };
};

/** Σ amounts / Σ counts. */
export const ratioOf = (parts: readonly Part[]): number => {
  const { amount, count } = totalOf(parts);
  return amount / count;
};

/**
 * The 95 % interval of Σ amounts / Σ counts over scenarios: exp(ln θ ± t(n − 2)·SE), SE the jackknife's of ln θ; two sums are
 * estimated, and with n − 1 degrees of freedom 8 lognormal costs would hold the mean in 89.6 % of the cases. Null with fewer than 5
 * scenarios, or where leaving one out leaves nothing to divide or to divide by. It is approximate, the more so the fewer scenarios there
 * are: costs are skewed.
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 11: the jackknife; on the logarithm, since an amount is
 * above 0.
 */
export const ratioInterval = (parts: readonly Part[]): Interval | null =>
  jackknifeInterval(ratioOf(parts), logarithmsWithout(parts));

/** How many times a's ratio b's is, with its interval, scenario by scenario: both lists are of the same scenarios in the same order. */
export const quotientOf = (a: readonly Part[], b: readonly Part[]): { times: number; interval: Interval | null } => {
  const times = ratioOf(b) / ratioOf(a);
  const [withoutA, withoutB] = [logarithmsWithout(a), logarithmsWithout(b)];
  const differences = withoutB.map((logarithm, place) => logarithm - (withoutA[place] ?? Number.NaN));
  return { times, interval: jackknifeInterval(times, differences) };
};
