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
 * What comes behind a run that started then and has that number, newest first: those that started with it, and those before. Apart, since
 * SQLite compares both at once by the moment alone, and reads again all that started with it: often a whole import.
 */
const behind = (startedAt: SQL | number, id: SQL | number): [SQL, SQL] => [
  sql`started_at = ${startedAt} AND id < ${id}`,
  sql`started_at < ${startedAt}`,
];

/**
 * Where to begin: behind the place of the cursor or before `until`, whichever is earlier. Never both, since SQLite begins at only one of two
 * bounds of an index, and would read again all that lies between. Stretches of the list, one after the other.
 */
const startOf = (until: string | undefined, after: RunPosition | undefined): readonly (SQL | undefined)[] => {
  const latest = until === undefined ? undefined : Date.parse(until);
  if (after && (latest === undefined || after.startedAt < latest)) return behind(after.startedAt, after.id);
  return [latest === undefined ? undefined : lt(benchmarkRuns.startedAt, latest)];
};

/** What the runs that are looked at are restricted to by an index, and what they are then held against. */
interface Search {
  since: SQL | undefined;
  start: readonly (SQL | undefined)[];
  most: number;
}

/** The places of runs of some entries, newest first: each entry's newest, and after each run that is taken the next of its entry. */
const searchEntries = (ids: readonly number[], ofCell: SQL | undefined, { since, start, most }: Search): SQL => {
  const newestIn = (entry: SQL, stretch: SQL | undefined) => sql`(
    SELECT id FROM ${benchmarkRuns} WHERE ${and(sql`entry_id = ${entry}`, ofCell, since, stretch)} ORDER BY started_at DESC, id DESC LIMIT 1
  )`;
  const newestOf = (entry: SQL, stretches: readonly (SQL | undefined)[]) =>
    stretches.length === 1
      ? newestIn(entry, stretches[0])
      : sql`coalesce(${sql.join(
          stretches.map((stretch) => newestIn(entry, stretch)),
          sql`, `,
        )})`;
  return sql`
    WITH RECURSIVE found (entry_id, started_at, id) AS (
      SELECT run.entry_id, run.started_at, run.id FROM json_each(${JSON.stringify(ids)}) AS entry
      CROSS JOIN ${benchmarkRuns} AS run ON run.id = ${newestOf(sql`entry.value`, start)}
      UNION ALL
      SELECT run.entry_id, run.started_at, run.id FROM found
      CROSS JOIN ${benchmarkRuns} AS run ON run.id = ${newestOf(sql`found.entry_id`, behind(sql`found.started_at`, sql`found.id`))}
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
  const columns = {
    id: benchmarkRuns.id,
    startedAt: benchmarkRuns.startedAt,
    passes: sql<number>`${passes ?? 1}`.as("passes"),
  };
  const newest = (where: SQL | undefined, most: number) =>
    database
      .select(columns)
      .from(benchmarkRuns)
      .where(where)
      .orderBy(...NEWEST_FIRST)
      .limit(most);
  if (ids) {
    const found = inArray(benchmarkRuns.id, sql`(${searchEntries(ids, ofCell, search)})`);
    return pageOf(await newest(found, search.most), limit, search.most);
  }
  const ofBatch = filters.batchId === undefined ? undefined : eq(benchmarkRuns.batchId, filters.batchId);
  const rows: (RunPosition & { passes: number })[] = [];
  for (const stretch of search.start) {
    const most = search.most - rows.length;
    if (most > 0) rows.push(...(await newest(and(ofBatch, search.since, stretch), most)));
  }
  return pageOf(rows, limit, search.most);
};

const isName = (name: string): name is NameFilter => name !== "since" && name !== "until";

const pageOf = (rows: readonly (RunPosition & { passes: number })[], limit: number, most: number): FoundRuns => {
  const passing = rows.filter(({ passes }) => passes === 1);
  const page = passing.slice(0, limit);
  const last = passing.length > limit ? page.at(-1) : rows.length === most ? rows.at(-1) : undefined;
  return { ids: page.map(({ id }) => id), next: last && { startedAt: last.startedAt, id: last.id } };
};
