import { CELL_MEASURES } from "#contract/snapshot/measures.ts";
import { CELL_KEYS, type Cell } from "#contract/snapshot/snapshot.ts";
import { BILLION } from "./observation.ts";

/** A cell for tests: what is not given is 0. */
export const makeCell = (given: Partial<Cell>): Cell => ({
  ...(Object.fromEntries([...CELL_KEYS, ...CELL_MEASURES].map((name) => [name, 0])) as Cell),
  ...given,
});

/** The cell of some scored runs, summed as the database does it: each score and each square cut to billionths. */
export const makeScoredCell = (scores: readonly number[], given: Partial<Cell> = {}): Cell =>
  makeCell({
    notStated: scores.length,
    scoreRuns: scores.length,
    scoreSum: scores.reduce((sum, score) => sum + Math.round(score * BILLION), 0),
    scoreSquareSum: scores.reduce((sum, score) => sum + Math.round(score * score * BILLION), 0),
    ...given,
  });

/** One entry's cells in one tier: its verdicts in scenario 0, 1, …, as strings of 1 (pass) and 0 (fail), "" for no run. */
export const makeVerdicts = (entry: number, verdicts: readonly string[], tier = 0): Cell[] =>
  verdicts.flatMap((runs, scenario) => {
    const pass = [...runs].filter((run) => run === "1").length;
    const fail = runs.length - pass;
    const sum = pass * BILLION;
    return runs === ""
      ? []
      : [makeCell({ scenario, tier, entry, pass, fail, scoreRuns: runs.length, scoreSum: sum, scoreSquareSum: sum })];
  });
