import { isReferenceAgent } from "#contract/names/reference-agents.ts";
import type { JoinedSuite } from "#contract/snapshot/cells.ts";
import { SHARE_UNITS } from "#contract/snapshot/evaluator-pairs.ts";

/** What two evaluators gave the same runs of a cell, or one alone where both are the same: shares of the maximum from 0 to 1. */
export interface EvaluatorRow {
  scenario: number;
  entry: number;
  a: string;
  b: string;
  runs: number;
  sumA: number;
  sumB: number;
  /** The sum of the squares of the differences. */
  squares: number;
}

/** What the evaluators of a version of a suite gave the runs of those who compete, by positions of scenarios and entries. */
export const evaluatorRows = ({ cells, entries, evaluatorPairs }: JoinedSuite): EvaluatorRow[] => {
  if (!evaluatorPairs) return [];
  const { evaluators, cell, a, b, runs, sumA, sumB, squares } = evaluatorPairs;
  const shares = (column: ArrayLike<number>, row: number) => (column[row] ?? 0) / SHARE_UNITS;
  const areReferences = entries.map(({ agent }) => isReferenceAgent(agent));
  const rows: EvaluatorRow[] = [];
  for (let row = 0; row < cell.length; row += 1) {
    const place = cell[row] ?? 0;
    const entry = cells.entry[place] ?? 0;
    if (areReferences[entry]) continue;
    rows.push({
      scenario: cells.scenario[place] ?? 0,
      entry,
      a: evaluators[a[row] ?? 0] ?? "",
      b: evaluators[b[row] ?? 0] ?? "",
      runs: runs[row] ?? 0,
      sumA: shares(sumA, row),
      sumB: shares(sumB, row),
      squares: shares(squares, row),
    });
  }
  return rows;
};
