import type { TaskShare } from "../../snapshot/task-shares.ts";
import { axisHead, intervalStyle } from "../axis-head.ts";
import type { Axis } from "../board/axis.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";

/** Shares have the whole of theirs, so that those of several tasks look alike. */
export const SHARE_AXIS: Axis = { low: 0, high: 100, step: 25 };

/** Its labels, which stand on every page of a task and of an entry. */
export const SHARE_HEAD = axisHead(SHARE_AXIS);

const columnsFor = (heading: string): Column<TaskShare>[] => [
  { page: () => ({ heading, kind: "row heading", cell: { text: ({ name }) => name } }), fields: {} },
  {
    page: () => ({
      ...{ heading: "Solve it", kind: "figure" },
      cell: { text: ({ solved, entries }) => `${solved} of ${entries}` },
    }),
    fields: {},
  },
  {
    page: () => ({
      ...{ heading: "Share, drawn, %", head: SHARE_HEAD, kind: "words", class: "ci" },
      cell: { html: () => "" },
    }),
    fields: {},
  },
];

/** Shares as a table with their intervals drawn. */
export const shareTable = (heading: string, shares: readonly TaskShare[]): PageTable =>
  pageTable(columnsFor(heading), shares, ({ solved, entries, interval }) => ({
    style: intervalStyle((100 * solved) / entries, { low: 100 * interval.low, high: 100 * interval.high }),
  }));
