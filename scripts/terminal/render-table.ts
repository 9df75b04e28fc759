import { harmless, shortenTo, widthOf } from "./text-width.ts";

export interface Column<Row> {
  head: string;
  /** What stands in the row; any text, hostile ones too. */
  cell: (row: Row) => string;
  /** Right for numbers, which are never shortened. Default: left. */
  align?: "left" | "right";
  /** Left out where every cell is empty. */
  optional?: boolean;
  /** May be left out, which is then said, where a terminal is too narrow for all; those on the right go first. */
  spare?: boolean;
}

/** What stands between two columns. */
const GAP = "  ";

/** The narrowest that a column of texts is made, in a terminal's columns. */
const LEAST_WIDTH = 8;

/** The narrowest while there are spare columns to leave out instead. */
const READABLE_WIDTH = 24;

interface Cells {
  head: string;
  isNumber: boolean;
  isSpare: boolean;
  texts: string[];
  width: number;
}

/**
 * Rows as lines of aligned columns under a head, without a line break at the end. In a terminal of `width` columns, spare columns
 * are left out and long texts shortened until a row fits; where that is not enough, each row becomes a block of lines, with all
 * columns. Undefined: as wide as need be.
 */
export const renderTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number | undefined,
): string => {
  const filled = columns
    .map((column) => cellsOf(column, rows))
    .filter(({ texts }, position) => !columns[position]?.optional || texts.some((text) => text !== ""));
  if (width === undefined) return renderLines(filled, rows.length);
  const shown = withoutSpare(filled, width);
  if (!narrow(shown, width)) return renderBlocks(filled, rows.length);
  const missing = filled.filter((column) => !shown.includes(column)).map(({ head }) => head);
  const note = missing.length === 0 ? "" : `\n(too narrow here for ${missing.join(", ")})`;
  return renderLines(shown, rows.length) + note;
};

const cellsOf = <Row>({ head, cell, align = "left", spare = false }: Column<Row>, rows: readonly Row[]): Cells => {
  const texts = rows.map((row) => harmless(cell(row)));
  const width = [head, ...texts].reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
  return { head: harmless(head), isNumber: align === "right", isSpare: spare, texts, width };
};

const totalWidth = (columns: readonly Cells[]): number =>
  columns.reduce((total, { width }) => total + width, GAP.length * (columns.length - 1));

/** The columns without as many spare ones as it takes to keep texts readable: a fit needs no more than some shortening. */
const withoutSpare = (columns: readonly Cells[], width: number): Cells[] => {
  const shown = [...columns];
  while (totalWidth(shown.map(shortened)) > width) {
    const last = shown.findLastIndex(({ isSpare }) => isSpare);
    if (last < 0) break;
    shown.splice(last, 1);
  }
  return shown;
};

/** A column as narrow as it may get before spare ones are left out for it. */
const shortened = (column: Cells): Cells =>
  column.isNumber ? column : { ...column, width: Math.min(column.width, READABLE_WIDTH) };

/** Narrows the widest columns of texts until all fit into `width`; false if they cannot. */
const narrow = (columns: readonly Cells[], width: number): boolean => {
  const texts = columns.filter(({ isNumber }) => !isNumber);
  for (let over = totalWidth(columns) - width; over > 0; over = totalWidth(columns) - width) {
    const [widest, second] = texts.toSorted((a, b) => b.width - a.width);
    if (!widest || widest.width <= LEAST_WIDTH) return false;
    const least = Math.max(LEAST_WIDTH, second && second.width < widest.width ? second.width : widest.width - 1);
    widest.width = Math.max(least, widest.width - over);
  }
  return true;
};

const renderLines = (columns: readonly Cells[], rows: number): string =>
  [undefined, ...Array(rows).keys()].map((row) => renderLine(columns, row)).join("\n");

/** One row, or the head for undefined. */
const renderLine = (columns: readonly Cells[], row: number | undefined): string =>
  columns
    .map(({ head, isNumber, texts, width }) => {
      const text = shortenTo((row === undefined ? head : texts[row]) ?? "", width);
      const padding = " ".repeat(Math.max(0, width - widthOf(text)));
      return isNumber ? padding + text : text + padding;
    })
    .join(GAP)
    .trimEnd();

/** Each row as lines of a head and its value, with an empty line between rows. */
const renderBlocks = (columns: readonly Cells[], rows: number): string => {
  const width = columns.reduce((widest, { head }) => Math.max(widest, widthOf(head)), 0);
  const block = (row: number) => columns.map(({ head, texts }) => `${head.padEnd(width)}${GAP}${texts[row]}`.trimEnd());
  return Array.from({ length: rows }, (_, row) => block(row).join("\n")).join("\n\n");
};
