import type { CsvValue } from "#words/csv.ts";
import type { Table } from "./downloads/table.ts";
import { escapeHtml } from "./html.ts";

/** What a column shows on a page. */
interface PageColumn<Row> {
  heading: string;
  /** Where the methodology explains it. */
  method?: string;
  /** Whether its cells name the row, or hold figures, a few words, or words that may wrap. */
  kind: keyof typeof KINDS;
  /** What stands in a row's cell: text, or HTML that is safe as it is. */
  cell: { text: (row: Row) => string } | { html: (row: Row) => string };
}

/** What a column is on a page of these rows; undefined: not there. */
export type Page<Row> = (rows: readonly Row[]) => PageColumn<Row> | undefined;

/** A column of a table, on pages and in files. A page may leave it out, and so may files. */
export interface Column<Row> {
  page?: Page<Row>;
  /** What CSV and JSON say of a row, by the names that they use. */
  fields: Readonly<Record<string, (row: Row) => CsvValue>>;
}

/** How the cells of each kind are written, and the class of their column's head. */
const KINDS = {
  "row heading": { start: '<th scope="row">', end: "</th>", head: "entry" },
  figure: { start: "<td>", end: "</td>", head: "n" },
  words: { start: '<td class="e">', end: "</td>", head: undefined },
  prose: { start: '<td class="t">', end: "</td>", head: undefined },
} as const;

/** Attributes of an element; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A table as a page shows it: the heads of its columns, and its rows with their cells as HTML. */
export interface PageTable {
  heads: readonly { heading: string; method: string | undefined; class: string | undefined }[];
  rows: readonly { attributes: Attributes; cells: string }[];
}

/** Rows as a page shows them. Their cells are text rather than a template: thousands of rows are most of a build. */
export const pageTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  attributesOf: (row: Row, position: number) => Attributes = () => ({}),
): PageTable => {
  const shown = columns.flatMap(({ page }) => page?.(rows) ?? []);
  const cellOf = ({ kind, cell }: PageColumn<Row>, row: Row) =>
    KINDS[kind].start + ("html" in cell ? cell.html(row) : escapeHtml(cell.text(row))) + KINDS[kind].end;
  return {
    heads: shown.map(({ heading, method, kind }) => ({ heading, method, class: KINDS[kind].head })),
    rows: rows.map((row, position) => ({
      attributes: attributesOf(row, position),
      cells: shown.map((column) => cellOf(column, row)).join(""),
    })),
  };
};

/** Rows as files have them. */
export const fileTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table => {
  const fields = columns.flatMap((column) => Object.entries(column.fields));
  return { columns: fields.map(([name]) => name), rows: rows.map((row) => fields.map(([, value]) => value(row))) };
};

/** The same column in files alone. */
export const inFilesAlone = <Row>({ fields }: Column<Row>): Column<Row> => ({ fields });
