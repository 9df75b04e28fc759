import { studentTCumulative } from "../distributions/student-t.ts";
import { type Interval, studentInterval } from "../intervals/interval.ts";
import type { Contender } from "./contender.ts";

/** The mean of the differences of two entries and one added scenario, with its standard error. */
export interface PairedMean {
  mean: number;
  standardError: number;
  /** The units without the added one, which are the degrees of freedom. */
  n: number;
}

const whole = (a: Float64Array, b: Float64Array, width: number): PairedMean => {
  const n = a.length;
  let sum = 0;
  let squares = width * width;
  for (let unit = 0; unit < n; unit++) {
    const difference = (a[unit] ?? 0) - (b[unit] ?? 0);
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / (n + 1);
  const variance = Math.max(0, squares - (n + 1) * mean * mean) / n;
  return { mean, standardError: Math.sqrt(variance / (n + 1)), n };
};

/** The squares are summed with each difference that is not known at whichever end is farther from the mean. */
const lacking = (a: Contender, b: Contender, width: number): PairedMean => {
  const n = a.worst.values.length;
  const lowest = Float64Array.from(a.worst.values, (value, unit) => value - (b.best.values[unit] ?? 0));
  const mean = lowest.reduce((sum, difference) => sum + difference, 0) / (n + 1);
  let squares = width * width + mean * mean;
  for (let unit = 0; unit < n; unit++) {
    const highest = (a.best.values[unit] ?? 0) - (b.worst.values[unit] ?? 0);
    squares += Math.max(((lowest[unit] ?? 0) - mean) ** 2, (highest - mean) ** 2);
  }
  return { mean, standardError: Math.sqrt(squares / n / (n + 1)), n };
};

/**
 * How far a is ahead of b if all that a lacks had gone as badly as it could, and all that b lacks as well as it could: the mean of the
 * differences unit by unit and of one added scenario, half of it won and half lost, so that few scenarios never look like certainty and
 * equal ones have an error too. d̄ = Σd/(n + 1), V = (Σd² + w² − (n + 1)d̄²)/n, error √(V/(n + 1)); `width` is w, that of the scale.
 * Source: Student (1908), The probable error of a mean, Biometrika 6:1–25, of the differences with one added; Agresti and Min (2005), Simple
 * improved confidence intervals for comparing matched proportions, Statistics in Medicine 24:729–740: adding ½ to each cell.
 * Manski (2003), Partial Identification of Probability Distributions: the bounds of what is lacking.
 */
export const pairedMean = (a: Contender, b: Contender, width: number): PairedMean =>
  a.worst === a.best && b.worst === b.best ? whole(a.worst.values, b.worst.values, width) : lacking(a, b, width);

/** The two-sided p-value of a mean of 0; 1 where nothing differs at all. */
export const pValueOfMean = ({ mean, standardError, n }: PairedMean): number =>
  mean === 0 || standardError === 0 ? 1 : 2 * studentTCumulative(-Math.abs(mean) / standardError, n);

/** The 95 % interval of a mean, not clipped. */
export const intervalOfMean = ({ mean, standardError, n }: PairedMean): Interval =>
  studentInterval(mean, standardError, n);
