import type { Standing } from "#statistics/ranks/standing.ts";
import type { Board } from "../../snapshot/boards.ts";

/** A part of a scale with a label every step. In per cent for success rates, else on the scores' own scale. */
export interface Axis {
  low: number;
  high: number;
  step: number;
}

/** What one is shown as: success rates in per cent. */
export const unitOf = ({ metric }: Pick<Board, "metric">): number => (metric === "success" ? 100 : 1);

const MOST_STEPS = 9;
const DIGITS = [1, 2, 5];

/** The least of 1, 2 and 5 times the powers of ten of which so many cover a range. */
const stepFor = (range: number): number => {
  for (let power = Math.floor(Math.log10(range)) - 1; ; power++) {
    for (const digit of DIGITS) {
      const step = Number(`${digit}e${power}`);
      if (step * MOST_STEPS >= range) return step;
    }
  }
};

/** Without the noise of binary fractions. */
const plain = (value: number): number => Number(value.toPrecision(12));

/** An axis that covers the values: from a multiple of its step to one of half a step. One value alone lies within it. */
export const axisFor = (values: readonly number[]): Axis => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = stepFor(most - least || Math.max(Math.abs(most), 1) / 2);
  const floor = step * Math.floor(plain(least / step));
  const high = (step / 2) * Math.ceil(plain(most / (step / 2)));
  if (plain(high) > plain(floor)) return { low: plain(floor), high: plain(high), step };
  if (most <= 0) return { low: plain(floor), high: plain(floor + step), step };
  return { low: plain(floor - step), high: plain(high + step / 2), step };
};

/** The labels of an axis: the multiples of its step. */
export const labelsOf = ({ low, high, step }: Axis): number[] => {
  const first = Math.ceil(plain(low / step));
  const last = Math.floor(plain(high / step));
  return Array.from({ length: last - first + 1 }, (_, place) => plain((first + place) * step));
};

const order = (a: number, b: number) => ({ low: Math.min(a, b), high: Math.max(a, b) });

/**
 * How far an unranked entry's mean over the board could lie: what it lacks all at the lower end of the scale, or all at the upper. Of a
 * ranked one the estimate and what it is at most. Null where it lacks nothing, or the scale has no ends.
 */
export const unknownOf = (
  { scale: { ends } }: Pick<Board, "scale">,
  { rank, estimate: { value }, atMost, covered, coverable }: Standing,
): { low: number; high: number } | null => {
  if (value === null || covered === coverable) return null;
  if (rank !== null) return atMost === null || atMost === value ? null : order(value, atMost);
  if (ends === null) return null;
  const { low, high } = ends;
  const known = value * covered;
  const missing = coverable - covered;
  return order((known + missing * low) / coverable, (known + missing * high) / coverable);
};

const endsOf = (board: Board, standing: Standing): number[] => {
  const { value, interval } = standing.estimate;
  const unknown = unknownOf(board, standing);
  const ends = [value, interval?.low, interval?.high, unknown?.low, unknown?.high];
  return ends.flatMap((end) => (end == null ? [] : [end * unitOf(board)]));
};

/** The upper part is worth a switch where it takes at most this share of the whole. */
const UPPER_SHARE = 0.6;
const UPPER_GROUPS = 3;

/** The axes of a board. */
interface Axes {
  whole: Axis;
  upper: Axis | null;
}

const known = new WeakMap<Board, Axes>();

/**
 * The axes of a board: the range of all its entries and, where that makes them easier to tell, of its first three groups. Computed once: the
 * page of each of its entries draws them.
 */
export const axesOf = (board: Board): Axes => {
  const axes = known.get(board) ?? drawAxes(board);
  known.set(board, axes);
  return axes;
};

const drawAxes = (board: Board): Axes => {
  const ends = board.standings.flatMap((standing) => endsOf(board, standing));
  const whole = ends.length === 0 ? { low: 0, high: unitOf(board), step: unitOf(board) / 5 } : axisFor(ends);
  const first = board.standings.filter(({ group }) => group !== null && group <= UPPER_GROUPS);
  if (first.length === 0 || first.length === board.standings.length) return { whole, upper: null };
  const upper = axisFor(first.flatMap((standing) => endsOf(board, standing)));
  const isNarrower = upper.high - upper.low <= UPPER_SHARE * (whole.high - whole.low);
  return { whole, upper: isNarrower ? upper : null };
};
