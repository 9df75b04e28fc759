import { eq, getTableColumns, sql } from "drizzle-orm";
import type { Outcome, Run } from "#contract/runs/run.ts";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { evaluationRowsOf, evaluationsAsJson } from "./evaluations-as-json.ts";
import { findRuns } from "./find-runs.ts";
import { fittingItems } from "./fitting-items.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { submittedRunOf } from "./run-rows.ts";
import { benchmarkRuns, evaluationResults } from "./tables.ts";
import { wholeGroups } from "./whole-groups.ts";

/** A run as it was submitted, without what is private, and what it counts as. */
export interface ExportedRun {
  run: Run;
  outcome: Outcome;
}

/** A page of an export, and where the next one begins; absent on the last. */
export interface ExportPage {
  runs: ExportedRun[];
  next: RunPosition | undefined;
}

const {
  keyId: _keyId,
  workspaceDir: _workspaceDir,
  promptSent: _promptSent,
  ...exportedColumns
} = getTableColumns(benchmarkRuns);

/** Newest first, as lists are. Sorted here, since each row that the database sorts is read once more. */
const newestFirst = (a: RunPosition, b: RunPosition): number => b.startedAt - a.startedAt || b.id - a.id;

/** How many evaluations the runs of a page have at most, unless the first run alone has more. */
const MOST_EVALUATIONS = 600;

/** How many of the first runs fit into a page, by their bytes and their evaluations, and where each stands. */
const fitting = async (database: Database, ids: readonly number[]) => {
  const rows = await database
    .select({
      id: benchmarkRuns.id,
      startedAt: benchmarkRuns.startedAt,
      metadataBytes: sql<number>`coalesce(octet_length(${benchmarkRuns.metadata}), 0)`.as("metadata_bytes"),
      evaluationBytes: sql<number>`100 + coalesce(octet_length(${evaluationResults.details}), 0)`.as(
        "evaluation_bytes",
      ),
    })
    .from(numbersOf(ids))
    .crossJoin(benchmarkRuns)
    .leftJoin(evaluationResults, eq(evaluationResults.runId, benchmarkRuns.runId))
    .where(isNumbered(benchmarkRuns.id))
    .limit(MOST_EVALUATIONS + 1);
  const whole = wholeGroups(rows, MOST_EVALUATIONS, ({ id }) => id)?.rows ?? rows;
  const sized = [...Map.groupBy(whole, ({ id }) => id).values()].flatMap((own) => {
    const [first] = own;
    const bytes = own.reduce((sum, { evaluationBytes }) => sum + evaluationBytes, 500 + (first?.metadataBytes ?? 0));
    return first ? [{ id: first.id, startedAt: first.startedAt, bytes }] : [];
  });
  return fittingItems(sized.sort(newestFirst));
};

/**
 * A page of the runs that pass the filters, newest first: at most `limit`, and as many as a request may read whole. A run that comes in between two
 * pages may be left out; none that was there is.
 */
export const exportRuns = async (
  database: Database,
  filters: RunFilters,
  limit: number,
  after: RunPosition | undefined,
): Promise<ExportPage> => {
  const found = await findRuns(database, filters, limit, after);
  if (found.ids.length === 0) return { runs: [], next: found.next };
  const fit = await fitting(database, found.ids);
  const rows = await database
    .select({ row: exportedColumns, evaluations: evaluationsAsJson })
    .from(numbersOf(fit.map(({ id }) => id)))
    .crossJoin(benchmarkRuns)
    .where(isNumbered(benchmarkRuns.id));
  return {
    runs: rows
      .sort((a, b) => newestFirst(a.row, b.row))
      .map(({ row, evaluations }) => ({
        run: submittedRunOf(
          { ...row, keyId: "", workspaceDir: null, promptSent: null },
          evaluationRowsOf(row.runId, evaluations),
        ),
        outcome: row.outcome,
      })),
    next: fit.length < found.ids.length ? fit.at(-1) : found.next,
  };
};
