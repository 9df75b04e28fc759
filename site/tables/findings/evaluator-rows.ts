import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { parseEntry } from "#contract/names/entry.ts";
import { formatPlaces, formatTau } from "#words/evaluators.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatInterval, formatRate } from "#words/numbers.ts";
import { entryPath } from "../../snapshot/links.ts";
import { type Column, type PageColumn, type PageTable, pageTable } from "../column.ts";
import { escapeHtml } from "../html.ts";
import { METHOD } from "../method.ts";

/** A table on the page of a suite's evaluators. */
export interface EvaluatorTable {
  id: string;
  heading: string;
  note: string;
  table: PageTable;
}

const shown = <Row>(column: PageColumn<Row>): Column<Row> => ({ page: () => column, fields: {} });

const named = <Row>(heading: string, text: (row: Row) => string): Column<Row> =>
  shown({ heading, kind: "row heading", cell: { text } });

const figure = <Row>(heading: string, text: (row: Row) => string): Column<Row> =>
  shown({ heading, kind: "figure", method: METHOD.evaluators, cell: { text } });

type Rows<Part extends "evaluators" | "agreement" | "leftOut" | "corrected"> = EvaluatorReport[Part][number];

const EVALUATORS: readonly Column<Rows<"evaluators">>[] = [
  named("Evaluator", ({ evaluator }) => evaluator),
  shown({
    heading: "Kind",
    kind: "words",
    cell: { text: ({ kind }) => kind ?? "not stated" },
  }),
  figure("Runs", ({ runs }) => formatCount(runs)),
  figure("Entries", ({ entries }) => formatCount(entries)),
  figure("Mean", ({ mean }) => formatRate(mean)),
];

const AGREEMENT: readonly Column<Rows<"agreement">>[] = [
  named("Two evaluators", ({ first, second }) => `${first}, ${second}`),
  figure("τ", ({ tau }) => formatTau(tau)),
  figure("Entries", ({ entries }) => formatCount(entries)),
  figure("Runs", ({ runs }) => formatCount(runs)),
  figure("Mean of the first", ({ firstMean }) => formatRate(firstMean)),
  figure("Mean of the second", ({ secondMean }) => formatRate(secondMean)),
];

const movedHtml = ({ moved }: Rows<"leftOut">): string => {
  const entry = moved && parseEntry(moved.entry);
  if (!moved || !entry) return "none moves";
  return `<a href="${escapeHtml(entryPath(entry))}">${escapeHtml(entryTitle(entry))}</a>, by ${formatPlaces(moved.places)}`;
};

const LEFT_OUT: readonly Column<Rows<"leftOut">>[] = [
  named("Without", ({ evaluator }) => evaluator),
  figure("τ", ({ tau }) => formatTau(tau)),
  figure("Entries", ({ entries }) => formatCount(entries)),
  shown({ heading: "Moves most", kind: "words", cell: { html: movedHtml } }),
];

const CORRECTED: readonly Column<Rows<"corrected">>[] = [
  named("Judge", ({ judge }) => judge),
  shown({ heading: "Corrected by", kind: "words", cell: { text: ({ person }) => person } }),
  figure("Its own mean", ({ judgeMean }) => formatRate(judgeMean)),
  figure("Corrected", ({ value }) => formatRate(value)),
  figure("95% interval", ({ low, high }) => formatInterval({ low, high }, "success")),
  figure("Runs of both", ({ judgedByBoth }) => formatCount(judgedByBoth)),
  figure("Tasks", ({ scenarios }) => formatCount(scenarios)),
];

/** The tables of a suite's evaluators; those without a row are left out. */
export const evaluatorTables = (report: EvaluatorReport): EvaluatorTable[] =>
  [
    {
      ...{ id: "evaluators", heading: "What each gave" },
      note: "Shares of the maximum, over the runs of those who compete.",
      table: pageTable(EVALUATORS, report.evaluators),
    },
    {
      ...{ id: "agreement", heading: "How alike they order the entries" },
      note: "Kendall’s τ of two orders, by what both gave the same runs: 1 is the same order, −1 the reverse, and around 0 they are unrelated.",
      table: pageTable(AGREEMENT, report.agreement),
    },
    {
      ...{ id: "left-out", heading: "What leaving one out moves" },
      note: "The order by the mean of all evaluators against that by the others, among the entries that every one of them evaluated.",
      table: pageTable(LEFT_OUT, report.leftOut),
    },
    {
      ...{ id: "corrected", heading: "Judges corrected by people" },
      note: "The mean that people would give to all runs, estimated from many verdicts of the judge and those that people gave to runs drawn at random.",
      table: pageTable(CORRECTED, report.corrected),
    },
  ].filter(({ table }) => table.rows.length > 0);
