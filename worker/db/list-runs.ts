import { getTableColumns } from "drizzle-orm";
import type * as z from "zod";
import type { RunListSchema } from "#contract/runs/run.ts";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { findRuns } from "./find-runs.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { listedMetadata, listedOf, runSummaryOf } from "./run-rows.ts";
import { benchmarkRuns } from "./tables.ts";

/** A page of a list, and where the next one begins; absent on the last. */
export interface RunPage {
  runs: z.input<typeof RunListSchema>;
  next: RunPosition | undefined;
}

const listedColumns = { ...listedOf(getTableColumns(benchmarkRuns)), metadata: listedMetadata };

/** The runs that pass the filters, newest first, from `after` on, as `findRuns` finds them. */
export const listRuns = async (
  database: Database,
  filters: RunFilters,
  limit: number,
  after: RunPosition | undefined,
): Promise<RunPage> => {
  const { ids, next } = await findRuns(database, filters, limit, after);
  if (ids.length === 0) return { runs: [], next };
  const rows = await database
    .select(listedColumns)
    .from(numbersOf(ids))
    .crossJoin(benchmarkRuns)
    .where(isNumbered(benchmarkRuns.id));
  const found = new Map(rows.map((row) => [row.id, row]));
  return { runs: ids.flatMap((id) => found.get(id) ?? []).map(runSummaryOf), next };
};
