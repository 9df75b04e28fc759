import type { BoardRecord } from "#statistics/findings/records.ts";
import { type ComparisonFacts, formatUnits } from "#words/comparison.ts";
import { describePValue, formatPoints, formatPointsRange } from "#words/differences.ts";
import { formatDay } from "#words/moments.ts";
import { entryTitle } from "#words/names.ts";
import { describeEstimate, formatCount, formatCounted } from "#words/numbers.ts";
import { factOf } from "../../kept/facts.ts";
import { type Board, isOfTotals, mainBoardOf } from "../../snapshot/boards.ts";
import { boardRecords } from "../../snapshot/findings.ts";
import { entryPath } from "../../snapshot/links.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import type { Axis } from "../board/axis.ts";
import { formatOnBoard } from "../board/shared.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { describeCorrection } from "../describe-correction.ts";
import {
  type DrawnDifference,
  differenceAttributes,
  differenceAxis,
  differenceColumns,
} from "../difference-columns.ts";
import { escapeHtml } from "../html.ts";

/** A record of a board, with the step to it. */
interface RecordRow extends BoardRecord {
  board: Board;
  step: (DrawnDifference & Pick<ComparisonFacts, "unit">) | null;
}

const known = new WeakMap<Board, RecordRow[]>();

const withSteps = (board: Board, records: readonly BoardRecord[]): RecordRow[] =>
  records.map((record) => {
    const pair = record.before && board.pairs(record.entry, record.before.entry);
    const { won, lost, n, unit } = pair ?? { won: 0, lost: 0, n: 0, unit: "scenario" as const };
    return { ...record, board, step: record.before && { ...record.before, won, lost, n, unit } };
  });

/** The records of a board in the order of time, each with what it rests on. Computed once. */
export const recordRows = (board: Board): RecordRow[] => {
  const rows = known.get(board) ?? withSteps(board, boardRecords(board));
  known.set(board, rows);
  return rows;
};

/** The new bests among some entries of a board: each against the best of them before it, corrected for these steps alone. */
export const recordRowsAmong = (board: Board, entries: ReadonlySet<number>): RecordRow[] =>
  withSteps(board, boardRecords({ ...board, standings: board.standings.filter(({ entry }) => entries.has(entry)) }));

const nameHtml = ({ board, entry }: RecordRow): string => {
  const named = board.version.entries[entry] ?? { agent: "" };
  return `<a href="${escapeHtml(entryPath(named))}">${escapeHtml(entryTitle(named))}</a>`;
};

const columnsFor = (axis: Axis, board: Board): Column<RecordRow>[] => [
  { page: () => ({ heading: "First run", kind: "figure", cell: { text: ({ at }) => formatDay(at) } }), fields: {} },
  { page: () => ({ heading: "New best", kind: "row heading", cell: { html: nameHtml } }), fields: {} },
  {
    page: () => ({
      ...{ heading: board.metric === "success" ? "Solved, %" : "Mean score", kind: "figure" },
      cell: { text: ({ value }) => formatOnBoard(board, value) },
    }),
    fields: {},
  },
  ...differenceColumns<RecordRow>(axis, board.metric, ({ step }) => step, isOfTotals(board)),
];

/**
 * Records as a table, the newest first, with the axis of their steps and what is to say below; null where there are fewer than two. Left
 * out: those of the whole board.
 */
export const recordsTable = (
  board: Board,
  rows = recordRows(board),
): { table: PageTable; axis: Axis; correction: string } | null => {
  if (rows.length < 2) return null;
  const steps = rows.flatMap(({ step }) => step ?? []);
  const axis = differenceAxis(steps, board.metric);
  const table = pageTable(columnsFor(axis, board), rows.toReversed(), ({ step }) =>
    step ? differenceAttributes(step, board.metric) : { class: "none" },
  );
  return { table, axis, correction: describeCorrection(steps, `the ${formatCounted(steps.length, "step")}`) };
};

/** A record against the one before it: points, their 95 % interval, p and over how many tasks, unless of totals. */
export const describeStep = ({ board, step }: RecordRow): string => {
  if (step === null) return "the first";
  const { metric } = board;
  const { difference, interval, adjustedPValue, n, unit } = step;
  const range = interval === null ? "" : ` (${formatPointsRange(interval, metric)})`;
  return `${formatPoints(difference, metric)}${range}, ${describePValue(adjustedPValue)}, ${isOfTotals(board) ? "of totals" : formatUnits(n, unit)}`;
};

const describeTimes = (count: number): string =>
  count === 1 ? "once" : count === 2 ? "twice" : `${formatCount(count)} times`;

/** How many new bests there were, and how many were more than chance. */
export const describeRecords = (board: Board, rows: readonly RecordRow[] = recordRows(board)): string => {
  if (rows.length === 0) return "No entry is ranked, so there is no best yet.";
  const steps = rows.flatMap(({ step }) => step ?? []);
  if (steps.length === 0) return "No entry has beaten the first best yet.";
  const told = steps.filter(({ isTold }) => isTold).length;
  const counted = describeTimes(steps.length);
  if (told === steps.length)
    return `The best was beaten ${counted}, ${told === 1 ? "and it was" : "each time by"} more than chance.`;
  const often = told > 0 ? `only ${describeTimes(told)}` : steps.length === 1 ? "but not" : "never";
  return `The best was beaten ${counted}, ${often} by more than chance.`;
};

/** The same of the entries of an agent or a model. */
export const describeRecordsOf = (name: string, board: Board, rows: readonly RecordRow[]): string =>
  `Among the ranked entries of ${name} alone: ${describeRecords(board, rows).replace(/^[TN]/, (letter) => letter.toLowerCase())}`;

/** A best of a version, in words: the day of its first run, and what it reaches, with its interval. */
interface Best {
  day: string;
  value: string;
}

/** What pages of all suites say of a version's bests: of the first and the newest, which may be the same, and of all of them. */
export interface Bests {
  first: Best;
  last: Best & {
    /** In seconds since 1970. */
    at: number;
    entry: { title: string; path: string };
    step: string;
  };
  isOne: boolean;
  all: string;
}

/** The bests of a version in short; null where no entry is ranked. */
export const bestsOf = factOf("bests", (version: SuiteVersion): Bests | null => {
  const board = mainBoardOf(version);
  const rows = recordRows(board);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const entry = version.entries[last.entry] ?? { agent: "" };
  const best = (row: RecordRow) => ({ day: formatDay(row.at), value: describeEstimate(row, board.metric) });
  return {
    first: best(first),
    last: {
      ...best(last),
      at: last.at,
      entry: { title: entryTitle(entry), path: entryPath(entry) },
      step: describeStep(last),
    },
    isOne: first === last,
    all: describeRecords(board),
  };
});
