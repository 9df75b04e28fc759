import { normalCumulative } from "../distributions/normal.ts";
import { studentTQuantile } from "../distributions/student-t.ts";

/** A level of a two-sided test and the chance of finding what is there. */
export interface Aim {
  alpha: number;
  power: number;
}

/** The most scenarios or runs that a plan speaks of. */
export const MOST_PLANNED = 1_000_000;

/** Halves the bracket of a rising function until it holds the argument at which it reaches `target`. */
const argumentAt = (rising: (x: number) => number, target: number, low: number, high: number): number => {
  let [from, to] = [low, high];
  for (;;) {
    const middle = (from + to) / 2;
    // No number lies between the two any more.
    if (middle === from || middle === to) return middle;
    if (rising(middle) < target) from = middle;
    else to = middle;
  }
};

const normalQuantile = (p: number): number => argumentAt(normalCumulative, p, -40, 40);

/** An even number of strips that integrals are cut into. */
const STRIPS = 600;

/**
 * P(T > t) of Student's t with `df` degrees of freedom (1 or more) and noncentrality `ncp`, to about 8 digits: the normal tail
 * averaged over the distribution of s = χ/√df, whose density is proportional to s^(df − 1)·exp(−df·s²/2).
 * Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 31.
 */
export const noncentralUpperTail = (t: number, df: number, ncp: number): number => {
  if (!(df >= 1)) throw new RangeError(`degrees of freedom must be 1 or more: ${df}`);
  const spread = 12 / Math.sqrt(2 * df);
  const [low, high] = [Math.max(0, 1 - spread), 1 + spread];
  // Relative to its value at 1, so that nothing overflows; the same factor is in both integrals.
  const density = (s: number) =>
    s === 0 ? (df === 1 ? Math.exp(df / 2) : 0) : Math.exp((df - 1) * Math.log(s) - (df * (s * s - 1)) / 2);
  // Simpson's rule, for both integrals at once: what it multiplies both by cancels out.
  const width = (high - low) / STRIPS;
  let [tail, whole] = [0, 0];
  for (let strip = 0; strip <= STRIPS; strip++) {
    const s = low + strip * width;
    const share = (strip === 0 || strip === STRIPS ? 1 : strip % 2 === 1 ? 4 : 2) * density(s);
    tail += share * normalCumulative(ncp - t * s);
    whole += share;
  }
  return tail / whole;
};

/**
 * The chance that a two-sided t test at level `alpha` finds a true difference, given the standard error of its mean and
 * `df` = scenarios − 1. As R's power.t.test(type = "paired") has it: the chance of finding it with the wrong sign does not count.
 */
export const powerOfDifference = (difference: number, standardError: number, df: number, alpha: number): number =>
  noncentralUpperTail(studentTQuantile(1 - alpha / 2, df), df, Math.abs(difference) / standardError);

/** What was found for the last aim, by degrees of freedom: for that alone, since requests ask for any power. */
let last = { alpha: 0, power: 0, byDf: new Map<number, number>() };

/** The noncentrality with which a test has the power. It takes tens of thousands of steps, and all pairs of one suite ask for the same. */
const noncentralityFor = (df: number, { alpha, power }: Aim): number => {
  if (last.alpha !== alpha || last.power !== power) last = { alpha, power, byDf: new Map() };
  const known = last.byDf.get(df);
  if (known !== undefined) return known;
  const critical = studentTQuantile(1 - alpha / 2, df);
  const found = argumentAt((size) => noncentralUpperTail(critical, df, size), power, 0, 2 * critical + 40);
  last.byDf.set(df, found);
  return found;
};

/** The standard error with which a test of that many degrees of freedom has the power for a difference other than 0. */
export const standardErrorFor = (difference: number, df: number, aim: Aim): number =>
  Math.abs(difference) / noncentralityFor(df, aim);

/**
 * The least number of scenarios with which a paired t test has the power for a true difference, if the scenarios' differences have the
 * given standard deviation. Null where MOST_PLANNED do not suffice, and for no difference. R: ceiling(power.t.test(delta, sd, power,
 * type = "paired")$n).
 * Source of where the search begins: Guenther (1981), Sample Size Formulas for Normal Theory T Tests, The American Statistician 35:243–244.
 */
export const scenariosFor = (difference: number, standardDeviation: number, { alpha, power }: Aim): number | null => {
  if (difference === 0) return null;
  const suffices = (n: number) =>
    standardDeviation === 0 || powerOfDifference(difference, standardDeviation / Math.sqrt(n), n - 1, alpha) >= power;
  // With a normal distribution in the place of Student's it would be `fewest`: half the square of the test's quantile more is most often right.
  const critical = normalQuantile(1 - alpha / 2);
  const fewest = (((critical + normalQuantile(power)) * standardDeviation) / difference) ** 2;
  if (Math.ceil(fewest) > MOST_PLANNED) return null;
  let [tooFew, enough] = [1, Math.min(MOST_PLANNED, Math.max(2, Math.ceil(fewest + (critical * critical) / 2)))];
  for (let step = 1; !suffices(enough); step *= 2) {
    if (enough === MOST_PLANNED) return null;
    [tooFew, enough] = [enough, Math.min(MOST_PLANNED, enough + step)];
  }
  for (let step = 1; enough - step > tooFew; step *= 2) {
    if (suffices(enough - step)) enough -= step;
    else tooFew = enough - step;
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
};

/**
 * How many runs of each of two entries tell two success rates apart in one scenario; null for equal rates or above MOST_PLANNED.
 * R: ceiling(power.prop.test(p1, p2, power)$n).
 * Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, formula 4.14.
 */
export const runsFor = (a: number, b: number, { alpha, power }: Aim): number | null => {
  if (a === b) return null;
  const together = (a + b) * (1 - (a + b) / 2);
  const apart = a * (1 - a) + b * (1 - b);
  const root = normalQuantile(1 - alpha / 2) * Math.sqrt(together) + normalQuantile(power) * Math.sqrt(apart);
  const runs = Math.ceil((root / (a - b)) ** 2);
  return runs > MOST_PLANNED ? null : runs;
};
