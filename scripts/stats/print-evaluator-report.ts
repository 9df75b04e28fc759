import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { evaluatorFindings, formatPlaces, formatTau } from "#words/evaluators.ts";
import { formatName } from "#words/names.ts";
import { formatCount, formatInterval, formatRate } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import { printFacts, printTable } from "../terminal/print.ts";
import type { Column } from "../terminal/render-table.ts";

type Row<Part extends "evaluators" | "agreement" | "leftOut" | "corrected"> = EvaluatorReport[Part][number];

const EVALUATORS: readonly Column<Row<"evaluators">>[] = [
  { head: "EVALUATOR", cell: ({ evaluator }) => evaluator },
  { head: "KIND", cell: ({ kind }) => kind ?? "", optional: true },
  { head: "RUNS", align: "right", cell: ({ runs }) => formatCount(runs) },
  { head: "ENTRIES", align: "right", cell: ({ entries }) => formatCount(entries) },
  { head: "MEAN", align: "right", cell: ({ mean }) => formatRate(mean) },
];

const AGREEMENT: readonly Column<Row<"agreement">>[] = [
  { head: "TWO EVALUATORS", cell: ({ first, second }) => `${first}, ${second}` },
  { head: "TAU", align: "right", cell: ({ tau }) => formatTau(tau) },
  { head: "ENTRIES", align: "right", cell: ({ entries }) => formatCount(entries) },
  { head: "RUNS", align: "right", cell: ({ runs }) => formatCount(runs) },
  {
    head: "MEANS",
    align: "right",
    cell: ({ firstMean, secondMean }) => `${formatRate(firstMean)}, ${formatRate(secondMean)}`,
  },
];

const LEFT_OUT: readonly Column<Row<"leftOut">>[] = [
  { head: "WITHOUT", cell: ({ evaluator }) => evaluator },
  { head: "TAU", align: "right", cell: ({ tau }) => formatTau(tau) },
  { head: "MOVES MOST", cell: ({ moved }) => (moved ? `${moved.entry}, ${formatPlaces(moved.places)}` : "none moves") },
];

const CORRECTED: readonly Column<Row<"corrected">>[] = [
  { head: "JUDGE", cell: ({ judge }) => judge },
  { head: "CORRECTED BY", cell: ({ person }) => person },
  { head: "MEAN", align: "right", cell: ({ judgeMean }) => formatRate(judgeMean) },
  { head: "CORRECTED", align: "right", cell: ({ value }) => formatRate(value) },
  { head: "95% INTERVAL", align: "right", cell: ({ low, high }) => formatInterval({ low, high }, "success") },
  { head: "RUNS OF BOTH", align: "right", cell: ({ judgedByBoth }) => formatCount(judgedByBoth) },
];

const printPart = <Item>(context: Context, columns: readonly Column<Item>[], rows: readonly Item[]): void => {
  if (rows.length === 0) return;
  context.print();
  printTable(context, columns, rows);
};

/** Prints how the evaluators of a suite agree: what is found, and the figures. */
export const printEvaluatorReport = (context: Context, report: EvaluatorReport): void => {
  printFacts(context, [
    ["suite", report.suite],
    ["version", formatName(report.suiteVersion)],
    ["snapshot", report.snapshot],
  ]);
  context.print();
  for (const finding of evaluatorFindings(report)) context.print(finding);
  printPart(context, EVALUATORS, report.evaluators);
  printPart(context, AGREEMENT, report.agreement);
  printPart(context, LEFT_OUT, report.leftOut);
  printPart(context, CORRECTED, report.corrected);
};
