import { csvFormatRow } from "d3";

/** What a cell of a table holds; null and undefined are unknown. */
export type Value = string | number | boolean | null | undefined;

/** A table for download. */
export interface Table {
  columns: readonly string[];
  /** The values of each row in the order of the columns. */
  rows: readonly (readonly Value[])[];
}

const FORMULA_START = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A spreadsheet would run these as a formula: an apostrophe before them makes them text. */
const disarm = (text: string): string => (FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);

const toText = (value: Value): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? disarm(value) : String(value);
};

/**
 * A table as CSV by RFC 4180, with a header row. An unknown value is an empty field; a text that a spreadsheet would take for a
 * formula gets an apostrophe before it.
 */
export const csvOf = ({ columns, rows }: Table): string =>
  [columns, ...rows].map((row) => `${csvFormatRow(row.map(toText))}\r\n`).join("");
