import { EXPORT_COLUMNS, type ExportColumn } from "#contract/runs/export.ts";
import { type CsvValue, csvLine } from "#words/csv.ts";
import type { Database } from "../db/database.ts";
import { type ExportedRun, exportRuns, findPosition } from "../db/export-runs.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";

const positionOf = async (database: Database, runId: string) => {
  const row = await findPosition(database, runId);
  if (!row) throw new StatusError(400, `after: no run is called ${runId}`);
  if (row.status !== "completed" && row.status !== "failed") {
    throw new StatusError(
      400,
      `after: run ${runId} is ${row.status} and will be replaced: name one that is completed or failed`,
    );
  }
  return row;
};

type Export = Handler<"exportRunsAsNdjson">;

const startExport = async ({ query, database }: Parameters<Export>[0]): Promise<AsyncGenerator<ExportedRun[]>> => {
  const { limit, after, ...filters } = query;
  const position = after === undefined ? undefined : await positionOf(database, after);
  return exportRuns(database, filters, limit ?? Number.POSITIVE_INFINITY, position);
};

const jsonLine = ({ run: { evaluations, ...run } }: ExportedRun): string =>
  `${JSON.stringify(evaluations.length > 0 ? { ...run, evaluations } : run)}\n`;

const cellOf = ({ run, outcome }: ExportedRun, column: ExportColumn): CsvValue => {
  if (column === "outcome") return outcome;
  if (column === "metadata") return run.metadata && JSON.stringify(run.metadata);
  if (column === "evaluations") return run.evaluations.length > 0 ? JSON.stringify(run.evaluations) : undefined;
  const fields: Partial<Record<ExportColumn, CsvValue>> = { ...run.telemetry, ...run } as never;
  return fields[column];
};

const toCsvLine = (exported: ExportedRun): string => csvLine(EXPORT_COLUMNS.map((column) => cellOf(exported, column)));

/** Pieces of text: the head, then one for each group of runs. The first group is read at once, so that what fails early fails as a problem. */
const startPieces = async (
  groups: AsyncGenerator<ExportedRun[]>,
  head: string,
  lineOf: (exported: ExportedRun) => string,
): Promise<AsyncGenerator<string>> => {
  const textOf = (runs: readonly ExportedRun[]) => runs.map(lineOf).join("");
  const first = await groups.next();
  const pieces = async function* () {
    const start = head + (first.done ? "" : textOf(first.value));
    if (start !== "") yield start;
    for await (const group of groups) yield textOf(group);
  };
  return pieces();
};

const attachment = (name: string) => ({ "content-disposition": `attachment; filename="${name}"` });

/** GET /api/export/runs.ndjson: a line a run, as POST /api/results/bulk takes them. */
export const exportRunsAsNdjson: Export = async (call) => {
  const pieces = await startPieces(await startExport(call), "", jsonLine);
  return { pieces, headers: attachment("runs.ndjson") };
};

/** GET /api/export/runs.csv: a row a run, for spreadsheets. */
export const exportRunsAsCsv: Handler<"exportRunsAsCsv"> = async (call) => {
  const pieces = await startPieces(await startExport(call), csvLine(EXPORT_COLUMNS), toCsvLine);
  return { pieces, headers: attachment("runs.csv") };
};
