import { mean } from "d3-array";
import type { Observation } from "../cells/observation.ts";
import { SHARES } from "../cells/scale.ts";
import { LEAST_SCENARIOS, ratioInterval } from "../costs/ratio.ts";
import { studentTCumulative, studentTQuantile } from "../distributions/student-t.ts";
import type { Interval } from "../intervals/interval.ts";
import { contenderOf } from "../pairs/contender.ts";
import { leadOf } from "../pairs/lead.ts";
import { newcombeInterval, wilsonInterval } from "../pairs/newcombe.ts";
import { pairedDifference } from "../pairs/paired.ts";
import { pairedMean } from "../pairs/paired-mean.ts";
import { type Passes, stratifiedDrop } from "./stratified.ts";

/** What runs used in a cell: how many report it, and how much in all. */
export interface Used {
  runs: number;
  sum: number;
}

/** A cell that both sides ran. */
export interface GateCell {
  /** Positions. */
  scenario: number;
  tier: number;
  before: Passes;
  after: Passes;
  cost: { before: Used; after: Used };
  duration: { before: Used; after: Used };
}

/** How much something fell, or rose, and how likely that is if nothing did. */
export interface Drop {
  before: number;
  after: number;
  /** after − before. */
  difference: number;
  /** 95 %, of the difference; null where the data do not tell one. */
  interval: Interval | null;
  /** One-sided, of no fall; not corrected. */
  pValue: number;
  /** How many scenarios, or runs of the fewer side, it rests on. */
  n: number;
  /** What the difference of one of those varies by. */
  deviation: number;
}

const observationOf = ({ scenario, tier }: GateCell, { passes, runs }: Passes): Observation => ({
  ...{ scenario, tier, runs, sum: passes },
  spread: (passes * (runs - passes)) / runs,
});

const contendersOf = (cells: readonly GateCell[]) => {
  const [before, after] = [
    cells.map((cell) => observationOf(cell, cell.before)),
    cells.map((cell) => observationOf(cell, cell.after)),
  ];
  return { before: contenderOf(before, before, SHARES), after: contenderOf(after, after, SHARES) };
};

/** What the difference of a cell's rates varies by, its runs passing with the rate that both sides have together. */
const varianceOf = ({ before, after }: GateCell): number => {
  const rate = (before.passes + after.passes + 0.5) / (before.runs + after.runs + 1);
  return rate * (1 - rate) * (1 / before.runs + 1 / after.runs);
};

const isSingleRuns = (cells: readonly GateCell[]): boolean =>
  cells.every(({ before, after }) => before.runs === 1 && after.runs === 1);

/**
 * The 95 % interval of the mean difference over these cells, whose rates are independent: each cell's Wilson intervals, put together.
 * Source: Zou and Donner (2008), Construction of confidence limits about effect measures: a general approach, Statistics in Medicine
 * 27:1693–1702; of two rates it is Newcombe's.
 */
const intervalOverCells = (cells: readonly GateCell[], difference: number): Interval => {
  const distances = cells.map(({ before, after }) => {
    const [then, now] = [wilsonInterval(before), wilsonInterval(after)];
    const [rateThen, rateNow] = [before.passes / before.runs, after.passes / after.runs];
    return {
      below: (rateNow - now.low) ** 2 + (then.high - rateThen) ** 2,
      above: (now.high - rateNow) ** 2 + (rateThen - then.low) ** 2,
    };
  });
  const reach = (side: "below" | "above") =>
    Math.sqrt(distances.reduce((sum, one) => sum + one[side], 0)) / cells.length;
  return { low: Math.max(-1, difference - reach("below")), high: Math.min(1, difference + reach("above")) };
};

/**
 * What the difference of the whole varies by, a scenario: from run to run where cells have several, else from task to task, with one added
 * task that differs.
 */
const deviationOf = (cells: readonly GateCell[], scenarios: number): number => {
  const total = isSingleRuns(cells)
    ? ((1 + cells.filter(({ before, after }) => before.passes !== after.passes).length) * cells.length) /
      (cells.length + 1)
    : cells.reduce((sum, cell) => sum + varianceOf(cell), 0);
  return Math.sqrt(total * scenarios) / cells.length;
};

const strataOf = (cells: readonly GateCell[]) => cells.map(({ before, after }) => ({ before, after }));

/**
 * How much the success rate of a suite fell: the paired difference over the scenarios that both ran, each cell weighing the same. Test and interval
 * are of these tasks, not of tasks like these: the test is exact, one-sided, given the passes of both in each cell, and with one run a cell
 * McNemar's. Takes cells sorted by scenario and tier.
 */
export const suiteDrop = (cells: readonly GateCell[]): Drop => {
  const { before, after } = contendersOf(cells);
  const paired = pairedDifference(after, before, SHARES);
  const { n } = paired;
  const [then, now] = [mean(before.worst.values) ?? 0, mean(after.worst.values) ?? 0];
  return {
    ...{ before: then, after: now, difference: now - then, n, deviation: deviationOf(cells, n) },
    interval: isSingleRuns(cells) ? paired.interval : intervalOverCells(cells, now - then),
    pValue: now < then ? stratifiedDrop(strataOf(cells)) : 1,
  };
};

