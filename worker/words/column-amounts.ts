import { type Amount, orUnknown } from "./numbers.ts";

/** What amounts are counted in: how many of the smallest unit it is, and what stands around a figure. */
interface Unit {
  size: number;
  before?: string;
  after?: string;
}

/** The greatest amount of a column has so many figures at most, as far as that leaves this many decimals. */
const MOST_FIGURES = 6;
const FEWEST_DECIMALS = 2;

/** How many figures stand before the point; below 0 where zeros follow it. */
const wholeFigures = (value: number): number => 1 + Math.floor(Math.log10(value));

/** The decimals that an amount takes to show so many significant digits. */
const decimalsFor = (digits: number) => (value: number) => Math.max(0, digits - wholeFigures(value));

const figures = new Map<number, Intl.NumberFormat>();

/** Writes figures to so many decimals; kept, since the page of each of hundreds of tasks makes its formats anew. */
const figuresTo = (decimals: number): Intl.NumberFormat => {
  const known =
    figures.get(decimals) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  figures.set(decimals, known);
  return known;
};

/** The least and the greatest of the amounts above 0; 1 where there is none. */
const rangeOf = (amounts: readonly Amount[]): [least: number, greatest: number] => {
  let [least, greatest] = [Number.POSITIVE_INFINITY, 0];
  for (const amount of amounts) {
    if (amount == null || amount <= 0) continue;
    least = Math.min(least, amount);
    greatest = Math.max(greatest, amount);
  }
  return greatest === 0 ? [1, 1] : [least, greatest];
};

/** Below this nothing parts thousands, however it is rounded. */
const NO_THOUSANDS = 999;

/** So close to halfway between two figures, the two ways may round differently: `Intl` rounds 1.005 as it reads, `toFixed` as it is stored. */
const HALFWAY = 1e-6;

/** Writes a figure to so many decimals as `Intl` does, which takes several times as long as `toFixed`: most need nothing that only it does. */
const writeTo = (decimals: number, value: number): string => {
  const isPlain = value >= 0 && value < NO_THOUSANDS && Math.abs(((value * 10 ** decimals) % 1) - 0.5) > HALFWAY;
  return isPlain ? value.toFixed(decimals) : figuresTo(decimals).format(value);
};

/** Makes a format for amounts above 0 from `decimalsOf` the least of them, in units from the smallest on. */
const columnFormat =
  (decimalsOf: (least: number) => number, [smallest, ...larger]: readonly [Unit, ...Unit[]]) =>
  (amounts: readonly Amount[]): ((amount: Amount) => string) => {
    const [least, greatest] = rangeOf(amounts);
    // Halfway in ratio: neither a very small amount nor a very great one chooses the unit alone.
    const middle = Math.sqrt(least * greatest);
    const { size, before = "", after = "" } = larger.findLast((unit) => unit.size <= middle) ?? smallest;
    const most = Math.max(FEWEST_DECIMALS, MOST_FIGURES - wholeFigures(greatest / size));
    const decimals = Math.min(decimalsOf(least / size), most);
    const write = (value: number) => before + writeTo(decimals, value) + after;
    const step = 10 ** -decimals;
    return orUnknown((amount) => (amount > 0 && amount / size < step / 2 ? `<${write(step)}` : write(amount / size)));
  };

/**
 * Each of these makes a format for the amounts of one column, so that they can be compared down the column: all in one unit and to one
 * number of decimals, which are as many as the least amount above 0 takes. An amount that would then read as 0, beside a very great one,
 * is written as less than the least that can be: "<$0.0001". Unknown amounts are "n/a".
 *
 * US dollars, to the decimals that the least would have alone: "$0.0139" and "$12.3000".
 */
export const dollarFormat = columnFormat(
  (least) => {
    if (least >= 999.995) return 0;
    return least >= 0.1 ? 2 : Math.max(4, decimalsFor(2)(least));
  },
  [{ size: 1, before: "$" }],
);

/** Tokens, the least to three significant digits: "12.3k" and "1,240.0k". */
export const tokenFormat = columnFormat(decimalsFor(3), [
  { size: 1 },
  { size: 1000, after: "k" },
  { size: 1e6, after: "M" },
]);

/** Durations in milliseconds, the least to two significant digits: "0.70 min" and "12.50 min". */
export const durationFormat = columnFormat(decimalsFor(2), [
  { size: 1, after: " ms" },
  { size: 1000, after: " s" },
  { size: 60_000, after: " min" },
  { size: 3_600_000, after: " h" },
]);
