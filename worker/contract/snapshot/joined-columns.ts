import type { PAIR_COLUMNS } from "./evaluator-pairs.ts";

/** A column as it is read, in an array of whatever kind. */
export type Values<Value> = ArrayLike<Value> & Iterable<Value>;

/** Whole numbers, some of them perhaps as the text of their digits. */
export type JoinedColumn = Values<number | string>;

/** The columns of what evaluators gave, however they are kept. */
export type JoinedPairs = { evaluators: readonly string[] } & Record<(typeof PAIR_COLUMNS)[number], Values<number>>;

/** Whole numbers in as narrow an array as holds them: a million cells have thirty columns of mostly small counts. */
export type NarrowNumbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The same, or a list where some value is a text. */
export type NarrowColumn = NarrowNumbers | readonly (number | string)[];

const KINDS = [
  { bytes: 1, most: 0xff, make: (length: number) => new Uint8Array(length) },
  { bytes: 2, most: 0xffff, make: (length: number) => new Uint16Array(length) },
  { bytes: 4, most: 0xffff_ffff, make: (length: number) => new Uint32Array(length) },
] as const;

const makeWidest = (length: number) => new Float64Array(length);

/** Room for whole numbers from `least` to `most`. */
const roomFor = (least: number, most: number, length: number): NarrowNumbers =>
  ((least < 0 ? undefined : KINDS.find((kind) => most <= kind.most))?.make ?? makeWidest)(length);

/** Whole numbers within ±(2^53 − 1), as narrow as they allow. */
export const narrowNumbers = (values: readonly number[]): NarrowNumbers => {
  let [least, most] = [0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const column = roomFor(least, most, values.length);
  for (let row = 0; row < values.length; row += 1) column[row] = values[row] ?? 0;
  return column;
};

const areNumbers = (values: readonly (number | string)[]): values is readonly number[] => {
  for (let row = 0; row < values.length; row += 1) if (typeof values[row] === "string") return false;
  return true;
};

/** The same where some values may be texts, which only a list holds. */
export const narrowColumn = (values: readonly (number | string)[]): NarrowColumn =>
  areNumbers(values) ? narrowNumbers(values) : values;

const isList = (column: NarrowColumn): column is readonly (number | string)[] => Array.isArray(column);

const lengthOf = (pieces: readonly NarrowNumbers[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Columns of numbers behind each other, as narrow as the widest of them. */
export const joinNumbers = (pieces: readonly NarrowNumbers[]): NarrowNumbers => {
  const bytes = Math.max(...pieces.map(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT));
  const column = (KINDS.find((kind) => bytes <= kind.bytes)?.make ?? makeWidest)(lengthOf(pieces));
  let place = 0;
  for (const piece of pieces) {
    column.set(piece, place);
    place += piece.length;
  }
  return column;
};

/** Columns behind each other; a list if one of them is. */
export const joinColumns = (pieces: readonly NarrowColumn[]): NarrowColumn => {
  const numbers: NarrowNumbers[] = [];
  for (const piece of pieces) {
    if (isList(piece)) return pieces.flatMap((column) => Array.from<number | string>(column));
    numbers.push(piece);
  }
  return joinNumbers(numbers);
};

/** Columns of positions behind each other, each changed to one that is at most `most`; `piece` counts the columns. */
export const joinPlaces = (
  pieces: readonly NarrowNumbers[],
  most: number,
  change: (place: number, piece: number) => number,
): NarrowNumbers => {
  const column = roomFor(0, most, lengthOf(pieces));
  let start = 0;
  pieces.forEach((piece, position) => {
    for (let row = 0; row < piece.length; row += 1) column[start + row] = change(piece[row] ?? 0, position);
    start += piece.length;
  });
  return column;
};
