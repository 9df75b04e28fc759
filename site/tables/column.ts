import type { CsvValue } from "#words/csv.ts";
import type { Table } from "./downloads/table.ts";
import { escapeHtml } from "./html.ts";

/** What a column shows on a page. */
export interface PageColumn<Row> {
  heading: string;
  /** What stands in its head instead of the heading, as HTML. */
  head?: string;
  /** Where the methodology explains it. */
  method?: string;
  /** Whether its cells name the row, or hold figures, a few words, or words that may wrap. */
  kind: keyof typeof KINDS;
  /** A class of its head and cells beside that of their kind. */
  class?: string;
  /** What an address calls it when the table is sorted by it, and whether low figures are the good ones; left out: high ones are. */
  sort?: { name: string; best?: "low" };
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

/** The element of each kind's cells, with their class and that of their column's head. */
const KINDS = {
  "row heading": { cell: undefined, head: "entry" },
  figure: { cell: undefined, head: "n" },
  words: { cell: "e", head: undefined },
  prose: { cell: "t", head: undefined },
} as const;

/** Attributes of an element; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** The head of a column: what it says, where that is explained, and what it can be sorted by. */
interface Head {
  heading: string;
  html: string | undefined;
  method: string | undefined;
  class: string | undefined;
  sort: { name: string; best?: "low" } | undefined;
}

/** A table as a page shows it: the heads of its columns, and its rows with their cells as HTML. */
export interface PageTable {
  heads: readonly Head[];
  rows: readonly { attributes: Attributes; cells: string }[];
}

/** Attributes as HTML, each with a space before it. */
export const attributesHtml = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${escapeHtml(String(value))}"`))
    .join("");

const classOf = (...names: (string | undefined)[]): string | undefined => names.filter(Boolean).join(" ") || undefined;

/** The start of a column's cells. A grid's cells say what they are: a browser forgets it where style lays them out. */
const startOf = <Row>({ kind, class: own }: PageColumn<Row>, isGrid: boolean): string => {
  const isHead = kind === "row heading";
  const attributes = {
    role: isGrid ? (isHead ? "rowheader" : "cell") : undefined,
    scope: isHead ? "row" : undefined,
    class: classOf(KINDS[kind].cell, own),
  };
  return `<${isHead ? "th" : "td"}${attributesHtml(attributes)}>`;
};

/**
 * Rows as a page shows them. Their cells are text rather than a template: thousands of rows are most of a build. `isGrid`: style may lay
 * them out as something else than a table.
 */
export const pageTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  attributesOf: (row: Row, position: number) => Attributes = () => ({}),
  isGrid = false,
): PageTable => {
  const shown = columns.flatMap(({ page }) => page?.(rows) ?? []);
  const parts = shown.map((column) => ({
    start: startOf(column, isGrid),
    cell: column.cell,
    end: column.kind === "row heading" ? "</th>" : "</td>",
  }));
  const cellsOf = (row: Row): string => {
    let html = "";
    for (const { start, cell, end } of parts) {
      html += start + ("html" in cell ? cell.html(row) : escapeHtml(cell.text(row))) + end;
    }
    return html;
  };
  return {
    heads: shown.map(({ heading, head, method, kind, class: own, sort }) => ({
      heading,
      html: head,
      method,
      class: classOf(KINDS[kind].head, own),
      sort,
    })),
    rows: rows.map((row, position) => ({ attributes: attributesOf(row, position), cells: cellsOf(row) })),
  };
};

/** Rows as files have them. */
export const fileTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table => {
  const fields = columns.flatMap((column) => Object.entries(column.fields));
  const values = fields.map(([, value]) => value);
  return { columns: fields.map(([name]) => name), rows: rows.map((row) => values.map((value) => value(row))) };
};

/** The same column in files alone. */
export const inFilesAlone = <Row>({ fields }: Column<Row>): Column<Row> => ({ fields });
