import { squareWordsOf, squareWordsSql, unitsOf, unitsSql, wordsOf, wordsSql } from "./exact.ts";
import { SCORE_UNITS } from "./units.ts";

const shareInSql = unitsSql("evaluation.score / evaluation.max_score", SCORE_UNITS);
const [sumInSql, squaresInSql] = [wordsSql(shareInSql), squareWordsSql(shareInSql)];

/**
 * What is summed over evaluations: each score as a share of its maximum, and its square, in the words of exact sums. As for runs, `sql` and
 * `of` say the same.
 */
export const EVALUATION_COLUMNS: readonly { name: string; sql: string; of: (share: bigint) => number }[] = [
  { name: "evaluations", sql: "1", of: () => 1 },
  { name: "shareSum", sql: sumInSql.low, of: (share) => wordsOf(share).low },
  { name: "shareSumHigh", sql: sumInSql.high, of: (share) => wordsOf(share).high },
  { name: "shareSquares", sql: squaresInSql.low, of: (share) => squareWordsOf(share).low },
  { name: "shareSquaresMiddle", sql: squaresInSql.middle, of: (share) => squareWordsOf(share).middle },
  { name: "shareSquaresHigh", sql: squaresInSql.high, of: (share) => squareWordsOf(share).high },
];

/** What an evaluation adds to each column. */
export const evaluationContribution = (score: number, maxScore: number): Record<string, number> => {
  const share = unitsOf(score / maxScore, SCORE_UNITS);
  return Object.fromEntries(EVALUATION_COLUMNS.map(({ name, of }) => [name, of(share)]));
};
