import type { Figures, Totals } from "#contract/figures/figures.ts";
import { formatDollars, formatDuration, formatTokens } from "#words/amounts.ts";
import { formatCount, formatInterval, formatPart, formatRate, formatScore } from "#words/numbers.ts";
import type { Column } from "./render-table.ts";

const number = <Row>(head: string, cell: (row: Row) => string): Column<Row> => ({ head, cell, align: "right" });

const spare = <Row>(head: string, cell: (row: Row) => string): Column<Row> => ({ ...number(head, cell), spare: true });

/** How many of the runs are made up; empty where none is. */
export const syntheticColumn: Column<Pick<Totals, "syntheticRuns">> = {
  ...number("SYNTHETIC", ({ syntheticRuns }) => (syntheticRuns === 0 ? "" : formatCount(syntheticRuns))),
  optional: true,
};

/** Figures of which only what the runs add up to is sure to be known. */
type KnownFigures = Totals & Partial<Pick<Figures, "successRateEstimate" | "meanScore" | "coverage">>;

const known = (head: string, cell: (row: KnownFigures) => string): Column<KnownFigures> => ({
  ...number(head, cell),
  optional: true,
});

/** What figures are shown as, behind the columns that say what they are about. */
export const figureColumns: readonly Column<KnownFigures>[] = [
  known("SUCCESS", ({ successRateEstimate }) => (successRateEstimate ? formatRate(successRateEstimate.value) : "")),
  known("95% INTERVAL", ({ successRateEstimate }) =>
    successRateEstimate ? formatInterval(successRateEstimate, "success") : "",
  ),
  number("PASSED", ({ passShare }) => formatRate(passShare)),
  number("COUNTED", ({ countedRuns }) => formatCount(countedRuns)),
  number("RUNS", ({ results }) => formatCount(results)),
  syntheticColumn,
  number("COST/RUN", ({ cost }) => formatDollars(cost.mean)),
  spare("COST/PASS", ({ costPerSuccess }) => formatDollars(costPerSuccess)),
  {
    ...known("COVERAGE", ({ coverage }) => (coverage ? formatPart(coverage.covered, coverage.coverable) : "")),
    spare: true,
  },
  spare("SCORE", ({ scoreMean }) => formatScore(scoreMean)),
  spare("TIME", ({ duration }) => formatDuration(duration.mean)),
  spare("TOKENS", ({ tokens }) => formatTokens(tokens.mean)),
];

/** What an evaluator gave, behind the columns that say what it is about. */
export const shareColumns: readonly Column<{ evaluations: number; avgScore: number | null }>[] = [
  number("EVALUATIONS", ({ evaluations }) => formatCount(evaluations)),
  number("MEAN", ({ avgScore }) => formatRate(avgScore)),
];
