import { byOutcomeMeasure } from "#contract/runs/outcomes.ts";
import { formatDollars, formatDuration } from "#words/amounts.ts";
import { formatCount, formatCounted, formatInterval, formatPart, formatRate, formatScore } from "#words/numbers.ts";
import { formatOutcomes } from "#words/outcomes.ts";
import type { Context } from "../../command/context.ts";
import { printTable } from "../../terminal/print.ts";
import type { Column } from "../../terminal/render-table.ts";
import type { RunResult } from "../running/run-once.ts";
import { outcomeOfResult, type Summary, summarize } from "./summarize.ts";

const number = (head: string, cell: (summary: Summary) => string): Column<Summary> => ({ head, cell, align: "right" });

const COLUMNS: readonly Column<Summary>[] = [
  { head: "SUITE", cell: ({ suite }) => suite },
  { head: "TIER", cell: ({ tier }) => tier },
  { head: "ENTRY", cell: ({ entry }) => entry },
  number("PASSED", ({ passes, counted }) => formatPart(passes, counted)),
  number("SUCCESS", ({ successRate }) => formatRate(successRate.value)),
  number("95% INTERVAL", ({ successRate }) => formatInterval(successRate.interval, "success")),
  number("SCORE", ({ score }) => formatScore(score.value)),
  {
    ...number("NOT COUNTED", ({ runs, counted }) => (runs === counted ? "" : formatCount(runs - counted))),
    optional: true,
  },
  { ...number("TIME", ({ meanAgentMs }) => formatDuration(meanAgentMs)), spare: true },
  { ...number("COST/RUN", ({ meanCostUsd }) => formatDollars(meanCostUsd)), spare: true },
];

/** Prints what the runs came to: a table, and a line with their outcomes. */
export const printSummary = (context: Context, results: readonly RunResult[]): void => {
  if (results.length === 0) return;
  context.print();
  printTable(context, COLUMNS, summarize(results));
  const outcomes = Map.groupBy(results, outcomeOfResult);
  const counts = byOutcomeMeasure((outcome) => outcomes.get(outcome)?.length ?? 0);
  context.print(`\n${formatCounted(results.length, "run")}: ${formatOutcomes(counts)}`);
};
