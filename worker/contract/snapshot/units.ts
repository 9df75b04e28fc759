/** How many units of a sum make one point, one US dollar or one millisecond. Sums are whole numbers of units, so that they are exact. */
export const SCORE_UNITS = 1e9;
export const COST_UNITS = 1e12;
export const DURATION_UNITS = 1e6;

/** A spread is a sum of products of two scores. */
export const SPREAD_UNITS = SCORE_UNITS ** 2;

/** The square of a standard error in whole units. */
export const ERROR_UNITS = 1e12;
