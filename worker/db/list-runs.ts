import { and, desc, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import type { RunSummary } from "#contract/runs/run.ts";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { runSummaryOf } from "./run-rows.ts";
import { benchmarkRuns } from "./tables.ts";

/** The most rows that a page of a list looks at: filters that no index serves give a short page rather than a long scan. */
export const MAX_ROWS_LOOKED_AT = 1_000;

/** A page of a list, and where the next one begins; absent on the last. */
export interface RunPage {
  runs: RunSummary[];
  next: RunPosition | undefined;
}

type NameFilter = Exclude<keyof RunFilters, "since" | "until">;

/** The filters that the indexes serve, each of which ends in the run's time; the first that fits is used. */
const SERVED_BY_INDEX: readonly (readonly NameFilter[])[] = [
  ["suite", "suiteVersion", "agent", "model", "variant", "scenario", "tier"],
  ["suite", "suiteVersion", "agent", "model", "variant"],
  ["batchId"],
  [],
];

const {
  metadata: _metadata,
  contentHash: _contentHash,
  keyId: _keyId,
  ...listedColumns
} = getTableColumns(benchmarkRuns);

const equal = (filters: RunFilters, names: readonly NameFilter[]): SQL | undefined =>
  and(...names.map((name) => eq(benchmarkRuns[name], filters[name] as string)));

/**
 * Where to begin: behind the place of the cursor or before `until`, whichever is earlier. Never both, since SQLite begins at only one of two
 * bounds of an index, and would read again all that lies between.
 */
const startOf = (until: string | undefined, after: RunPosition | undefined): SQL | undefined => {
  const latest = until === undefined ? undefined : Date.parse(until);
  if (after && (latest === undefined || after.startedAt < latest)) {
    return sql`(${benchmarkRuns.startedAt}, ${benchmarkRuns.id}) < (${after.startedAt}, ${after.id})`;
  }
  return latest === undefined ? undefined : lt(benchmarkRuns.startedAt, latest);
};

/**
 * The runs that pass the filters, newest first, from `after` on. Reads at most `limit` + 1 rows where an index serves the filters, and at
 * most MAX_ROWS_LOOKED_AT otherwise: such a page may hold fewer than `limit` runs, even none, and still have a next one.
 */
export const listRuns = async (
  database: Database,
  filters: RunFilters,
  limit: number,
  after: RunPosition | undefined,
): Promise<RunPage> => {
  const { since, until, ...names } = filters;
  const given = (Object.keys(names) as NameFilter[]).filter((name) => names[name] !== undefined);
  const served = SERVED_BY_INDEX.find((index) => index.every((name) => given.includes(name))) ?? [];
  const lookedFor = equal(
    filters,
    given.filter((name) => !served.includes(name)),
  );
  const mostRows = lookedFor ? Math.max(MAX_ROWS_LOOKED_AT, limit + 1) : limit + 1;
  const rows = await database
    .select({ row: listedColumns, passes: sql<number>`${lookedFor ?? 1}` })
    .from(benchmarkRuns)
    .where(
      and(
        equal(filters, served),
        since === undefined ? undefined : gte(benchmarkRuns.startedAt, Date.parse(since)),
        startOf(until, after),
      ),
    )
    .orderBy(desc(benchmarkRuns.startedAt), desc(benchmarkRuns.id))
    .limit(mostRows);

  const passing = rows.filter(({ passes }) => passes === 1).map(({ row }) => row);
  const page = passing.slice(0, limit);
  const isCutOff = rows.length === mostRows;
  const last = passing.length > limit ? page.at(-1) : isCutOff ? rows.at(-1)?.row : undefined;
  return { runs: page.map(runSummaryOf), next: last && { startedAt: last.startedAt, id: last.id } };
};
