/** The 97.5 % quantile of the standard normal distribution, for two-sided 95 % intervals. R: qnorm(0.975). */
export const Z_95 = 1.959963984540054;

const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/(3·5) + …), for z of moderate size. */
const centralArea = (z: number): number => {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum * density(z);
};

/** 1 − Φ(z) = φ(z)/(z + 1/(z + 2/(z + 3/…))), Laplace's continued fraction, for large z. */
const tailArea = (z: number): number => {
  let fraction = z;
  for (let step = 200; step >= 1; step--) fraction = z + step / fraction;
  return density(z) / fraction;
};

/**
 * The cumulative distribution function Φ(z) of the standard normal distribution, to about 13 digits, in the lower tail too.
 * Source: Marsaglia (2004), Evaluating the Normal Distribution, Journal of Statistical Software 11(4).
 */
export const normalCumulative = (z: number): number => {
  const size = Math.abs(z);
  const upper = size < 2.5 ? 0.5 - centralArea(size) : tailArea(size);
  return z < 0 ? upper : 1 - upper;
};
