import { ROWS_A_PAGE } from "../../snapshot/board-pages.ts";
import { type Board, rankedOf } from "../../snapshot/boards.ts";

/** Whole numbers that follow each other, as ranges. Takes them in their order. */
export const rangesOf = (numbers: readonly number[]): [from: number, to: number][] => {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
};

const rangesText = (numbers: readonly number[]): string =>
  rangesOf(numbers)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join(" ");

const known = new WeakMap<Board, ReadonlyMap<number, string> | null>();

const computeTies = (board: Board): ReadonlyMap<number, string> | null => {
  const ranked = rankedOf(board);
  if (ranked.length < 2 || ranked.length > ROWS_A_PAGE) return null;
  return new Map(
    ranked.map(({ entry }, position) => {
      const others = ranked.flatMap((other, place) =>
        place !== position && !board.isAbove(entry, other.entry) && !board.isAbove(other.entry, entry)
          ? [place + 1]
          : [],
      );
      return [position, rangesText(others)];
    }),
  );
};

/**
 * Which ranked entries show no clear difference from each: ranges of their places among the ranked, from 1 ("1-8 12"), by its own place
 * from 0. Null for a board that has nothing to compare, or too many entries to say it here. Computed once.
 */
export const tiesOf = (board: Board): ReadonlyMap<number, string> | null => {
  const ties = known.get(board);
  if (ties !== undefined) return ties;
  const computed = computeTies(board);
  known.set(board, computed);
  return computed;
};
