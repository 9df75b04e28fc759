import type { Verdict } from "../evaluators/evaluator.ts";

/** What an evaluator gave, and how much that counts. */
export interface Weighed extends Verdict {
  weight: number;
}

/** What a run scores. */
export interface Scores {
  /** The mean of the evaluators' shares, 0 to 1. */
  totalScore: number;
  /** Their mean by weight, 0 to 10. */
  weightedScore: number;
  /** The same, 0 to 1: the figure behind the verdict. */
  successMetric: number;
  /** Whether that reaches the scenario's threshold. */
  isSuccessful: boolean;
}

/** The top of the scale of weighted scores, as the first ze-benchmarks had it. */
const WEIGHTED_TOP = 10;

/** Sums of shares miss a threshold by rounding: 0.1 × 3 is not 0.3. */
const ROUNDING = 1e-9;

/** What evaluators' scores add up to, where `success` is the least weighted share that passes. Throws a RangeError without any. */
export const scoresOf = (verdicts: readonly Weighed[], success: number): Scores => {
  if (verdicts.length === 0) throw new RangeError("a run needs at least one evaluator");
  let [shares, weighted, weights] = [0, 0, 0];
  for (const { score, maxScore, weight } of verdicts) {
    shares += score / maxScore;
    weighted += (weight * score) / maxScore;
    weights += weight;
  }
  const successMetric = weighted / weights;
  return {
    totalScore: shares / verdicts.length,
    weightedScore: WEIGHTED_TOP * successMetric,
    successMetric,
    isSuccessful: successMetric >= success - ROUNDING,
  };
};
