import { describeGroup } from "#words/board-groups.ts";
import { ROWS_A_PAGE } from "../../snapshot/board-pages.ts";
import { type Board, factsOf, rankedOf } from "../../snapshot/boards.ts";
import { type Attributes, attributesHtml, type PageTable, pageTable } from "../column.ts";
import { escapeHtml } from "../html.ts";
import { STANDING_COLUMNS } from "../standing-columns.ts";
import { type StandingRow, standingRows } from "../standing-row.ts";
import { unitOf, unknownOf } from "./axis.ts";
import { rowId } from "./cells.ts";
import { filterAttributes, filterableBy } from "./filters.ts";
import { tiesOf } from "./ties.ts";

const short = (value: number): number => Number(value.toFixed(2));

/** What draws a row: --e the estimate, --a and --b its interval, --u and --v what is not known, --r and --s its ranks. */
const styleOf = ({ board, standing }: StandingRow): string => {
  const { estimate, rank } = standing;
  const unit = unitOf(board);
  const unknown = unknownOf(board, standing);
  const marks: [string, number | null | undefined][] = [
    ["e", estimate.value],
    ["a", estimate.interval?.low],
    ["b", estimate.interval?.high],
    ["u", unknown?.low],
    ["v", unknown?.high],
  ];
  const drawn = marks.flatMap(([name, value]) => (value == null ? [] : [`--${name}:${short(unit * value)}`]));
  return [...drawn, ...(rank ? [`--r:${rank.from}`, `--s:${rank.to}`] : [])].join(";");
};

const classOf = ({ standing }: StandingRow): string | undefined =>
  [
    standing.group === 1 ? "f" : "",
    standing.rank === null ? "unranked" : "",
    standing.estimate.interval === null ? "bare" : "",
  ]
    .filter(Boolean)
    .join(" ") || undefined;

/** A row's attributes: its name in addresses, what draws it, what scripts and recounts read of it. */
const attributesOf =
  (rows: readonly StandingRow[], isBoard: boolean, ties: ReadonlyMap<number, string> | null) =>
  (row: StandingRow, position: number): Attributes => ({
    role: "row",
    id: row.standing.rank === null ? undefined : rowId(row),
    class: classOf(row),
    "data-t": ties?.get(position),
    "data-entry": JSON.stringify(row.entry),
    "data-pass": row.standing.pass,
    "data-counted": row.standing.counted,
    ...(isBoard ? filterAttributes(row, filterableBy(rows)) : {}),
    style: styleOf(row),
  });

/** The head of a group, over all columns. */
const groupHtml = (rows: readonly StandingRow[], columns: number): string => {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return "";
  const { board, standing } = first;
  const { name, says } = describeGroup({
    ...{ group: standing.group, entries: rows.length, ranked: rankedOf(board).length, metric: board.metric },
    hasFirst: board.first !== null,
    ...{ from: standing.estimate.value, to: last.standing.estimate.value },
    ...{ share: factsOf(board).share, cells: board.places.length },
  });
  return `<tr role="row" class="gh"><th role="rowheader" colspan="${columns}" scope="rowgroup"><b>${name}</b> · ${escapeHtml(says)}</th></tr>`;
};

/** A table of a board: its heads, and its body as HTML. */
export interface BoardTable {
  heads: PageTable["heads"];
  body: string;
}

const rowsHtml = (table: PageTable): string[] =>
  table.rows.map(({ attributes, cells }) => `<tr${attributesHtml(attributes)}>${cells}</tr>`);

/** The table of some rows of a board, without the heads of its groups. */
export const rowsTable = (rows: readonly StandingRow[]): BoardTable => {
  const table = pageTable(STANDING_COLUMNS, rows, attributesOf(rows, false, null), true);
  return { heads: table.heads, body: rowsHtml(table).join("\n") };
};

/** All rows of a board, each with the head of its group. */
interface WholeBoard {
  heads: PageTable["heads"];
  rows: readonly { html: string; head: string }[];
}

const drawWhole = (board: Board): WholeBoard => {
  const rows = standingRows(board);
  const table = pageTable(STANDING_COLUMNS, rows, attributesOf(rows, true, tiesOf(board)), true);
  const groups = Map.groupBy(rows, ({ standing }) => standing.group);
  const heads = new Map([...groups].map(([group, own]) => [group, groupHtml(own, table.heads.length)]));
  const html = rowsHtml(table);
  return {
    heads: table.heads,
    rows: rows.map(({ standing }, place) => ({ html: html[place] ?? "", head: heads.get(standing.group) ?? "" })),
  };
};

const known = new WeakMap<Board, WholeBoard>();

/** A page of a board, from 1: its rows with the heads of their groups. Its columns are those of the whole board, which is drawn once. */
export const boardTable = (board: Board, page = 1): BoardTable => {
  const { heads, rows } = known.get(board) ?? drawWhole(board);
  known.set(board, { heads, rows });
  const shown = rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
  const body = shown.map(({ html, head }, place) => (head === shown[place - 1]?.head ? "" : head) + html);
  return { heads, body: body.join("\n") };
};
