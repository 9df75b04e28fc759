import { betaFactor, betaTails } from "./incomplete-beta.ts";
import { newtonRoot } from "./newton-root.ts";
import { normalCumulative } from "./normal.ts";

const requireDegreesOfFreedom = (df: number): void => {
  if (!(df > 0 && df < Number.POSITIVE_INFINITY)) throw new RangeError(`degrees of freedom must be above 0: ${df}`);
};

/** df/(df + t²) and its complement, whose beta distribution with df/2 and ½ holds the tails of t. */
const shareOf = (t: number, df: number): { x: number; complement: number } => {
  const ratio = (t / df) * t;
  return { x: 1 / (1 + ratio), complement: ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio) };
};

/** P(T > t) for t ≥ 0: half of I_x(df/2, ½) at x = df/(df + t²); Abramowitz and Stegun 26.7.1. */
const upperTail = (t: number, df: number): number => {
  const { x, complement } = shareOf(t, df);
  return betaTails(x, df / 2, 0.5, complement).lower / 2;
};

/**
 * Student's t: P(T ≤ t) with `df` degrees of freedom (any number above 0), to about 12 digits, in the lower tail too; with infinitely many
 * it is the normal distribution.
 * Throws a RangeError for other df.
 */
export const studentTCumulative = (t: number, df: number): number => {
  if (df === Number.POSITIVE_INFINITY) return normalCumulative(t);
  requireDegreesOfFreedom(df);
  const upper = upperTail(Math.abs(t), df);
  return t < 0 ? upper : 1 - upper;
};

const density = (t: number, df: number): number => {
  const { x, complement } = shareOf(t, df);
  return betaFactor(x, complement, df / 2, 0.5) / t;
};

/** The t > 0 with P(T > t) = upper. */
const upperQuantile = (upper: number, df: number): number => {
  let low = 0;
  let high = 1;
  while (upperTail(high, df) > upper) {
    low = high;
    high *= 2;
  }
  return newtonRoot({ value: (t) => -upperTail(t, df), slope: (t) => density(t, df) }, -upper, { low, high });
};

/**
 * Student's t: the t with P(T ≤ t) = p, for 0 < p < 1 and `df` degrees of freedom (any number above 0), to about 12 digits.
 * Throws a RangeError for other p or df.
 */
export const studentTQuantile = (p: number, df: number): number => {
  requireDegreesOfFreedom(df);
  if (!(p > 0 && p < 1)) throw new RangeError(`probability must be between 0 and 1: ${p}`);
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df);
};
