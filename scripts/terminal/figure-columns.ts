import type { EstimateAnswer, Figures, Totals } from "#contract/figures/figures.ts";
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

/** What figures are shown as, behind the columns that say what they are about. */
export const figureColumns: readonly Column<Figures>[] = [
  number("SUCCESS", ({ successRate }) => formatRate(successRate.value)),
  number("95% INTERVAL", ({ successRate }) => formatInterval(successRate, "success")),
  number("COUNTED", ({ countedRuns }) => formatCount(countedRuns)),
  number("RUNS", ({ totalRuns }) => formatCount(totalRuns)),
  syntheticColumn,
  number("COST/RUN", ({ cost }) => formatDollars(cost.mean)),
  spare("COST/PASS", ({ costPerSuccess }) => formatDollars(costPerSuccess)),
  spare("COVERAGE", ({ coverage }) => formatPart(coverage.covered, coverage.coverable)),
  spare("SCORE", ({ meanScore }) => formatScore(meanScore.value)),
  spare("SCORE INTERVAL", ({ meanScore }) => formatInterval(meanScore, "score")),
  spare("TIME", ({ duration }) => formatDuration(duration.mean)),
  spare("TOKENS", ({ tokens }) => formatTokens(tokens.mean)),
];

/** What an evaluator gave, behind the columns that say what it is about. */
export const shareColumns: readonly Column<{ evaluations: number; meanShare: EstimateAnswer }>[] = [
  number("EVALUATIONS", ({ evaluations }) => formatCount(evaluations)),
  number("MEAN", ({ meanShare }) => formatRate(meanShare.value)),
  number("95% INTERVAL", ({ meanShare }) => formatInterval(meanShare, "success")),
];
