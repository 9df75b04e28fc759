import { Z_95 } from "../distributions/normal.ts";
import { clipInterval, type Interval } from "../intervals/interval.ts";

/**
 * The 95 % interval of the difference of two paired shares: of n scenarios with one run of each entry, `won` are passed by the first
 * only and `lost` by the second only. Lies within −1 to 1.
 * Source: Bonett and Price (2012), Adjusted Wald Confidence Interval for a Difference of Binomial Proportions Based on Paired Data,
 * Journal of Educational and Behavioral Statistics 37:479–488, with one scenario more on either side.
 */
export const bonettPriceInterval = (won: number, lost: number, n: number): Interval => {
  const [up, down] = [(won + 1) / (n + 2), (lost + 1) / (n + 2)];
  const difference = up - down;
  const half = Z_95 * Math.sqrt((up + down - difference ** 2) / (n + 2));
  return clipInterval({ low: difference - half, high: difference + half }, { low: -1, high: 1 });
};
