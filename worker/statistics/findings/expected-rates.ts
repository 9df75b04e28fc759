import { sum } from "d3-array";
import type { Observation } from "../cells/observation.ts";
import { placeKey } from "../cells/place.ts";

/** Adds what every cell is given: one run of half a pass, so that who passed all, or nothing, has an ability too. */
const ADDED_RUNS = 1;
const ADDED_PASSES = 0.5;

const MOST_ROUNDS = 200;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The cells of a board behind each other, entry by entry: columns, as a million of them are nothing else to be kept in. */
interface Cells {
  /** Whose each is, and in which place: positions. */
  entry: Int32Array;
  place: Int32Array;
  passes: Float64Array;
  runs: Float64Array;
}

/** The numbers of one side that are fitted, entries or places: their values, and the cells that each is part of. */
interface Side {
  values: Float64Array;
  /** Positions of cells, those of the first value first; where those of each begin, and at last their number. */
  order: Int32Array;
  starts: Int32Array;
  /** Of each cell the position on the other side. */
  others: Int32Array;
}

const sideOf = (of: Int32Array, others: Int32Array, size: number): Side => {
  const starts = new Int32Array(size + 1);
  for (const position of of) starts[position + 1] = (starts[position + 1] ?? 0) + 1;
  for (let position = 0; position < size; position++)
    starts[position + 1] = (starts[position + 1] ?? 0) + (starts[position] ?? 0);
  const order = new Int32Array(of.length);
  const next = starts.slice();
  of.forEach((position, cell) => {
    const place = next[position] ?? 0;
    order[place] = cell;
    next[position] = place + 1;
  });
  return { values: new Float64Array(size), order, starts, others };
};

/** A step of Newton's towards the value at which its cells have as many passes as expected; gives its size. */
const improve = ({ values, order, starts, others }: Side, at: number, other: Float64Array, cells: Cells): number => {
  const [own = 0, end = 0] = [values[at], starts[at + 1]];
  let [excess, information] = [0, 0];
  for (let place = starts[at] ?? 0; place < end; place++) {
    const cell = order[place] ?? 0;
    const runs = cells.runs[cell] ?? 0;
    const rate = logistic(own + (other[others[cell] ?? 0] ?? 0));
    excess += (cells.passes[cell] ?? 0) - runs * rate;
    information += runs * rate * (1 - rate);
  }
  if (information === 0) return 0;
  // A step of more than 1 would overshoot where nearly all is passed or failed.
  const step = Math.max(-1, Math.min(1, excess / information));
  values[at] = own + step;
  return Math.abs(step);
};

/** The cells of all entries, and the positions of their places by key, in the order in which they are met. */
const cellsOf = (entries: readonly (readonly Observation[])[]) => {
  const length = sum(entries, (observations) => observations.length);
  const places = new Map<number, number>();
  const cells: Cells = {
    entry: new Int32Array(length),
    place: new Int32Array(length),
    passes: new Float64Array(length),
    runs: new Float64Array(length),
  };
  let cell = 0;
  entries.forEach((observations, entry) => {
    for (const observation of observations) {
      const key = placeKey(observation);
      const place = places.get(key) ?? places.size;
      if (place === places.size) places.set(key, place);
      cells.entry[cell] = entry;
      cells.place[cell] = place;
      cells.passes[cell] = observation.sum + ADDED_PASSES;
      cells.runs[cell] = observation.runs + ADDED_RUNS;
      cell++;
    }
  });
  return { places, cells };
};

/**
 * The rate that is expected of each entry in each cell of a board: logistic(aₑ + bₛ), an ability of the entry and an ease of the cell, fitted
 * by maximum likelihood with one run of half a pass added to every cell. Takes the success observations of each entry; gives a function of an
 * entry's position in that list and a cell.
 * Source: Rasch (1960), Probabilistic Models for Some Intelligence and Attainment Tests; the likelihood is maximized by turns, an effect at a
 * time, which cannot but rise as it is concave.
 */
export const expectedRates = (entries: readonly (readonly Observation[])[]) => {
  const { places, cells } = cellsOf(entries);
  const eases = sideOf(cells.place, cells.entry, places.size);
  const abilities = sideOf(cells.entry, cells.place, entries.length);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let largest = 0;
    for (const at of eases.values.keys()) largest = Math.max(largest, improve(eases, at, abilities.values, cells));
    for (const at of abilities.values.keys()) largest = Math.max(largest, improve(abilities, at, eases.values, cells));
    if (largest < 1e-9) break;
  }
  const [ability, ease] = [abilities.values, eases.values];
  return (entry: number, cell: Pick<Observation, "scenario" | "tier">): number =>
    logistic((ability[entry] ?? 0) + (ease[places.get(placeKey(cell)) ?? -1] ?? 0));
};
