import { recordOf } from "#contract/names/records.ts";
import { CELL_KEYS, type Cell } from "#contract/snapshot/cells.ts";
import { CELL_MEASURES } from "#contract/snapshot/measures.ts";
import { SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";

/** A cell for tests: what is not given is 0. */
export const makeCell = (given: Partial<Cell>): Cell => ({
  ...recordOf([...CELL_KEYS, ...CELL_MEASURES], () => 0),
  ...given,
});

/** How much values differ, as the snapshot says it: exactly, of whole units. */
const spreadOf = (units: readonly number[]): number => {
  const sum = units.reduce((total, value) => total + BigInt(value), 0n);
  const squares = units.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
  return Number(BigInt(units.length) * squares - sum ** 2n);
};

/** The cell of some scored runs, summed as the database does it: in whole units. */
export const makeScoredCell = (scores: readonly number[], given: Partial<Cell> = {}): Cell => {
  const units = scores.map((score) => Math.round(score * SCORE_UNITS));
  return makeCell({
    notStated: scores.length,
    scoreRuns: scores.length,
    scoreSum: units.reduce((sum, value) => sum + value, 0),
    scoreSpread: spreadOf(units),
    ...given,
  });
};

/** One entry's cells in one tier: its verdicts in scenario 0, 1, …, as strings of 1 (pass) and 0 (fail), "" for no run. */
export const makeVerdicts = (entry: number, verdicts: readonly string[], tier = 0): Cell[] =>
  verdicts.flatMap((runs, scenario) => {
    const pass = [...runs].filter((run) => run === "1").length;
    const fail = runs.length - pass;
    const [scoreSum, scoreSpread] = [pass * SCORE_UNITS, pass * fail * SPREAD_UNITS];
    return runs === ""
      ? []
      : [makeCell({ scenario, tier, entry, pass, fail, scoreRuns: runs.length, scoreSum, scoreSpread })];
  });
