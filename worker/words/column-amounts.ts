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

/** Makes a format for amounts above 0 from `decimalsOf` the least of them, in units from the smallest on. */
const columnFormat =
  (decimalsOf: (least: number) => number, [smallest, ...larger]: readonly [Unit, ...Unit[]]) =>
  (amounts: readonly Amount[]): ((amount: Amount) => string) => {
    const known = amounts.flatMap((amount) => (amount != null && amount > 0 ? amount : []));
    const [least, greatest] = known.length === 0 ? [1, 1] : [Math.min(...known), Math.max(...known)];
    // Halfway in ratio: neither a very small amount nor a very great one chooses the unit alone.
    const middle = Math.sqrt(least * greatest);
    const { size, before = "", after = "" } = larger.findLast((unit) => unit.size <= middle) ?? smallest;
    const most = Math.max(FEWEST_DECIMALS, MOST_FIGURES - wholeFigures(greatest / size));
    const decimals = Math.min(decimalsOf(least / size), most);
    const write = (value: number) => before + figuresTo(decimals).format(value) + after;
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
