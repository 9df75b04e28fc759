/** Tried by its test in all but one place: the upper limit itself. */
export const limited = (value: number): number => {
  if (value > 10) return 10;
  return Math.abs(value);
};

/** Run by no test. */
export const forgotten = (value: number): number => value + 1;

/** Set up when the module is loaded. */
export const LIMITS = [0, 10];

/** Tried by a test that passes once alone. */
export const doubled = (value: number): number => value * 2;
