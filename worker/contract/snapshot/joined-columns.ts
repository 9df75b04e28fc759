import type { PAIR_COLUMNS } from "./evaluator-pairs.ts";

/** A column as it is read, in an array of whatever kind. */
export type Values<Value> = ArrayLike<Value> & Iterable<Value>;

/** Whole numbers, some of them perhaps as the text of their digits. */
export type JoinedColumn = Values<number | string>;

/** The columns of what evaluators gave, however they are kept. */
export type JoinedPairs = { evaluators: readonly string[] } & Record<(typeof PAIR_COLUMNS)[number], Values<number>>;

const LIMITS = [
  { most: 0xff, make: (length: number) => new Uint8Array(length) },
  { most: 0xffff, make: (length: number) => new Uint16Array(length) },
  { most: 0xffff_ffff, make: (length: number) => new Uint32Array(length) },
] as const;

/** A column for whole numbers from `least` to `most`, as narrow as they allow: a million cells have thirty columns of mostly small counts. */
const narrowColumn = (least: number, most: number, length: number) => {
  const fitting = least < 0 ? undefined : LIMITS.find((limit) => most <= limit.most);
  return fitting ? fitting.make(length) : new Float64Array(length);
};

/** A piece of a column: so many values, each through `of`. */
interface Piece<Value> {
  length: number;
  of: (row: number) => Value;
}

/** Pieces of a column behind each other. All values are whole numbers within ±(2^53 − 1). */
export const joinNumbers = (pieces: readonly Piece<number>[]): Values<number> => {
  let [least, most, length] = [0, 0, 0];
  for (const piece of pieces) {
    length += piece.length;
    for (let row = 0; row < piece.length; row += 1) {
      const value = piece.of(row);
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const column = narrowColumn(least, most, length);
  let place = 0;
  for (const piece of pieces) {
    for (let row = 0; row < piece.length; row += 1) {
      column[place] = piece.of(row);
      place += 1;
    }
  }
  return column;
};

/** The same where some values may be texts, which only a list holds. */
export const joinValues = (pieces: readonly Piece<number | string>[]): JoinedColumn => {
  const numbers: Piece<number>[] = [];
  for (const { length, of } of pieces) {
    for (let row = 0; row < length; row += 1) {
      if (typeof of(row) === "string")
        return pieces.flatMap((piece) => Array.from({ length: piece.length }, (_, place) => piece.of(place)));
    }
    numbers.push({ length, of: (row) => Number(of(row)) });
  }
  return joinNumbers(numbers);
};
