import { mean } from "d3-array";
import { addTo, type Bitset, emptyBitset } from "../cells/bitset.ts";
import type { Observation } from "../cells/observation.ts";
import { comparePlaces } from "../cells/place.ts";
import type { Scale } from "../cells/scale.ts";
import { type Unit, unitOf, unitValues } from "../cells/units.ts";

/** The results of one entry on the cells that it is compared over, each lacking cell at its worst or at its best. */
interface Results {
  /** A number a unit, whose plain mean is that of the cells. */
  values: Float64Array;
  mean: number;
  /** Whether each unit is passed, a bit each, where every unit is one binary run; else null. */
  bits: Bitset | null;
}

/** One entry as it is compared with others over the same cells. */
export interface Contender {
  unit: Unit;
  /** With what it lacks at the worst that it could have been, and at the best; the same object where it lacks nothing. */
  worst: Results;
  best: Results;
  /** The only cell, where there is a single one. */
  cell: Observation | undefined;
}

const bitsOf = (values: Float64Array): Bitset => {
  const bits = emptyBitset(values.length);
  values.forEach((value, unit) => {
    if (value === 1) addTo(bits, unit);
  });
  return bits;
};

const resultsOf = (cells: readonly Observation[], { binary }: Scale): Results => {
  const values = unitValues(cells);
  const isSingle = binary && values.length === cells.length && cells.every(({ runs }) => runs === 1);
  return { values, mean: mean(values) ?? 0, bits: isSingle ? bitsOf(values) : null };
};

/**
 * An entry to compare. Takes its sorted cells, the same cells as the others have: with what it lacks at the worst, and at the best (the
 * same list where it lacks nothing).
 */
export const contenderOf = (worst: readonly Observation[], best: readonly Observation[], scale: Scale): Contender => {
  const atWorst = resultsOf(worst, scale);
  return {
    unit: unitOf(worst),
    worst: atWorst,
    best: best === worst ? atWorst : resultsOf(best, scale),
    cell: worst.length === 1 ? worst[0] : undefined,
  };
};

const whole = new WeakMap<readonly Observation[], { scale: Scale; contender: Contender }>();

/** An entry with all of its cells, made once for a list: where all have run the same cells, each is compared with many. */
export const wholeContender = (cells: readonly Observation[], scale: Scale): Contender => {
  const known = whole.get(cells);
  if (known?.scale === scale) return known.contender;
  const contender = contenderOf(cells, cells, scale);
  whole.set(cells, { scale, contender });
  return contender;
};

/** What each of two entries did in the cells that both ran: a list of each, of the same cells. */
export type SharedObservations = readonly [readonly Observation[], readonly Observation[]];

/** The cells that two entries both ran. Takes the sorted observations of each; gives a list as it is given where the other has all of it. */
export const sharedObservations = (a: readonly Observation[], b: readonly Observation[]): SharedObservations => {
  const ours: Observation[] = [];
  const theirs: Observation[] = [];
  let position = 0;
  for (const cell of a) {
    let other = b[position];
    while (other && comparePlaces(other, cell) < 0) other = b[++position];
    if (!other || comparePlaces(other, cell) > 0) continue;
    ours.push(cell);
    theirs.push(other);
  }
  return [ours.length === a.length ? a : ours, theirs.length === b.length ? b : theirs];
};

/** Two entries over the cells that both have run. Takes the sorted observations of each; undefined if they share no cell. */
export const sharedContenders = (
  a: readonly Observation[],
  b: readonly Observation[],
  scale: Scale,
): [Contender, Contender] | undefined => {
  const [ours, theirs] = sharedObservations(a, b);
  if (ours.length === 0) return undefined;
  const sharing = (shared: readonly Observation[], all: readonly Observation[]) =>
    shared === all ? wholeContender(all, scale) : contenderOf(shared, shared, scale);
  return [sharing(ours, a), sharing(theirs, b)];
};
