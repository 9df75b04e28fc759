import { sum } from "d3-array";
import { CELL_MEASURES } from "#contract/snapshot/measures.ts";
import { BILLION, type Cell } from "#contract/snapshot/snapshot.ts";
import { meanOf, observationsOf } from "#statistics/cells/observation.ts";
import { isGraded, SHARES, statedScale } from "#statistics/cells/scale.ts";
import { estimateOf } from "#statistics/intervals/estimate.ts";
import type { EvaluationMeasures } from "../db/read-evaluators.ts";
import { estimateAnswer } from "./figures.ts";

const EMPTY = Object.fromEntries(CELL_MEASURES.map((measure) => [measure, 0])) as Cell;

/** Evaluations as the scores of a cell each: shares of the maximum are scores to the statistics. */
const cellOf = ({ evaluations, shareSum, shareSquareSum }: EvaluationMeasures, scenario: number): Cell => ({
  ...EMPTY,
  scenario,
  tier: 0,
  entry: 0,
  scoreRuns: evaluations,
  scoreSum: shareSum,
  scoreSquareSum: shareSquareSum,
});

/** What rows of evaluations say: how many, their mean, and its estimate with each row as a scenario. */
export const evaluationFigures = (rows: readonly EvaluationMeasures[]) => {
  const cells = rows.map(cellOf);
  const evaluations = sum(rows, (row) => row.evaluations);
  return {
    evaluations,
    avgScore: meanOf(
      sum(rows, (row) => row.shareSum),
      evaluations,
    ),
    meanShare: estimateAnswer(estimateOf(observationsOf(cells, "score"), isGraded(cells) ? statedScale(0, 1) : SHARES)),
  };
};

/** The standard deviation of all shares; null with fewer than two. */
export const standardDeviationOf = (rows: readonly EvaluationMeasures[]): number | null => {
  const evaluations = sum(rows, (row) => row.evaluations);
  if (evaluations < 2) return null;
  const total = sum(rows, (row) => row.shareSum) / BILLION;
  const squares = sum(rows, (row) => row.shareSquareSum) / BILLION;
  // Shares and squares are cut to billionths each, so that equal ones may seem to vary by as much.
  const spread = (squares - total ** 2 / evaluations) / (evaluations - 1);
  return spread > 4e-9 ? Math.sqrt(spread) : 0;
};
