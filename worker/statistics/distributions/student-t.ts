/** Γ(a + ½)/Γ(a): the asymptotic series for large a, reached by Γ(a + 1) = a·Γ(a). No difference of large logarithms is taken. */
const gammaRatio = (a: number): number => {
  let shift = 1;
  let large = a;
  for (; large < 40; large++) shift *= large / (large + 0.5);
  const u = 1 / large;
  const series = 1 + u * (-1 / 8 + u * (1 / 128 + u * (5 / 1024 + u * (-21 / 32768 + u * (-399 / 262144)))));
  return shift * Math.sqrt(large) * series;
};

/** The continued fraction of the incomplete beta function I_x(a, b), by the modified Lentz method; DLMF 8.17.22. */
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

const requireDegreesOfFreedom = (df: number): void => {
  if (!(df > 0 && df < Number.POSITIVE_INFINITY)) throw new RangeError(`degrees of freedom must be above 0: ${df}`);
};

/** P(T > t) for t ≥ 0: half of I_x(df/2, ½) at x = df/(df + t²); Abramowitz and Stegun 26.7.1 and 26.5.27. */
const upperTail = (t: number, df: number): number => {
  const a = df / 2;
  const ratio = (t / df) * t;
  const x = 1 / (1 + ratio);
  const complement = ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
  const front = (Math.exp(-a * Math.log1p(ratio)) * Math.sqrt(complement) * gammaRatio(a)) / Math.sqrt(Math.PI);
  if (x < (a + 1) / (a + 2.5)) return (0.5 * front * betaFraction(x, a, 0.5)) / a;
  return 0.5 - front * betaFraction(complement, 0.5, a);
};

/**
 * Student's t: P(T ≤ t) with `df` degrees of freedom (any number above 0), to about 12 digits, in the lower tail too.
 * Throws a RangeError for other df.
 */
export const studentTCumulative = (t: number, df: number): number => {
  requireDegreesOfFreedom(df);
  const upper = upperTail(Math.abs(t), df);
  return t < 0 ? upper : 1 - upper;
};

const density = (t: number, df: number): number =>
  (gammaRatio(df / 2) / Math.sqrt(Math.PI * df)) * Math.exp(-((df + 1) / 2) * Math.log1p((t / df) * t));

/** The t ≥ 0 with P(T > t) = upper: Newton's steps, replaced by bisection wherever they leave the bracket. */
const upperQuantile = (upper: number, df: number): number => {
  let low = 0;
  let high = 1;
  while (upperTail(high, df) > upper) {
    low = high;
    high *= 2;
  }
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const excess = upperTail(t, df) - upper;
    if (excess > 0) low = t;
    else high = t;
    const newton = t + excess / density(t, df);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * next) return next;
    t = next;
  }
  return t;
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
