import { and, asc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Outcome, Run } from "#contract/runs/run.ts";
import type { RunFilters } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import {
  type ExportOrder,
  type ExportPosition,
  exportOrderOf,
  isBehind,
  passesNames,
  sortKeysOf,
} from "./export-order.ts";
import { type EvaluationRow, type RunRow, submittedRunOf, type TelemetryRow } from "./run-rows.ts";
import { benchmarkRuns, runTelemetry } from "./tables.ts";

/** A run as it was submitted, without what is private, and what it counts as. */
export interface ExportedRun {
  run: Run;
  outcome: Outcome;
}

/** How many runs a page holds: few at first, then as many as fit into PAGE_BYTES by the measure of the page before. */
const FIRST_PAGE = 50;
const LARGEST_PAGE = 500;
const PAGE_BYTES = 4_000_000;

/** A longer metadata text does not come with the page, but later, in groups of at most PAGE_BYTES. */
const INLINE_BYTES = 16_000;

/** Numbers travel as text of 17 digits: SQLite's JSON functions would round them to 15. */
const evaluationsAsJson = sql<string>`(
  SELECT json_group_array(json_array(position, evaluator_name, printf('%!.17g', score), printf('%!.17g', max_score), details))
  FROM evaluation_results AS evaluation WHERE evaluation.run_id = ${benchmarkRuns.runId}
)`.as("evaluations");

type EvaluationTuple = [number, string, string, string, string | null];

const evaluationRowsOf = (runId: string, json: string): EvaluationRow[] =>
  (JSON.parse(json) as EvaluationTuple[])
    .sort(([a], [b]) => a - b)
    .map(([position, evaluatorName, score, maxScore, details]) => ({
      runId,
      position,
      evaluatorName,
      score: Number(score),
      maxScore: Number(maxScore),
      details,
    }));

const { metadata: _metadata, keyId: _keyId, ...runColumns } = getTableColumns(benchmarkRuns);
const {
  runId: _runId,
  workspaceDir: _workspaceDir,
  promptSent: _promptSent,
  ...telemetryColumns
} = getTableColumns(runTelemetry);

/** As expressions: drizzle takes a joined object whose first column is null for one that is not there. */
const telemetryFields = Object.fromEntries(
  Object.entries(telemetryColumns).map(([name, column]) => [name, sql<number | null>`${column}`]),
) as Record<keyof typeof telemetryColumns, SQL<number | null>>;

const selectPage = (database: Database) =>
  database
    .select({
      row: runColumns,
      metadata: sql<string | null>`iif(octet_length(metadata) <= ${INLINE_BYTES}, metadata, NULL)`.as("metadata"),
      metadataBytes: sql<number>`coalesce(octet_length(metadata), 0)`.as("metadata_bytes"),
      hasTelemetry: sql<number>`${runTelemetry.runId} IS NOT NULL`.as("has_telemetry"),
      telemetry: telemetryFields,
      evaluations: evaluationsAsJson,
    })
    .from(benchmarkRuns)
    .leftJoin(runTelemetry, eq(runTelemetry.runId, benchmarkRuns.runId));

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

const exportedRunOf = ({ row, metadata, hasTelemetry, telemetry, evaluations }: PageRow): ExportedRun => {
  const whole: RunRow = { ...row, metadata, keyId: "" };
  const used = { ...telemetry, runId: row.runId, workspaceDir: null, promptSent: null } as TelemetryRow;
  return {
    run: submittedRunOf(whole, evaluationRowsOf(row.runId, evaluations), hasTelemetry ? used : undefined),
    outcome: row.outcome,
  };
};

const isCut = ({ metadata, metadataBytes }: PageRow) => metadata === null && metadataBytes > 0;

/** Cuts a page into groups of rows whose left-out metadata fit into PAGE_BYTES together. */
const groupsOf = (rows: readonly PageRow[]): PageRow[][] => {
  const groups: PageRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const more = isCut(row) ? row.metadataBytes : 0;
    if (bytes + more > PAGE_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(row);
    bytes += more;
  }
  return groups;
};

const withMetadata = async (database: Database, rows: readonly PageRow[]): Promise<PageRow[]> => {
  const cut = rows.filter(isCut).map(({ row }) => row.id);
  if (cut.length === 0) return [...rows];
  const found = await database
    .select({ id: benchmarkRuns.id, metadata: benchmarkRuns.metadata })
    .from(benchmarkRuns)
    .where(inArray(benchmarkRuns.id, sql`(SELECT value FROM json_each(${JSON.stringify(cut)}))`));
  const metadata = new Map(found.map((row) => [row.id, row.metadata]));
  return rows.map((row) => (isCut(row) ? { ...row, metadata: metadata.get(row.row.id) ?? null } : row));
};

const bytesOf = ({ metadataBytes, evaluations }: PageRow) => 500 + metadataBytes + evaluations.length;

const nextSize = (rows: readonly PageRow[]): number => {
  const mean = rows.reduce((sum, row) => sum + bytesOf(row), 0) / rows.length;
  return Math.min(LARGEST_PAGE, Math.max(1, Math.floor(PAGE_BYTES / mean)));
};

/**
 * Where to begin: behind the place that is reached, or at `since`, which leads the order then. Never both, since SQLite begins at only one of
 * two lower bounds of an index, and would read again all that lies between.
 */
const startOf = (order: ExportOrder, { since }: RunFilters, position: ExportPosition | undefined): SQL | undefined => {
  const earliest = since === undefined ? undefined : Date.parse(since);
  if (position && (earliest === undefined || position.startedAt >= earliest)) return isBehind(order, position);
  return earliest === undefined ? undefined : gte(benchmarkRuns.startedAt, earliest);
};

/** Where the run of that name stands, and whether its state is final; undefined: there is none. */
export const findPosition = async (database: Database, runId: string) => {
  const [row] = await database.select(runColumns).from(benchmarkRuns).where(eq(benchmarkRuns.runId, runId));
  return row;
};

/**
 * The runs that pass the filters, at most `limit` of them, from behind a place on, in groups of up to 500: each is read when it is asked for, so
 * that memory holds one. A query a page; reads each run, evaluation and telemetry once where the indexes serve the filters, one row more for each run that has
 * evaluations, and one for each that has long metadata. A run that comes in meanwhile may be among them; none that was there is left out.
 */
export async function* exportRuns(
  database: Database,
  filters: RunFilters,
  limit: number,
  after: ExportPosition | undefined,
): AsyncGenerator<ExportedRun[]> {
  const order = exportOrderOf(filters);
  const until = filters.until === undefined ? undefined : lt(benchmarkRuns.startedAt, Date.parse(filters.until));
  let position = after;
  let size = FIRST_PAGE;
  let left = limit;
  while (left > 0) {
    const asked = Math.min(size, left);
    const rows: PageRow[] = await selectPage(database)
      .where(and(passesNames(filters), until, startOf(order, filters, position)))
      .orderBy(...sortKeysOf(order).map((column) => asc(column)))
      .limit(asked);
    const last = rows.at(-1);
    if (!last) return;
    for (const group of groupsOf(rows)) yield (await withMetadata(database, group)).map(exportedRunOf);
    if (rows.length < asked) return;
    position = last.row;
    left -= rows.length;
    size = nextSize(rows);
  }
}
