import type { EvaluationTotals } from "../db/read-evaluators.ts";

/** What evaluations add up to, as answers say it. */
export const evaluationFigures = ({ evaluations, shareSum, standardDeviation }: EvaluationTotals) => ({
  evaluations,
  avgScore: evaluations > 0 ? shareSum / evaluations : null,
  standardDeviation,
});
