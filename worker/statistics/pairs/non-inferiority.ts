import type { PairedDifference } from "./paired.ts";

/** Whether one entry is known to be no worse than another by more than a margin. */
export interface NonInferiority {
  margin: number;
  /** How much worse it could be: the lower end of the 95 % interval of the difference, turned; 0 where it is better for certain; null: not known. */
  worseBy: number | null;
  /** Whether that is no more than the margin. */
  holds: boolean;
}

/**
 * Whether the first of two is no worse than the second by more than the margin: the lower end of the 95 % interval is not below −margin, which
 * is a one-sided test at 2.5 %. That no difference is clear does not make two equals; this does.
 * Source: Wellek (2010), Testing Statistical Hypotheses of Equivalence and Noninferiority, 2nd edition, section 1.2.
 */
export const nonInferiority = ({ interval }: Pick<PairedDifference, "interval">, margin: number): NonInferiority => {
  const worseBy = interval && Math.max(0, -interval.low);
  return { margin, worseBy, holds: worseBy !== null && worseBy <= margin };
};
