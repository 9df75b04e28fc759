/**
 * Exact sums. A sum of whole units can leave what a double holds exactly, and what SQLite's integers hold at all. So the database keeps it
 * in two words, the second in steps of 2^30, and the sum of squares in three. They grow with the number of runs alone, by at most 2^40 each, so
 * that 8 million runs of the largest size leave no word; a database of 10 GB holds fewer in one row.
 */
const WORD_BITS = 30;
const WORD = 2 ** WORD_BITS;
const MASK = BigInt(WORD - 1);
const SHIFT = BigInt(WORD_BITS);

/** A whole number in two words: `low` from 0 to 2^30 − 1. */
export const wordsOf = (units: bigint): { low: number; high: number } => ({
  low: Number(units & MASK),
  high: Number(units >> SHIFT),
});

/** The square of a whole number below 2^50 in three words. */
export const squareWordsOf = (units: bigint): { low: number; middle: number; high: number } => {
  const [low, high] = [units & MASK, units >> SHIFT];
  const [square, product] = [low * low, 2n * low * high];
  return {
    low: Number(square & MASK),
    middle: Number((square >> SHIFT) + (product & MASK)),
    high: Number((product >> SHIFT) + high * high),
  };
};

/** The same words in SQLite, of an expression whose value is a whole number. */
export const wordsSql = (units: string): { low: string; high: string } => ({
  low: `${units} & ${WORD - 1}`,
  high: `${units} >> ${WORD_BITS}`,
});

export const squareWordsSql = (units: string): { low: string; middle: string; high: string } => {
  const [low, high] = [`(${units} & ${WORD - 1})`, `(${units} >> ${WORD_BITS})`];
  return {
    low: `${low} * ${low} & ${WORD - 1}`,
    middle: `(${low} * ${low} >> ${WORD_BITS}) + (2 * ${low} * ${high} & ${WORD - 1})`,
    high: `(2 * ${low} * ${high} >> ${WORD_BITS}) + ${high} * ${high}`,
  };
};

/** A whole number as a snapshot has it: as decimal digits where a double would not hold it exactly. */
export type Exact = number | string;

const exact = (value: bigint): Exact =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);

const bigSum = (low: number, high: number): bigint => (BigInt(high) << SHIFT) + BigInt(low);

/** A sum from its words. */
export const exactSum = (low: number, high: number): Exact => {
  const sum = high * WORD + low;
  return Number.isSafeInteger(sum) && Number.isSafeInteger(high * WORD) ? sum : exact(bigSum(low, high));
};

/** A sum from its words, as near as a double comes to it. */
export const nearSum = (low: number, high: number): number => high * WORD + low;

/** The words of a sum of squares. */
interface Squares {
  low: number;
  middle: number;
  high: number;
}

/**
 * How much `runs` values differ: runs × the sum of their squares − the square of their sum. Exact, where doubles would cancel out; it is
 * the variance × runs × (runs − 1), and 0 if all are equal.
 */
export const exactSpread = (runs: number, sum: { low: number; high: number }, squares: Squares): Exact => {
  if (runs < 2) return 0;
  const total = bigSum(sum.low, sum.high);
  const ofSquares = (BigInt(squares.high) << (2n * SHIFT)) + (BigInt(squares.middle) << SHIFT) + BigInt(squares.low);
  return exact(BigInt(runs) * ofSquares - total * total);
};

/** A value in whole units, halves away from zero as SQLite rounds. */
export const unitsOf = (value: number, units: number): bigint =>
  BigInt(Math.sign(value) * Math.round(Math.abs(value * units)));

/** The same in SQLite. */
export const unitsSql = (value: string, units: number): string =>
  `CAST(round((${value}) * ${units.toExponential()}) AS INTEGER)`;
