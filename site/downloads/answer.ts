import { snapshot } from "../snapshot/report.ts";
import { csvOf, type Table } from "./csv.ts";

/** The forms that every table can be downloaded in. */
export const FORMATS = ["csv", "json"] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: Record<Format, string> = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

const jsonOf = ({ columns, rows }: Table, about: Readonly<Record<string, string | undefined>>): string =>
  JSON.stringify({
    snapshot: snapshot.id,
    createdAt: snapshot.createdAt,
    ...about,
    columns,
    rows: rows.map((row) => row.map((value) => value ?? null)),
  });

/**
 * The file of a table. As JSON it carries the snapshot's id, what the table is about, the names of the columns, and the rows as
 * lists in that order.
 */
export const answerTable = (
  format: Format,
  table: Table,
  about: Readonly<Record<string, string | undefined>> = {},
): Response => {
  const text = format === "csv" ? csvOf(table) : jsonOf(table, about);
  return new Response(text, { headers: { "Content-Type": TYPES[format] } });
};
