import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { RunFilters, RunPosition } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { ENTRY_FILTERS, type FoundEntry, findEntries } from "./find-entries.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { benchmarkRuns, tiers } from "./tables.ts";

/** The most runs that a page looks at: filters that no index serves give a short page rather than a long scan. */
const MOST_LOOKED_AT = 2_000;

/** The same where the runs of entries are taken in turn, which reads four rows for each. */
const MOST_TAKEN_IN_TURN = 1_000;

/** A page of runs, the newest first, and where the next one begins; absent on the last. */
export interface FoundRuns {
  ids: number[];
  next: RunPosition | undefined;
}

/** A run that a page looked at: where it stands, and whether it passes the filters that no index serves (1 or 0). */
interface Looked extends RunPosition {
  passes: number;
}

type NameFilter = Exclude<keyof RunFilters, "since" | "until">;

const statedIn = (filters: RunFilters, names: readonly NameFilter[]): NameFilter[] =>
  names.filter((name) => filters[name] !== undefined);

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

/** Where a run stands in a list, as one text that sorts as the list does: two numbers of a fixed length, the moment as one that is not negative. */
const MOMENT_OFFSET = sql.raw(String(2 ** 53));
const place = sql`printf('%020d%020d', started_at + ${MOMENT_OFFSET}, id)`;
const momentOf = (text: SQL): SQL => sql`(CAST(substr(${text}, 1, 20) AS INTEGER) - ${MOMENT_OFFSET})`;
const idOf = (text: SQL): SQL => sql`CAST(substr(${text}, 21) AS INTEGER)`;

/**
 * Runs of some entries, or of a cell of each, newest first: each entry's newest, and after each run that is taken the next of its entry. Reads no
 * run but an index that says where runs stand: three rows for each, and two for an entry.
 */
const searchEntries = (entriesFound: readonly FoundEntry[], tier: string | undefined, search: Search): SQL => {
  const { since, start, most } = search;
  const newestOf = (
    { entry, scenario }: Record<"entry" | "scenario", SQL>,
    stretches: readonly (SQL | undefined)[],
  ) => {
    const ofCell = tier
      ? sql`scenario_id = ${scenario} AND tier_id = (SELECT id FROM ${tiers} WHERE tier = ${tier})`
      : undefined;
    const newest = stretches.map((stretch) => {
      const where = and(sql`entry_id = ${entry}`, ofCell, since, stretch);
      return sql`(SELECT ${place} FROM ${benchmarkRuns} WHERE ${where} ORDER BY started_at DESC, id DESC LIMIT 1)`;
    });
    return sql`coalesce(${sql.join([...newest, sql`NULL`], sql`, `)})`;
  };
  const first = { entry: sql`(value ->> 0)`, scenario: sql`(value ->> 1)` };
  const same = { entry: sql`found.entry_id`, scenario: sql`found.scenario_id` };
  const last = sql`found.place`;
  return sql`
    WITH RECURSIVE found (entry_id, scenario_id, place) AS (
      SELECT ${first.entry}, ${first.scenario}, ${newestOf(first, start)}
      FROM json_each(${JSON.stringify(entriesFound.map(({ id, scenarioId }) => [id, scenarioId]))})
      UNION ALL
      SELECT entry_id, scenario_id, ${newestOf(same, behind(momentOf(last), idOf(last)))} FROM found WHERE place IS NOT NULL
      ORDER BY 3 DESC
      LIMIT ${most}
    )
    SELECT ${idOf(last)} AS id, ${momentOf(last)} AS startedAt, 1 AS passes FROM found WHERE place IS NOT NULL`;
};

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
  const found = await findEntries(database, filters);
  if (found?.length === 0) return { ids: [], next: undefined };
  // An index serves both together alone.
  const ofCell = filters.scenario === undefined ? undefined : filters.tier;
  const served: NameFilter[] = found
    ? [...ENTRY_FILTERS, ...(ofCell ? (["scenario", "tier"] as const) : [])]
    : ["batchId"];
  const left = statedIn(filters, Object.keys(filters).filter(isName)).filter((name) => !served.includes(name));
  const passes = and(...left.map((name) => eq(benchmarkRuns[name], filters[name] as string)));
  const search: Search = {
    since: filters.since === undefined ? undefined : gte(benchmarkRuns.startedAt, Date.parse(filters.since)),
    start: startOf(filters.until, after),
    most: passes ? Math.max(found ? MOST_TAKEN_IN_TURN : MOST_LOOKED_AT, limit + 1) : limit + 1,
  };
  const looked = found
    ? await findInTurn(database, searchEntries(found, ofCell, search), passes)
    : await findInOrder(database, filters, search, passes);
  return pageOf(looked, limit, search.most);
};

/** The runs of entries, taken in turn. */
const findInTurn = async (database: Database, places: SQL, passes: SQL | undefined): Promise<Looked[]> => {
  const found = await database.all<Looked>(places);
  if (!passes || found.length === 0) return found;
  const passing = await database
    .select({ id: benchmarkRuns.id })
    .from(numbersOf(found.map(({ id }) => id)))
    .crossJoin(benchmarkRuns)
    .where(and(isNumbered(benchmarkRuns.id), passes));
  const ids = new Set(passing.map(({ id }) => id));
  return found.map((run) => ({ ...run, passes: Number(ids.has(run.id)) }));
};

/** The runs of a batch, or all, as they come. */
const findInOrder = async (
  database: Database,
  { batchId }: RunFilters,
  { since, start, most }: Search,
  passes: SQL | undefined,
): Promise<Looked[]> => {
  const ofBatch = batchId === undefined ? undefined : eq(benchmarkRuns.batchId, batchId);
  const rows: Looked[] = [];
  for (const stretch of start) {
    if (rows.length === most) break;
    const found = await database
      .select({
        id: benchmarkRuns.id,
        startedAt: benchmarkRuns.startedAt,
        passes: sql<number>`${passes ?? 1}`.as("passes"),
      })
      .from(benchmarkRuns)
      .where(and(ofBatch, since, stretch))
      .orderBy(desc(benchmarkRuns.startedAt), desc(benchmarkRuns.id))
      .limit(most - rows.length);
    rows.push(...found);
  }
  return rows;
};

const isName = (name: string): name is NameFilter => name !== "since" && name !== "until";

const pageOf = (rows: readonly Looked[], limit: number, most: number): FoundRuns => {
  const passing = rows.filter(({ passes }) => passes === 1);
  const page = passing.slice(0, limit);
  const last = passing.length > limit ? page.at(-1) : rows.length === most ? rows.at(-1) : undefined;
  return { ids: page.map(({ id }) => id), next: last && { startedAt: last.startedAt, id: last.id } };
};
