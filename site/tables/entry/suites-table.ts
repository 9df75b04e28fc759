import { dollarFormat } from "#words/column-amounts.ts";
import { formatDay } from "#words/moments.ts";
import { formatCount, formatRank } from "#words/numbers.ts";
import { boardOf, rankedOf, standingOf } from "../../snapshot/boards.ts";
import type { KnownEntry } from "../../snapshot/entries.ts";
import { intervalStyle } from "../axis-head.ts";
import { rowPath } from "../board/cells.ts";
import { formatOnBoard } from "../board/shared.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { escapeHtml } from "../html.ts";
import { type StandingRow, standingRows } from "../standing-row.ts";
import { SHARE_HEAD } from "../task/share-table.ts";

const suiteHtml = (row: StandingRow): string => {
  const { path, title } = row.board.version;
  return `<a href="${escapeHtml(row.standing.rank === null ? path : rowPath(row))}">${escapeHtml(title)}</a>`;
};

const rankText = ({ board, standing: { rank } }: StandingRow): string =>
  rank === null ? "not ranked" : `${formatRank(rank)} of ${formatCount(rankedOf(board).length)}`;

const figure = (heading: string, text: (row: StandingRow) => string, own?: string): Column<StandingRow> => ({
  page: () => ({ heading, kind: "figure", ...(own === undefined ? {} : { class: own }), cell: { text } }),
  fields: {},
});

const COLUMNS: readonly Column<StandingRow>[] = [
  { page: () => ({ heading: "Suite", kind: "row heading", cell: { html: suiteHtml } }), fields: {} },
  { page: () => ({ heading: "Rank", kind: "words", cell: { text: rankText } }), fields: {} },
  figure("Solved, %", ({ board, standing }) => formatOnBoard(board, standing.estimate.value)),
  {
    page: () => ({
      ...{ heading: "Solved, drawn, %", head: SHARE_HEAD, kind: "words", class: "ci" },
      cell: { html: () => "" },
    }),
    fields: {},
  },
  figure("Cells run", ({ standing }) => `${formatCount(standing.covered)}/${formatCount(standing.coverable)}`),
  {
    page: (rows) => {
      const costs = rows.map(({ usage }) => usage.cost.mean);
      if (costs.every((cost) => cost === null)) return undefined;
      const format = dollarFormat(costs);
      return { heading: "Cost a run", kind: "figure", cell: { text: ({ usage }) => format(usage.cost.mean) } };
    },
    fields: {},
  },
  figure("Last run", ({ standing }) => (standing.lastRunAt === 0 ? "n/a" : formatDay(standing.lastRunAt))),
];

const attributesOf = ({ standing: { estimate, group } }: StandingRow) => ({
  class: [group === 1 ? "worse" : "", estimate.value === null ? "none" : estimate.interval === null ? "bare" : ""]
    .filter(Boolean)
    .join(" "),
  style: intervalStyle(
    estimate.value === null ? null : 100 * estimate.value,
    estimate.interval && { low: 100 * estimate.interval.low, high: 100 * estimate.interval.high },
  ),
});

/** Where an entry stands on each suite that it ran, version by version, on one axis; null where that is one alone. */
export const suitesTable = ({ appearances }: Pick<KnownEntry, "appearances">): PageTable | null => {
  const rows = appearances.flatMap(({ version, position }) => {
    const board = boardOf(version, undefined);
    const standing = standingOf(board, position);
    return standing ? standingRows(board, [standing]) : [];
  });
  return rows.length < 2 ? null : pageTable(COLUMNS, rows, attributesOf);
};
