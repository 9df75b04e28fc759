import type { Bitset } from "../cells/bitset.ts";
import { cellMean, type Observation } from "../cells/observation.ts";
import { errorOfRuns } from "../cells/run-error.ts";
import type { Scale } from "../cells/scale.ts";
import type { Unit } from "../cells/units.ts";
import { isRounding } from "../intervals/clustered.ts";
import { clipInterval, type Interval, studentInterval } from "../intervals/interval.ts";
import { bonettPriceInterval } from "./bonett-price.ts";
import { type Contender, sharedContenders } from "./contender.ts";
import { discordant } from "./discordant.ts";
import { leadOf, type Test, testOf } from "./lead.ts";
import { newcombeInterval } from "./newcombe.ts";
import { intervalOfMean, pairedMean } from "./paired-mean.ts";

/** How two entries differ over the same cells. */
export interface PairedDifference {
  /** The first's mean minus the second's, with what they lack at its worst; NaN if they share no cell. */
  difference: number;
  /** Of the mean over the units and one added scenario; null where the p-value does not come from Student's or Welch's t or the normal test. */
  standardError: number | null;
  /** 95 %, with what they lack at its worst and at its best; null where the data do not tell one. */
  interval: Interval | null;
  /** Two-sided, of no difference, not corrected for other comparisons; 1 where nothing can be told. */
  pValue: number;
  /** What the comparison is over (the runs of a single cell count as one), how many there are, and where the first is better, worse or equal. */
  unit: Unit;
  n: number;
  won: number;
  lost: number;
  tied: number;
  /** In how many it depends on what one of them lacks. */
  open: number;
  method: Test;
}

/** Differences lie within the width of the scale, where its ends are stated. */
const endsOf = ({ ends }: Scale): Interval | null => ends && { low: ends.low - ends.high, high: ends.high - ends.low };

const signOf = (a: number, b: number): number => (isRounding(a - b, Math.max(Math.abs(a), Math.abs(b))) ? 0 : a - b);

const countUnits = (a: Contender, b: Contender) => {
  if (a.worst.bits && b.worst.bits && a.worst === a.best && b.worst === b.best) {
    const { won, lost } = discordant(a.worst.bits, b.worst.bits);
    return { won, lost, tied: a.worst.values.length - won - lost, open: 0 };
  }
  const counts = { won: 0, lost: 0, tied: 0, open: 0 };
  a.worst.values.forEach((worst, unit) => {
    const least = signOf(worst, b.best.values[unit] ?? 0);
    const most = signOf(a.best.values[unit] ?? 0, b.worst.values[unit] ?? 0);
    if (least > 0) counts.won++;
    else if (most < 0) counts.lost++;
    else if (least === 0 && most === 0) counts.tied++;
    else counts.open++;
  });
  return counts;
};

type Told = Pick<PairedDifference, "standardError" | "interval">;
const UNTOLD: Told = { standardError: null, interval: null };

const overCells = (a: Observation, b: Observation, test: Test): Told => {
  if (test === "boschloo" || test === "fisher") {
    const interval = newcombeInterval({ passes: a.sum, runs: a.runs }, { passes: b.sum, runs: b.runs });
    return { standardError: null, interval };
  }
  const error = errorOfRuns([a, b], 1);
  if (!error) return UNTOLD;
  const interval = studentInterval(cellMean(a) - cellMean(b), error.standardError, error.degreesOfFreedom);
  return { standardError: error.standardError, interval };
};

const overPairs = (a: Contender, b: Contender): Told => {
  const n = a.worst.values.length;
  const intervalAt = (ours: Bitset | null, theirs: Bitset | null): Interval => {
    const { won, lost } = ours && theirs ? discordant(ours, theirs) : { won: 0, lost: 0 };
    return bonettPriceInterval(won, lost, n);
  };
  const { low } = intervalAt(a.worst.bits, b.best.bits);
  const { high } = intervalAt(a.best.bits, b.worst.bits);
  return { standardError: null, interval: { low, high } };
};

const overUnits = (a: Contender, b: Contender, { width }: Scale): Told => {
  const ahead = pairedMean(a, b, width);
  const behind = pairedMean(b, a, width);
  if (ahead.standardError === 0) return UNTOLD;
  const interval = { low: intervalOfMean(ahead).low, high: -intervalOfMean(behind).low };
  return { standardError: ahead.standardError, interval };
};

/**
 * How contender a differs from contender b, both over the same cells, with the scale of their board. The p-value is that of `leadOf`; the
 * interval is Bonett and Price's with McNemar's test, Newcombe's with Boschloo's and Fisher's, and that of the t test itself otherwise.
 * Where the two disagree the test decides what is said.
 */
export const pairedDifference = (a: Contender, b: Contender, scale: Scale): PairedDifference => {
  const test = testOf(a, b, scale);
  const told =
    a.cell && b.cell ? overCells(a.cell, b.cell, test) : test === "mcnemar" ? overPairs(a, b) : overUnits(a, b, scale);
  return {
    difference: a.worst.mean - b.worst.mean,
    standardError: told.standardError,
    interval: told.interval && clipInterval(told.interval, endsOf(scale)),
    pValue: leadOf(a, b, scale).pValue,
    unit: a.unit,
    n: a.worst.values.length,
    ...countUnits(a, b),
    method: test,
  };
};

const NOTHING_SHARED: PairedDifference = {
  ...{ difference: Number.NaN, standardError: null, interval: null, pValue: 1 },
  ...{ unit: "scenario", n: 0, won: 0, lost: 0, tied: 0, open: 0, method: "none" },
};

/** How two entries differ over the cells that both have run, whatever else either has. Takes the sorted observations of each. */
export const sharedDifference = (
  a: readonly Observation[],
  b: readonly Observation[],
  scale: Scale,
): PairedDifference => {
  const [ours, theirs] = sharedContenders(a, b, scale) ?? [];
  return ours && theirs ? pairedDifference(ours, theirs, scale) : NOTHING_SHARED;
};
