import type { Format, Style } from "./style.ts";
import { harmless, shortenTo, widthOf } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

export interface Column<Row> {
  head: string;
  /** What stands in the row; any text, hostile ones too. */
  cell: (row: Row) => string;
  /** Right for numbers, which stay on one line. Default: left. */
  align?: "left" | "right";
  /** Left out where every cell is empty. */
  optional?: boolean;
  /** May be left out, which is then said, where a terminal is too narrow for all; those on the right go first. */
  spare?: boolean;
  /** A title: where there is too little room, its end is left out, before any name has to go on in another line. */
  isTitle?: boolean;
  /** How the cell is set apart where the terminal can. */
  format?: (row: Row) => Format | undefined;
}

export interface TableOptions {
  /** The terminal's columns. Undefined: as wide as need be. */
  width?: number | undefined;
  /** Default: nothing is set apart. */
  style?: Style;
}

/** What stands between two columns. */
const GAP = "  ";

/** The narrowest that a column of texts is made, in a terminal's columns. */
const LEAST_WIDTH = 12;

/** The narrowest while there are spare columns to leave out instead. */
const READABLE_WIDTH = 24;

interface Cells {
  head: string;
  kind: "number" | "name" | "title";
  isSpare: boolean;
  texts: string[];
  formats: (Format | undefined)[];
  width: number;
}

/**
 * Rows as lines of aligned columns under a head, without a line break at the end. In a terminal of `width` columns, spare columns are left
 * out, titles cut and long names continued on further lines until a row fits; where that is not enough, each row becomes a block of lines,
 * with all columns. No name is ever cut.
 */
export const renderTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, style = (_format, text) => text }: TableOptions = {},
): string => {
  const filled = columns
    .map((column) => cellsOf(column, rows))
    .filter(({ texts }, position) => !columns[position]?.optional || texts.some((text) => text !== ""));
  if (width === undefined) return renderLines(filled, rows.length, style);
  const shown = withoutSpare(filled, width);
  if (!narrow(shown, width)) return renderBlocks(filled, rows.length, style);
  const missing = filled.filter((column) => !shown.includes(column)).map(({ head }) => head);
  const note = missing.length === 0 ? [] : wrapText(`(too narrow here for ${missing.join(", ")})`, width);
  return [renderLines(shown, rows.length, style), ...note].join("\n");
};

const cellsOf = <Row>(column: Column<Row>, rows: readonly Row[]): Cells => {
  const { head, cell, align = "left", spare = false, isTitle = false, format = () => undefined } = column;
  const texts = rows.map((row) => harmless(cell(row)));
  const width = [head, ...texts].reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
  const kind = align === "right" ? "number" : isTitle ? "title" : "name";
  return { head: harmless(head), kind, isSpare: spare, texts, formats: rows.map(format), width };
};

const totalWidth = (columns: readonly Cells[]): number =>
  columns.reduce((total, { width }) => total + width, GAP.length * (columns.length - 1));

/** The columns without as many spare ones as it takes to keep texts readable: a fit needs no more than some narrowing. */
const withoutSpare = (columns: readonly Cells[], width: number): Cells[] => {
  const shown = [...columns];
  while (totalWidth(shown.map(readable)) > width) {
    const last = shown.findLastIndex(({ isSpare }) => isSpare);
    if (last < 0) break;
    shown.splice(last, 1);
  }
  return shown;
};

/** A column as narrow as it may get before spare ones are left out for it. */
const readable = (column: Cells): Cells =>
  column.kind === "number" ? column : { ...column, width: Math.min(column.width, READABLE_WIDTH) };

/** Narrows titles, then the widest names, until all fit into `width`; false if they cannot. */
const narrow = (columns: readonly Cells[], width: number): boolean => {
  const titles = columns.filter(({ kind }) => kind === "title");
  const names = columns.filter(({ kind }) => kind === "name");
  return narrowTo(columns, titles, width) || narrowTo(columns, names, width);
};

/** Narrows the widest of some columns until all columns fit into `width`; false if they cannot. */
const narrowTo = (columns: readonly Cells[], some: readonly Cells[], width: number): boolean => {
  for (let over = totalWidth(columns) - width; over > 0; over = totalWidth(columns) - width) {
    const [widest, second] = some.toSorted((a, b) => b.width - a.width);
    if (!widest || widest.width <= LEAST_WIDTH) return false;
    const least = Math.max(LEAST_WIDTH, second && second.width < widest.width ? second.width : widest.width - 1);
    widest.width = Math.max(least, widest.width - over);
  }
  return true;
};

const renderLines = (columns: readonly Cells[], rows: number, style: Style): string =>
  [undefined, ...Array(rows).keys()].flatMap((row) => renderRow(columns, row, style)).join("\n");

/** The lines of one row, or of the head for undefined: as many as its longest name takes. */
const renderRow = (columns: readonly Cells[], row: number | undefined, style: Style): string[] => {
  const cells = columns.map(({ head, kind, texts, formats, width }) => {
    const text = (row === undefined ? head : texts[row]) ?? "";
    const lines = kind === "name" ? wrapText(text, width) : [kind === "title" ? shortenTo(text, width) : text];
    return { lines, kind, width, format: row === undefined ? ("bold" as const) : formats[row] };
  });
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    renderLine(
      cells.map((cell) => ({ ...cell, text: cell.lines[line] ?? "" })),
      style,
    ),
  );
};

interface LineCell extends Pick<Cells, "kind" | "width"> {
  text: string;
  format: Format | undefined;
}

/** One line; it ends with its last sign that is no space. */
const renderLine = (cells: readonly LineCell[], style: Style): string => {
  const end = cells.findLastIndex(({ text }) => text !== "");
  return cells
    .slice(0, end + 1)
    .map(({ text, kind, width, format }, position) => {
      const padding = " ".repeat(Math.max(0, width - widthOf(text)));
      const styled = format === undefined || text === "" ? text : style(format, text);
      if (kind === "number") return padding + styled;
      return position === end ? styled : styled + padding;
    })
    .join(GAP);
};

/** Each row as lines of a head and its value, with an empty line between rows. */
const renderBlocks = (columns: readonly Cells[], rows: number, style: Style): string => {
  const width = columns.reduce((widest, { head }) => Math.max(widest, widthOf(head)), 0);
  const line = ({ head, texts }: Cells, row: number) =>
    `${style("bold", head)}${" ".repeat(width - widthOf(head))}${GAP}${texts[row]}`.trimEnd();
  const block = (row: number) => columns.map((column) => line(column, row)).join("\n");
  return Array.from({ length: rows }, (_, row) => block(row)).join("\n\n");
};
