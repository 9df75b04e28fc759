import { sum } from "d3-array";
import { type Observation, scenarioMeans } from "../cells/observation.ts";
import { effectiveRuns, errorOfRuns } from "../cells/run-error.ts";
import type { Scale } from "../cells/scale.ts";
import { clusteredMean } from "./clustered.ts";
import { clipInterval, type Interval, studentInterval, wilsonInterval } from "./intervals.ts";

/** Where an interval comes from; "-of-runs" where a single scenario leaves only its runs to tell the uncertainty. */
export type Method = "wilson" | "student" | "wilson-of-runs" | "student-of-runs" | "none";

/** An entry's success rate or score. */
export interface Estimate {
  /** The mean over the scenarios; null if no run counts. */
  value: number | null;
  /** 95 %; null where the data do not tell one. */
  interval: Interval | null;
  /** Clustered by scenario; null with fewer than two scenarios, or if none differs from another. */
  standardError: number | null;
  /** How many scenarios it is the mean of. */
  scenarios: number;
  method: Method;
}

const clipTo = (interval: Interval, scale: Scale): Interval =>
  scale === "open" ? interval : clipInterval(interval, 0, 1);

const intervalOfRuns = (
  value: number,
  cells: readonly Observation[],
  scale: Scale,
): Pick<Estimate, "interval" | "method"> => {
  if (scale === "proportion") {
    const runs = effectiveRuns(cells);
    return { interval: wilsonInterval(value * runs, runs), method: "wilson-of-runs" };
  }
  const error = errorOfRuns(cells, 1 / cells.length);
  if (!error) return { interval: null, method: "none" };
  const interval = studentInterval(value, error.standardError, error.degreesOfFreedom);
  return { interval: clipTo(interval, scale), method: "student-of-runs" };
};

/**
 * An entry's mean over the scenarios, with its 95 % interval. Takes the entry's sorted observations and the scale of its board.
 * - One binary run in every scenario: Wilson's interval of the scenarios passed.
 * - Otherwise Student's t on the error clustered by scenario, clipped to the scale.
 * - One scenario: Wilson's, or Student's, of its runs.
 * - The same mean in every scenario: the clustered error would be 0 and the interval a point, which claims a certainty that the data do
 *   not give. A success rate then has Wilson's interval with the scenarios as trials; a graded score has none.
 */
export const estimateOf = (observations: readonly Observation[], scale: Scale): Estimate => {
  const means = scenarioMeans(observations);
  const scenarios = means.length;
  if (scenarios === 0) return { value: null, interval: null, standardError: null, scenarios, method: "none" };
  const { mean: value, standardError } = clusteredMean(means);
  if (standardError === null) {
    return { value, standardError, scenarios, ...intervalOfRuns(value, observations, scale) };
  }
  const known = { value, standardError: standardError === 0 ? null : standardError, scenarios };
  const isPlainProportion = observations.length === scenarios && observations.every(({ runs }) => runs === 1);
  if (scale === "proportion" && (isPlainProportion || standardError === 0)) {
    return { ...known, interval: wilsonInterval(Math.min(scenarios, sum(means)), scenarios), method: "wilson" };
  }
  if (standardError === 0) return { ...known, interval: null, method: "none" };
  const interval = clipTo(studentInterval(value, standardError, scenarios - 1), scale);
  return { ...known, interval, method: "student" };
};
