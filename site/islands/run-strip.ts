import { formatNumber, formatShare } from "#words/numbers.ts";

/** A run's figure among those of others, on a line from 0 to 100. */
export interface Strip {
  /** Where the others stand, and this run among them. */
  others: readonly number[];
  own: number;
  /** Where their median stands, and what it is. */
  median: number;
  medianValue: number;
  /** How this run compares with it: "about the median", "1.6 × the median". */
  comparison: string;
}

/** So few runs have no median worth the name. */
const LEAST_RUNS = 3;

/** So far from the median, as a share of it, a figure is still about the median. */
const ABOUT = 0.1;

/** The line leaves so much room at both ends. */
const MARGIN = 4;

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

const compare = (value: number, median: number): string => {
  if (median === 0) return value === 0 ? "about the median" : "above the median of 0";
  const ratio = value / median;
  if (Math.abs(ratio - 1) <= ABOUT) return "about the median";
  return ratio > 1 ? `${formatNumber(ratio, ratio < 10 ? 1 : 0)} × the median` : `${formatShare(ratio)} of the median`;
};

/**
 * Where a run's figure stands among all of its kind, itself included. Undefined where it is not known, or where there are too few to
 * compare it with.
 */
export const stripOf = (own: number | undefined, all: readonly (number | undefined)[]): Strip | undefined => {
  const known = all.filter((value) => value !== undefined);
  if (own === undefined || known.length < LEAST_RUNS) return undefined;
  const [least, most] = [Math.min(own, ...known), Math.max(own, ...known)];
  const place = (value: number) =>
    most === least ? 50 : Number((MARGIN + ((100 - 2 * MARGIN) * (value - least)) / (most - least)).toFixed(1));
  const medianValue = medianOf(known);
  return {
    others: known.map(place),
    own: place(own),
    median: place(medianValue),
    medianValue,
    comparison: compare(own, medianValue),
  };
};
