import { mean, sum } from "d3-array";
import { clipInterval, type Interval, studentInterval } from "../intervals/interval.ts";

/** Fewer runs, or fewer scenarios, that both a judge and a person have judged tell no corrected mean. */
const LEAST_RUNS = 50;
const LEAST_SCENARIOS = 30;

/** A run that a judge scored, and perhaps a person too, on the same scale. */
export interface Judged {
  scenario: number;
  judge: number;
  person: number | null;
}

/** The mean that persons would give, told from many judgements of a judge and few of persons. */
export interface CorrectedMean {
  value: number;
  interval: Interval;
  /** Runs that only the judge judged, those that both did, and the scenarios of the latter. */
  judgedOnly: number;
  judgedByBoth: number;
  scenarios: number;
}

/** The variance of a mean of runs whose scenarios are the units: of n scenario totals around their share of the mean. */
const clusteredVariance = (runs: readonly { scenario: number; value: number }[]): number => {
  const middle = mean(runs, ({ value }) => value) ?? 0;
  const totals = new Map<number, number>();
  for (const { scenario, value } of runs) totals.set(scenario, (totals.get(scenario) ?? 0) + value - middle);
  const n = totals.size;
  return n < 2 ? 0 : ((n / (n - 1)) * sum(totals.values(), (total) => total * total)) / runs.length ** 2;
};

/** Two disagreements that are added, one each way, so that a judge who happens to agree throughout does not look certain. */
const addedVariance = (runs: readonly { scenario: number; value: number }[], width: number): number => {
  const n = runs.length;
  const middle = sum(runs, ({ value }) => value) / (n + 2);
  const squares = sum(runs, ({ value }) => value * value) + 2 * width * width - (n + 2) * middle * middle;
  return squares / (n + 1) / n;
};

/**
 * A judge's mean corrected by persons: the mean of the judge over the runs that only it judged, plus the mean of (person − judge) over those
 * that both judged, which must have been drawn at random. Takes the runs, judged by one version of one evaluator, and the ends of their
 * scale. Null with fewer than 50 runs of 30 scenarios that both judged, or none that only the judge did: then the table of their agreement
 * is all there is to show.
 * Source: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Prediction-powered inference, Science 382:669–674, with λ = 1; the
 * variance of the correction with one added disagreement each way.
 */
export const correctedMean = (runs: readonly Judged[], ends: Interval): CorrectedMean | null => {
  const alone = runs.filter(({ person }) => person === null).map(({ scenario, judge }) => ({ scenario, value: judge }));
  const both = runs.flatMap(({ scenario, judge, person }) =>
    person === null ? [] : [{ scenario, value: person - judge }],
  );
  const scenarios = new Set(both.map(({ scenario }) => scenario)).size;
  if (both.length < LEAST_RUNS || scenarios < LEAST_SCENARIOS || alone.length === 0) return null;
  const plain = addedVariance(both, ends.high - ends.low);
  const correction = both.length > scenarios ? Math.max(plain, clusteredVariance(both)) : plain;
  const value = (mean(alone, (run) => run.value) ?? 0) + (mean(both, (run) => run.value) ?? 0);
  const error = Math.sqrt(clusteredVariance(alone) + correction);
  return {
    value: Math.min(ends.high, Math.max(ends.low, value)),
    interval: clipInterval(studentInterval(value, error, scenarios - 1), ends),
    judgedOnly: alone.length,
    judgedByBoth: both.length,
    scenarios,
  };
};
