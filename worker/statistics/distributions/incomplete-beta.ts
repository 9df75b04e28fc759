import { newtonRoot } from "./newton-root.ts";

/**
 * δ(z) = ln Γ(z) − (z − ½) ln z + z − ½ ln 2π, what Stirling's formula leaves: its series for large z, reached from below by
 * δ(z) = δ(z + 1) + (z + ½) ln(1 + 1/z) − 1. No difference of large logarithms is taken.
 * Source: DLMF 5.11.1; Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
 */
const stirlingError = (z: number): number => {
  let shift = 0;
  let large = z;
  for (; large < 15; large++) shift += (large + 0.5) * Math.log1p(1 / large) - 1;
  const square = 1 / (large * large);
  const series = 1 / 12 + square * (-1 / 360 + square * (1 / 1260 + square * (-1 / 1680 + square / 1188)));
  return shift + series / large;
};

/** value·ln(value/n) + n − value, without the loss of digits where the two are close. */
const deviance = (value: number, n: number): number => {
  const difference = (value - n) / n;
  if (Math.abs(difference) > 0.1) return value * Math.log(value / n) + n - value;
  // (1 + d)·ln(1 + d) − d = d²/2 − d³/6 + d⁴/12 − …
  let power = difference * difference;
  let sum = 0;
  for (let k = 2; k < 40; k++) {
    const term = power / (k * (k - 1));
    sum += k % 2 === 0 ? term : -term;
    power *= difference;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return n * sum;
};

/** x^a·(1 − x)^b/B(a, b), for 0 < x < 1; `complement` is 1 − x, which the caller may know more exactly. */
export const betaFactor = (x: number, complement: number, a: number, b: number): number => {
  const n = a + b;
  const exponent =
    -deviance(a, n * x) - deviance(b, n * complement) + stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
};

/**
 * The continued fraction of the incomplete beta function I_x(a, b), by the modified Lentz method; converges fast for
 * x < (a + 1)/(a + b + 2). Source: DLMF 8.17.22.
 */
const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300;
  const nonzero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) return fraction;
  }
  throw new RangeError(`incomplete beta function does not converge: x ${x}, a ${a}, b ${b}`);
};

/**
 * I_x(a, b) = P(X ≤ x) for X of the beta distribution with a and b above 0, and its complement, each to about 13 digits of its own;
 * `complement` is 1 − x, which the caller may know more exactly.
 */
export const betaTails = (x: number, a: number, b: number, complement = 1 - x): { lower: number; upper: number } => {
  if (!(a > 0 && b > 0)) throw new RangeError(`a beta distribution needs a and b above 0: ${a}, ${b}`);
  if (x <= 0) return { lower: 0, upper: 1 };
  if (complement <= 0) return { lower: 1, upper: 0 };
  const factor = betaFactor(x, complement, a, b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (factor * betaFraction(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (factor * betaFraction(complement, b, a)) / b;
  return { lower: 1 - upper, upper };
};

/** The x with I_x(a, b) = p, for 0 < p < 1. R: qbeta(p, a, b). */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`probability must be between 0 and 1: ${p}`);
  const value = (x: number) => betaTails(x, a, b).lower;
  const slope = (x: number) => betaFactor(x, 1 - x, a, b) / (x * (1 - x));
  return newtonRoot({ value, slope }, p, { low: 0, high: 1 });
};
