import { sum } from "d3-array";
import { clipInterval, type Interval, studentInterval } from "../intervals/interval.ts";
import type { EvaluatorRow } from "./evaluator-rows.ts";

/** Fewer runs, or fewer scenarios, that both a judge and a person have judged tell no corrected mean. */
const LEAST_RUNS = 50;
const LEAST_SCENARIOS = 30;

/** What some runs of a scenario add up to. */
interface RunSum {
  runs: number;
  sum: number;
}

/** What a judge and a person gave the runs of one scenario, on the same scale. */
export interface JudgedScenario {
  /** The judge, over the runs that only it judged. */
  alone: RunSum;
  /** Person − judge, over the runs that both judged, with the sum of its squares. */
  both: RunSum & { squares: number };
}

/** The mean that people would give, estimated from many judgements of a judge and few of theirs. */
export interface CorrectedMean {
  value: number;
  interval: Interval;
  /** Runs that only the judge judged, those that both did, and the scenarios of the latter. */
  judgedOnly: number;
  judgedByBoth: number;
  scenarios: number;
}

/** The variance of a mean of runs whose scenarios are the units: of n scenario totals around their share of the mean. */
const clusteredVariance = (scenarios: readonly RunSum[]): number => {
  const own = scenarios.filter(({ runs }) => runs > 0);
  const [n, runs] = [own.length, sum(own, (one) => one.runs)];
  const middle = sum(own, (one) => one.sum) / runs;
  return n < 2 ? 0 : ((n / (n - 1)) * sum(own, (one) => (one.sum - one.runs * middle) ** 2)) / runs ** 2;
};

/** Two disagreements that are added, one each way, so that a judge who happens to agree throughout does not look certain. */
const addedVariance = (n: number, total: number, squares: number, width: number): number => {
  const middle = total / (n + 2);
  return (squares + 2 * width * width - (n + 2) * middle * middle) / (n + 1) / n;
};

/**
 * A judge's mean corrected by people: the mean of the judge over the runs that only it judged, plus the mean of (person − judge) over those
 * that both judged, which must have been drawn at random. Takes what they gave the runs of each scenario, judged by one version of one
 * evaluator, and the ends of their scale. Null with fewer than 50 runs of 30 scenarios that both judged, or none that only the judge did:
 * then the table of their agreement is all there is to show.
 * Source: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Prediction-powered inference, Science 382:669–674, with λ = 1; the
 * variance of the correction with one added disagreement each way.
 */
export const correctedMean = (given: readonly JudgedScenario[], ends: Interval): CorrectedMean | null => {
  const [alone, both] = [given.map((one) => one.alone), given.map((one) => one.both)];
  const [judgedOnly, judgedByBoth] = [sum(alone, ({ runs }) => runs), sum(both, ({ runs }) => runs)];
  const scenarios = both.filter(({ runs }) => runs > 0).length;
  if (judgedByBoth < LEAST_RUNS || scenarios < LEAST_SCENARIOS || judgedOnly === 0) return null;
  const difference = sum(both, (one) => one.sum);
  const squares = sum(both, (one) => one.squares);
  const plain = addedVariance(judgedByBoth, difference, squares, ends.high - ends.low);
  const correction = judgedByBoth > scenarios ? Math.max(plain, clusteredVariance(both)) : plain;
  const value = sum(alone, (one) => one.sum) / judgedOnly + difference / judgedByBoth;
  const error = Math.sqrt(clusteredVariance(alone) + correction);
  return {
    value: Math.min(ends.high, Math.max(ends.low, value)),
    interval: clipInterval(studentInterval(value, error, scenarios - 1), ends),
    judgedOnly,
    judgedByBoth,
    scenarios,
  };
};

/** What a judge and a person gave, scenario by scenario: from rows of evaluators alone and of pairs. */
export const judgedScenarios = (rows: readonly EvaluatorRow[], judge: string, person: string): JudgedScenario[] =>
  [...Map.groupBy(rows, ({ scenario }) => scenario).values()].map((own) => {
    const alone = own.filter(({ a, b }) => a === judge && b === judge);
    const both = own.flatMap((row) => {
      if (row.a === judge && row.b === person) return { ...row, judge: row.sumA, person: row.sumB };
      return row.a === person && row.b === judge ? { ...row, judge: row.sumB, person: row.sumA } : [];
    });
    const runsOfBoth = sum(both, ({ runs }) => runs);
    const judgeOfBoth = sum(both, (row) => row.judge);
    return {
      alone: { runs: sum(alone, ({ runs }) => runs) - runsOfBoth, sum: sum(alone, ({ sumA }) => sumA) - judgeOfBoth },
      both: {
        runs: runsOfBoth,
        sum: sum(both, (row) => row.person) - judgeOfBoth,
        squares: sum(both, ({ squares }) => squares),
      },
    };
  });
