import { EXPORT_COLUMNS, type ExportColumn, ExportQuerySchema } from "#contract/runs/export.ts";
import { issuesOf } from "#contract/service/problem.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { type ExportedRun, exportRuns, findPosition } from "../db/export-runs.ts";
import type { Env } from "../env.ts";
import { type CsvValue, csvLine } from "../http/csv.ts";
import { queryOf } from "../http/page.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { streamText } from "../http/streamed.ts";

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

const startExport = async (request: Request, env: Env): Promise<AsyncGenerator<ExportedRun[]>> => {
  const query = ExportQuerySchema.safeParse(queryOf(new URL(request.url)));
  if (!query.success) throw invalidError("the query", issuesOf(query.error), 400);
  const { limit, after, ...filters } = query.data;
  const database = openDatabase(env.DB);
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

const attachment = (type: string, name: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-cache",
});

/** GET /api/export/runs.ndjson: a line a run, as POST /api/results/bulk takes them. */
export const exportNdjson = async (request: Request, env: Env): Promise<Response> => {
  const pieces = await startPieces(await startExport(request, env), "", jsonLine);
  return streamText(pieces, attachment("application/x-ndjson; charset=utf-8", "runs.ndjson"));
};

/** GET /api/export/runs.csv: a row a run, for spreadsheets. */
export const exportCsv = async (request: Request, env: Env): Promise<Response> => {
  const pieces = await startPieces(await startExport(request, env), csvLine(EXPORT_COLUMNS), toCsvLine);
  return streamText(pieces, attachment("text/csv; charset=utf-8; header=present", "runs.csv"));
};
