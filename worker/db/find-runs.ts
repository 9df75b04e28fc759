import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { benchmarkRuns, entries, scenarios, suiteVersions, tiers } from "./tables.ts";

/** The most runs that a page looks at: filters that no index serves give a short page rather than a long scan. */
const MOST_LOOKED_AT = 2_000;

/** The most entries whose runs are taken in turn. Filters that leave more look at all runs. */
const MOST_ENTRIES = 300;

/** A page of runs, the newest first, and where the next one begins; absent on the last. */
export interface FoundRuns {
  ids: number[];
  next: RunPosition | undefined;
}

type NameFilter = Exclude<keyof RunFilters, "since" | "until">;
const OF_ENTRY = ["suite", "suiteVersion", "agent", "model", "variant"] as const;

const NEWEST_FIRST = [desc(benchmarkRuns.startedAt), desc(benchmarkRuns.id)];

const statedIn = (filters: RunFilters, names: readonly NameFilter[]): NameFilter[] =>
  names.filter((name) => filters[name] !== undefined);

/** The entries that filters leave; undefined if these say nothing of entries, or too little, or leave too many. */
const findEntries = async (database: Database, filters: RunFilters): Promise<number[] | undefined> => {
  if (statedIn(filters, ["suite", "agent", "model"]).length === 0) return undefined;
  const column = { ...suiteVersionColumns, agent: entries.agent, model: entries.model, variant: entries.variant };
  const rows = await database
    .select({ id: entries.id })
    .from(entries)
    .innerJoin(suiteVersions, eq(suiteVersions.id, entries.suiteVersionId))
    .where(
      and(
        ...statedIn(filters, OF_ENTRY).map((name) => eq(column[name as keyof typeof column], filters[name] as string)),
      ),
    )
    .limit(MOST_ENTRIES + 1);
  return rows.length > MOST_ENTRIES ? undefined : rows.map(({ id }) => id);
};

const suiteVersionColumns = { suite: suiteVersions.suite, suiteVersion: suiteVersions.suiteVersion };

/**
 * Where to begin: behind the place of the cursor or before `until`, whichever is earlier. Never both, since SQLite begins at only one of two
 * bounds of an index, and would read again all that lies between.
 */
const startOf = (until: string | undefined, after: RunPosition | undefined): SQL | undefined => {
  const latest = until === undefined ? undefined : Date.parse(until);
  if (after && (latest === undefined || after.startedAt < latest)) return isBehind(after.startedAt, after.id);
  return latest === undefined ? undefined : lt(benchmarkRuns.startedAt, latest);
};

/** That a run comes behind one that started then and has that number, newest first. */
export const isBehind = (startedAt: unknown, id: unknown): SQL => sql`(started_at, id) < (${startedAt}, ${id})`;

/** What the runs that are looked at are restricted to by an index, and what they are then held against. */
interface Search {
  since: SQL | undefined;
  start: SQL | undefined;
  most: number;
}

/** The places of runs of some entries, newest first: each entry's newest, and after each run that is taken the next of its entry. */
const searchEntries = (ids: readonly number[], ofCell: SQL | undefined, { since, start, most }: Search): SQL => {
  const newestOf = (entry: SQL, behind: SQL | undefined) => sql`(
    SELECT id FROM ${benchmarkRuns} WHERE ${and(sql`entry_id = ${entry}`, ofCell, since, behind)} ORDER BY started_at DESC, id DESC LIMIT 1
  )`;
  return sql`
    WITH RECURSIVE found (entry_id, started_at, id) AS (
      SELECT run.entry_id, run.started_at, run.id FROM json_each(${JSON.stringify(ids)}) AS entry
      CROSS JOIN ${benchmarkRuns} AS run ON run.id = ${newestOf(sql`entry.value`, start)}
      UNION ALL
      SELECT run.entry_id, run.started_at, run.id FROM found
      CROSS JOIN ${benchmarkRuns} AS run ON run.id = ${newestOf(sql`found.entry_id`, sql`(started_at, id) < (found.started_at, found.id)`)}
      ORDER BY 2 DESC, 3 DESC
      LIMIT ${most}
    )
    SELECT id FROM found`;
};

const cellOf = ({ scenario, tier }: RunFilters): SQL | undefined =>
  scenario === undefined || tier === undefined
    ? undefined
    : sql`scenario_id IN (SELECT id FROM ${scenarios} WHERE scenario = ${scenario} AND suite_version_id = (
        SELECT suite_version_id FROM ${entries} WHERE id = entry_id
      )) AND tier_id IN (SELECT id FROM ${tiers} WHERE tier = ${tier})`;

/**
 * Finds the runs that pass the filters, newest first, from `after` on. A page is full where filters by suite, agent, model, variant, batch and
 * time leave at most MOST_ENTRIES entries; otherwise it looks at MOST_LOOKED_AT runs, and may hold fewer than `limit`, even none, and
 * still have a next one.
 */
export const findRuns = async (
  database: Database,
  filters: RunFilters,
  limit: number,
  after: RunPosition | undefined,
): Promise<FoundRuns> => {
  const ids = await findEntries(database, filters);
  if (ids?.length === 0) return { ids: [], next: undefined };
  const ofCell = ids && cellOf(filters);
  const served: NameFilter[] = ids ? [...OF_ENTRY, ...(ofCell ? (["scenario", "tier"] as const) : [])] : ["batchId"];
  const left = statedIn(filters, Object.keys(filters).filter(isName)).filter((name) => !served.includes(name));
  const passes = and(...left.map((name) => eq(benchmarkRuns[name], filters[name] as string)));
  const search: Search = {
    since: filters.since === undefined ? undefined : gte(benchmarkRuns.startedAt, Date.parse(filters.since)),
    start: startOf(filters.until, after),
    most: passes ? Math.max(MOST_LOOKED_AT, limit + 1) : limit + 1,
  };
  const query = database
    .select({ id: benchmarkRuns.id, startedAt: benchmarkRuns.startedAt, passes: sql<number>`${passes ?? 1}` })
    .from(benchmarkRuns);
  const rows = await (ids
    ? query.where(inArray(benchmarkRuns.id, sql`(${searchEntries(ids, ofCell, search)})`)).orderBy(...NEWEST_FIRST)
    : query
        .where(
          and(
            filters.batchId === undefined ? undefined : eq(benchmarkRuns.batchId, filters.batchId),
            search.since,
            search.start,
          ),
        )
        .orderBy(...NEWEST_FIRST)
        .limit(search.most));
  return pageOf(rows, limit, search.most);
};

const isName = (name: string): name is NameFilter => name !== "since" && name !== "until";

const pageOf = (rows: readonly (RunPosition & { passes: number })[], limit: number, most: number): FoundRuns => {
  const passing = rows.filter(({ passes }) => passes === 1);
  const page = passing.slice(0, limit);
  const last = passing.length > limit ? page.at(-1) : rows.length === most ? rows.at(-1) : undefined;
  return { ids: page.map(({ id }) => id), next: last && { startedAt: last.startedAt, id: last.id } };
};
