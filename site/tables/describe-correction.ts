import type { DrawnDifference } from "./difference-columns.ts";

/**
 * Why an interval may exclude 0 where a difference is not called more than chance, to stand below a table; empty where it lists no such
 * difference. Takes what p is corrected for, in words.
 */
export const describeCorrection = (
  differences: readonly Pick<DrawnDifference, "interval" | "isTold">[],
  comparisons: string,
): string =>
  differences.some(({ interval, isTold }) => !isTold && interval !== null && (interval.low > 0 || interval.high < 0))
    ? `An interval is of its pair alone; p is corrected for ${comparisons}. So an interval may lie on one side of 0 where the difference is still not clearly more than chance.`
    : "";
