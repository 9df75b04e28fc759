import { formatPoints, formatPValue } from "#words/differences.ts";
import { formatCount } from "#words/numbers.ts";
import type { EntriesCompared } from "../../snapshot/comparison.ts";
import { axisHead, intervalStyle } from "../axis-head.ts";
import { type Axis, axisFor, unitOf } from "../board/axis.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";

type Groups = NonNullable<EntriesCompared["groups"]>;
type Row = Groups["rows"][number];

const LEVEL = 0.05;

const columnsFor = (axis: Axis, by: string, metric: "success" | "score"): Column<Row>[] => [
  {
    page: () => ({
      ...{ heading: by.charAt(0).toUpperCase() + by.slice(1), kind: "row heading", cell: { text: ({ name }) => name } },
    }),
    fields: {},
  },
  { page: () => ({ heading: "Tasks", kind: "figure", cell: { text: ({ tasks }) => formatCount(tasks) } }), fields: {} },
  {
    page: () => ({
      ...{ heading: "Won : lost", kind: "figure" },
      cell: { text: ({ difference: { won, lost } }) => `${formatCount(won)} : ${formatCount(lost)}` },
    }),
    fields: {},
  },
  {
    page: () => ({
      ...{ heading: metric === "success" ? "Points" : "Difference", kind: "figure" },
      cell: { text: ({ difference }) => formatPoints(difference.difference, metric) },
    }),
    fields: {},
  },
  {
    page: () => ({
      ...{ heading: "Difference, drawn", head: axisHead(axis, true), kind: "words", class: "ci zero" },
      cell: { html: () => "" },
    }),
    fields: {},
  },
  { page: () => ({ heading: "p", kind: "figure", cell: { text: ({ pValue }) => formatPValue(pValue) } }), fields: {} },
];

/** The differences of two entries by group of tasks, with their axis. */
export const groupsTable = ({ board, groups }: EntriesCompared): { table: PageTable; axis: Axis } | null => {
  if (!groups || groups.rows.length === 0) return null;
  const unit = unitOf(board);
  const ends = groups.rows.flatMap(({ difference: { difference, interval } }) => [
    difference,
    interval?.low ?? difference,
    interval?.high ?? difference,
  ]);
  const axis = axisFor([0, ...ends.map((end) => unit * end)]);
  const table = pageTable(columnsFor(axis, groups.by, board.metric), groups.rows, ({ difference, pValue }) => {
    const { difference: value, interval } = difference;
    const isTold = pValue <= LEVEL;
    return {
      class:
        [isTold && value !== 0 ? (value > 0 ? "worse" : "better") : "", interval ? "" : "bare"]
          .filter(Boolean)
          .join(" ") || undefined,
      style: intervalStyle(unit * value, interval && { low: unit * interval.low, high: unit * interval.high }),
    };
  });
  return { table, axis };
};