/** Whether the fall is less than a margin for sure, in tasks like these: the lower end of the one-sided 95 % interval lies above it. */
export const isNoWorseThan = (cells: readonly GateCell[], margin: number): boolean => {
  const { before, after } = contendersOf(cells);
  const { mean: center, standardError, n } = pairedMean(after, before, 1);
  return n >= 2 && center - studentTQuantile(0.95, n) * standardError > -margin;
};

const totalOf = (cells: readonly GateCell[], side: "before" | "after"): Passes => ({
  passes: cells.reduce((sum, cell) => sum + cell[side].passes, 0),
  runs: cells.reduce((sum, cell) => sum + cell[side].runs, 0),
});

/** Boschloo's test, one-sided, of a single cell. */
const cellPValue = (cell: GateCell): number => {
  const { before, after } = contendersOf([cell]);
  const { sign, pValue } = leadOf(after, before, SHARES);
  return sign < 0 ? pValue / 2 : 1;
};

/**
 * The least p-value that a test of one scenario can have, whatever comes of its runs: that of all passed before and none after. Boschloo's
 * is the largest chance of that for any rate; over several tiers it is given the passes.
 */
const leastPValue = (cells: readonly GateCell[]): number => {
  const [only] = cells;
  if (only && cells.length === 1) {
    const { runs: n } = only.before;
    const { runs: m } = only.after;
    return (n / (n + m)) ** n * (m / (n + m)) ** m;
  }
  const none = cells.map(({ before, after }) => ({
    before: { ...before, passes: before.runs },
    after: { ...after, passes: 0 },
  }));
  return stratifiedDrop(none);
};

/** A fall of one scenario, and the least p-value that so many runs can have. */
export interface ScenarioDrop extends Drop {
  leastPValue: number;
}

/**
 * How much the success rate of one scenario fell: Boschloo's test, one-sided, over its only cell; over several tiers the exact test given
 * the passes in each, so that a tier that was run more often counts for none.
 */
export const scenarioDrop = (cells: readonly GateCell[]): ScenarioDrop => {
  const [then, now] = [totalOf(cells, "before"), totalOf(cells, "after")];
  const [only] = cells;
  const rateOf = (side: "before" | "after") => mean(cells, (cell) => cell[side].passes / cell[side].runs) ?? 0;
  const [before, after] = [rateOf("before"), rateOf("after")];
  const pValue = only && cells.length === 1 ? cellPValue(only) : stratifiedDrop(strataOf(cells));
  const pooled = (then.passes + now.passes + 1) / (then.runs + now.runs + 2);
  return {
    ...{ before, after, difference: after - before, pValue: after < before ? pValue : 1 },
    interval: newcombeInterval(now, then),
    n: Math.min(then.runs, now.runs),
    deviation: Math.sqrt(2 * pooled * (1 - pooled)),
    leastPValue: leastPValue(cells),
  };
};

/** How much of something runs use beside before: the ratio of the means over the scenarios that report it on both sides. */
export interface Rise {
  ratio: number;
  /** 95 %. */
  interval: Interval | null;
  /** One-sided, of a rise of no more than `limit` times; 1 where that cannot be tested. */
  pValue: number;
  n: number;
}

/**
 * Whether runs use more than `limit` times as much of something as before. The test is the paired t over the scenarios of what they use beyond
 * that, one-sided; undefined: no scenario reports it on both sides.
 */
export const usageRise = (cells: readonly GateCell[], what: "cost" | "duration", limit: number): Rise | undefined => {
  const byScenario = Map.groupBy(
    cells.filter((cell) => cell[what].before.runs > 0 && cell[what].after.runs > 0),
    ({ scenario }) => scenario,
  );
  const meansOf = (own: readonly GateCell[], side: "before" | "after") =>
    mean(own, (cell) => cell[what][side].sum / cell[what][side].runs) ?? 0;
  const pairs = [...byScenario.values()].map((own) => ({
    amount: meansOf(own, "after"),
    count: meansOf(own, "before"),
  }));
  const [now, then] = [mean(pairs, ({ amount }) => amount), mean(pairs, ({ count }) => count)];
  const n = pairs.length;
  if (now === undefined || then === undefined || then === 0) return undefined;
  const beyond = pairs.map(({ amount, count }) => amount - limit * count);
  const center = mean(beyond) ?? 0;
  const variance = beyond.reduce((sum, one) => sum + (one - center) ** 2, 0) / Math.max(1, n - 1);
  const error = Math.sqrt(variance / n);
  const isTested = n >= LEAST_SCENARIOS && center > 0 && error > 0;
  return {
    ...{ ratio: now / then, n, interval: ratioInterval(pairs) },
    pValue: isTested ? studentTCumulative(-center / error, n - 1) : 1,
  };
};

/** The smallest difference that a check would find with a chance of 80 %, tested one-sided at a level. */
export const detectable = ({ deviation, n }: Pick<Drop, "deviation" | "n">, level: number): number =>
  n < 1 ? 1 : Math.min(1, (aimAt(level) * deviation) / Math.sqrt(n));

/** How many scenarios, or runs a side, it would take to find a difference with a chance of 80 %. */
export const neededFor = ({ deviation }: Pick<Drop, "deviation">, difference: number, level: number): number =>
  Math.ceil(((aimAt(level) * deviation) / difference) ** 2);

/** Degrees of freedom at which Student's t is the normal distribution to many digits. */
const MANY = 1e6;
const POWER = 0.8;

const aimAt = (level: number): number => studentTQuantile(1 - level, MANY) + studentTQuantile(POWER, MANY);
