import { sum } from "d3-array";
import type { Coverage, EstimateAnswer, Figures, Totals } from "#contract/figures/figures.ts";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { byOutcomeMeasure, outcomeMeasure } from "#contract/runs/outcomes.ts";
import type { Measures } from "#contract/snapshot/measures.ts";
import { recomputeClaims } from "#statistics/batches/claims.ts";
import { meanOf, observationsOf } from "#statistics/cells/observation.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { type Scale, SHARES } from "#statistics/cells/scale.ts";
import { usageOf } from "#statistics/costs/usage.ts";
import { type Estimate, estimateOf } from "#statistics/intervals/estimate.ts";
import type { CellKey } from "../db/measures.ts";
import { type Board, byName, type Counted, cellsOf, coverageOfAll, coverageOfOne, namedEntry } from "./board.ts";

/** An estimate as answers give it. */
export const estimateAnswer = ({ value, interval, standardError, unit, n, method }: Estimate): EstimateAnswer => ({
  value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  standardError,
  unit,
  n,
  method,
});

const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const totalIn = (rows: readonly Measures[]) => (name: keyof Measures) => sum(rows, (row) => row[name]);

/** What some rows add up to. */
export const totalsOf = (rows: readonly Measures[]): Totals => {
  const total = totalIn(rows);
  return {
    totalRuns: total("completedRuns"),
    successfulRuns: total("pass"),
    successRate: shareOf(total("pass"), total("completedRuns")),
    avgScore: meanOf(total("completedScoreSum"), total("completedScoreRuns")),
    avgWeightedScore: meanOf(total("completedWeightedSum"), total("completedWeightedRuns")),
    results: total("runs"),
    outcomes: byOutcomeMeasure((outcome) => total(outcomeMeasure(outcome))),
    countedRuns: sum(rows, countedRuns),
    passShare: shareOf(total("pass"), sum(rows, countedRuns)),
    scoreMean: meanOf(total("scoreSum"), total("scoreRuns")),
    syntheticRuns: total("syntheticRuns"),
    ...usageOf(rows),
  };
};

/** What a batch's rows add up to, in the words of its claims. */
export const batchTotalsOf = (rows: readonly Measures[]): Totals => {
  const total = totalIn(rows);
  const totals = totalsOf(rows);
  return {
    ...totals,
    ...recomputeClaims({
      runs: total("runs"),
      pass: total("pass"),
      passScoreRuns: total("passScoreRuns"),
      passScoreSum: total("passScoreSum"),
      passWeightedRuns: total("passWeightedRuns"),
      passWeightedSum: total("passWeightedSum"),
    }),
    successRate: shareOf(totals.successfulRuns, sum(Object.values(totals.outcomes))),
  };
};

/** The two rates of some rows. `scoreScale` is that of their board, null if it has none. */
const ratesOf = (
  counted: readonly Counted[],
  scoreScale: Scale | null,
): Pick<Figures, "successRateEstimate" | "meanScore"> => {
  const cells = cellsOf(counted);
  const scored = scoreScale === null ? [] : observationsOf(cells, "score");
  return {
    successRateEstimate: estimateAnswer(estimateOf(observationsOf(cells, "success"), SHARES)),
    meanScore: estimateAnswer(estimateOf(scored, scoreScale ?? SHARES)),
  };
};

/** The figures of some rows of batches: what they add up to, and how sure their rates are. */
export const figuresOf = (
  counted: readonly Counted[],
  { scoreScale, coverage }: { scoreScale: Scale | null; coverage: Coverage },
): Figures => ({
  ...batchTotalsOf(counted.map(({ row }) => row)),
  ...ratesOf(counted, scoreScale),
  coverage,
});

/** The figures of rows of batches that are no cells: what they add up to, without what would take reading the cells. */
export const plainFigures = (rows: readonly Measures[]): Figures => ({
  ...batchTotalsOf(rows),
  successRateEstimate: null,
  meanScore: null,
  coverage: null,
});

/** Sorts by the success rate, the best first, without one last. */
const byBestRate = (a: Pick<Figures, "successRateEstimate">, b: Pick<Figures, "successRateEstimate">): number => {
  const [rateA, rateB] = [a.successRateEstimate?.value ?? -1, b.successRateEstimate?.value ?? -1];
  return rateB - rateA;
};

/** The figures of a whole board: coverage is of each of its entries in every cell of its suite. */
export const figuresOfAll = (board: Board): Figures =>
  figuresOf(board.counted, { scoreScale: board.scoreScale, coverage: coverageOfAll(board.counted, board) });

/** The figures of each entry of a board, the best first. */
export const figuresOfEntries = <Row extends CellKey & Measures>(board: Board<Row>) =>
  byName(board.counted, (row) => formatEntry(entryOf(row)))
    .map(([, own]) => ({
      ...namedEntry(entryOf((own[0] as Counted<Row>).row)),
      ...figuresOf(own, { scoreScale: board.scoreScale, coverage: coverageOfOne(own, board) }),
    }))
    .sort(byBestRate);

/** The figures of each scenario of a board of one suite, by name. */
export const figuresOfScenarios = (board: Board) =>
  byName(board.counted, ({ scenario }) => scenario).map(([scenario, own]) => ({
    scenario,
    ...figuresOf(own, { scoreScale: board.scoreScale, coverage: coverageOfAll(own, board) }),
  }));
