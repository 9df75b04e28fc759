import { max, mean } from "d3-array";
import { cellMean, type Observation } from "../cells/observation.ts";
import { errorOfRuns } from "../cells/run-error.ts";
import type { Scale } from "../cells/scale.ts";
import { type Unit, unitOf, unitValues } from "../cells/units.ts";
import { clopperPearson } from "./clopper-pearson.ts";
import { clusteredMean } from "./clustered.ts";
import { effectiveRuns } from "./effective-runs.ts";
import { clipInterval, type Interval, studentInterval } from "./interval.ts";

/** Where an interval comes from: the methodology says so of each by this name. */
export const METHODS = ["clopper-pearson", "student", "stated", "none"] as const;
type Method = (typeof METHODS)[number];

/** An entry's success rate or score. */
export interface Estimate {
  /** The mean over the cells; null if no run counts. */
  value: number | null;
  /** 95 %; null where the data do not tell one. */
  interval: Interval | null;
  /** Of the mean, from the spread of the units; null with fewer than two of them, or if none differs from another. */
  standardError: number | null;
  /** What the uncertainty is counted in, and how many there are. */
  unit: Unit;
  n: number;
  method: Method;
}

const NOTHING: Estimate = { value: null, interval: null, standardError: null, unit: "scenario", n: 0, method: "none" };

/** The only cell's rate or score; its runs alone tell how sure it is. */
const estimateOfRuns = (cell: Observation, scale: Scale): Estimate => {
  const value = cellMean(cell);
  const known = { value, standardError: null, unit: "run" as const, n: cell.runs };
  if (scale.binary) return { ...known, interval: clopperPearson(value, cell.runs), method: "clopper-pearson" };
  const error = errorOfRuns([cell], 1);
  if (!error) return { ...known, interval: null, method: "none" };
  const interval = clipInterval(studentInterval(value, error.standardError, error.degreesOfFreedom), scale.ends);
  return { ...known, standardError: error.standardError, interval, method: cell.error ? "stated" : "student" };
};

/**
 * An entry's mean over some cells, with its 95 % interval. Takes the sorted observations of the entry and the scale of its board.
 * - A success rate: the exact interval of Clopper and Pearson at the effective number of runs. It needs nothing but the entry's own
 *   runs, so that it is the same wherever it is shown.
 * - A graded score: Student's t on the spread of the scenarios, clipped to the scale's ends where they are stated. None where no
 *   scenario differs: an interval that is a point would claim a certainty that the data do not give.
 * Of a single cell whose runs state standard errors: the mean ± 1.96 × that of their mean.
 * The tiers stand in for the scenarios where there is only one, the runs where there is only one cell.
 */
export const estimateOf = (observations: readonly Observation[], scale: Scale): Estimate => {
  const [first] = observations;
  if (!first) return NOTHING;
  if (observations.length === 1) return estimateOfRuns(first, scale);
  const unit = unitOf(observations);
  const plain = mean(observations, cellMean) ?? 0;
  // Rounding must not leave the scale.
  const value = scale.ends ? Math.min(scale.ends.high, Math.max(scale.ends.low, plain)) : plain;
  const deviations = unitValues(observations, (cell) => cellMean(cell) - value);
  const { standardError, n } = clusteredMean(
    deviations,
    max(observations, (cell) => Math.abs(cellMean(cell))),
  );
  const known = { value, standardError: standardError === 0 ? null : standardError, unit, n };
  if (scale.binary) {
    const tiers = unit === "tier" ? observations.map((cell) => ({ ...cell, scenario: cell.tier })) : observations;
    return { ...known, interval: clopperPearson(value, effectiveRuns(tiers)), method: "clopper-pearson" };
  }
  if (!standardError) return { ...known, interval: null, method: "none" };
  const interval = clipInterval(studentInterval(value, standardError, n - 1), scale.ends);
  return { ...known, interval, method: "student" };
};
