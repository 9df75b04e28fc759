import { EXPORT_COLUMNS, type ExportColumn } from "#contract/runs/export.ts";
import { cursorOf } from "#contract/runs/run-query.ts";
import { type CsvValue, csvLine } from "#words/csv.ts";
import { type ExportedRun, exportRuns } from "../db/export-runs.ts";
import type { Handler } from "./handler.ts";

type Export = Handler<"exportRunsAsNdjson">;

/** A page of an export as text: the head, if it is the first page, and a line a run. */
const exportPage = async (
  { query, database }: Parameters<Export>[0],
  head: string,
  lineOf: (exported: ExportedRun) => string,
) => {
  const { limit, cursor, ...filters } = query;
  const { runs, next } = await exportRuns(database, filters, limit, cursor);
  const pieces = async function* () {
    if (cursor === undefined && head !== "") yield head;
    for (const run of runs) yield lineOf(run);
  };
  return { pieces: pieces(), next: next && cursorOf(next) };
};

const jsonLine = ({ run: { evaluations, ...run } }: ExportedRun): string =>
  `${JSON.stringify(evaluations.length > 0 ? { ...run, evaluations } : run)}\n`;

const cellOf = ({ run, outcome }: ExportedRun, column: ExportColumn): CsvValue => {
  if (column === "outcome") return outcome;
  if (column === "links") return run.links && JSON.stringify(run.links);
  if (column === "metadata") return run.metadata && JSON.stringify(run.metadata);
  if (column === "evaluations") return run.evaluations.length > 0 ? JSON.stringify(run.evaluations) : undefined;
  const fields: Partial<Record<ExportColumn, CsvValue>> = { ...run.telemetry, ...run } as never;
  return fields[column];
};

const toCsvLine = (exported: ExportedRun): string => csvLine(EXPORT_COLUMNS.map((column) => cellOf(exported, column)));

const attachment = (name: string) => ({ "content-disposition": `attachment; filename="${name}"` });

/** GET /api/export/runs.ndjson: a line a run, as POST /api/results/bulk takes them. */
export const exportRunsAsNdjson: Export = async (call) => ({
  ...(await exportPage(call, "", jsonLine)),
  headers: attachment("runs.ndjson"),
});

/** GET /api/export/runs.csv: a row a run, for spreadsheets; the first page has a head. */
export const exportRunsAsCsv: Handler<"exportRunsAsCsv"> = async (call) => ({
  ...(await exportPage(call, csvLine(EXPORT_COLUMNS), toCsvLine)),
  headers: attachment("runs.csv"),
});
