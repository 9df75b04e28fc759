import { LEVEL } from "#statistics/ranks/told-apart.ts";
import { formatCount } from "#words/numbers.ts";
import type { EntriesCompared } from "../../snapshot/comparison.ts";
import type { Axis } from "../board/axis.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import {
  type DrawnDifference,
  differenceAttributes,
  differenceAxis,
  differenceColumns,
} from "../difference-columns.ts";

type Row = NonNullable<EntriesCompared["groups"]>["rows"][number];

const drawn = ({ difference, pValue }: Row): DrawnDifference => ({
  ...difference,
  adjustedPValue: pValue,
  isTold: pValue <= LEVEL,
});

/** The differences of two entries by group of tasks, with their axis. */
export const groupsTable = ({ board, groups }: EntriesCompared): { table: PageTable; axis: Axis } | null => {
  if (!groups || groups.rows.length === 0) return null;
  const { by, rows } = groups;
  const axis = differenceAxis(rows.map(drawn), board.metric);
  const columns: Column<Row>[] = [
    {
      page: () => ({
        ...{ heading: by.charAt(0).toUpperCase() + by.slice(1), kind: "row heading" },
        cell: { text: ({ name }) => name },
      }),
      fields: {},
    },
    {
      page: () => ({ heading: "Tasks", kind: "figure", cell: { text: ({ tasks }) => formatCount(tasks) } }),
      fields: {},
    },
    ...differenceColumns<Row>(axis, board.metric, drawn),
  ];
  return { table: pageTable(columns, rows, (row) => differenceAttributes(drawn(row), board.metric)), axis };
};
