import { type CsvValue, csvLine } from "#words/csv.ts";

/** A table for download. */
export interface Table {
  columns: readonly string[];
  /** The values of each row in the order of the columns. */
  rows: readonly (readonly CsvValue[])[];
}

/** A table as CSV, with a header row. */
export const csvOf = ({ columns, rows }: Table): string => {
  let text = csvLine(columns);
  for (const row of rows) text += csvLine(row);
  return text;
};
