import { Z_95 } from "../distributions/normal.ts";
import type { Interval } from "../intervals/interval.ts";

/** A share of independent runs. */
export interface Share {
  passes: number;
  runs: number;
}

/**
 * Wilson's 95 % score interval of a share.
 * Source: Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference, JASA 22:209–212.
 */
export const wilsonInterval = ({ passes, runs }: Share): Interval => {
  const share = passes / runs;
  const shrink = 1 + Z_95 ** 2 / runs;
  const centre = (share + Z_95 ** 2 / (2 * runs)) / shrink;
  const half = (Z_95 / shrink) * Math.sqrt((share * (1 - share)) / runs + Z_95 ** 2 / (4 * runs * runs));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
};

/**
 * The 95 % hybrid score interval of the difference a − b of two independent shares; lies within −1 to 1.
 * Source: Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17:873–890, method 10.
 */
export const newcombeInterval = (a: Share, b: Share): Interval => {
  const [shareA, shareB] = [a.passes / a.runs, b.passes / b.runs];
  const [wilsonA, wilsonB] = [wilsonInterval(a), wilsonInterval(b)];
  const difference = shareA - shareB;
  return {
    low: Math.max(-1, difference - Math.hypot(shareA - wilsonA.low, wilsonB.high - shareB)),
    high: Math.min(1, difference + Math.hypot(wilsonA.high - shareA, shareB - wilsonB.low)),
  };
};
