import { and, eq, sql } from "drizzle-orm";
import type { RunFilters } from "#contract/runs/run-query.ts";
import type { Database } from "./database.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { entries, scenarios, suiteVersions } from "./tables.ts";

/** The filters of runs that say which entries they are of. */
export const ENTRY_FILTERS = ["suite", "suiteVersion", "agent", "model", "variant"] as const;

/** An entry that filters leave, and the number of the scenario that they name in its version of the suite; null: they name none. */
export interface FoundEntry {
  id: number;
  scenarioId: number | null;
}

/** The most entries that filters may leave. */
const MOST_ENTRIES = 300;

/** The most versions of a suite that entries are looked for in, and the most entries that are looked at where no index serves every filter. */
const MOST_VERSIONS = 300;
const MOST_LOOKED_AT = 500;

type EntryFilters = Pick<RunFilters, (typeof ENTRY_FILTERS)[number]>;
type LookedAt = Record<"agent" | "model" | "variant", string> & { id: number; suiteVersionId: number };

const columns = {
  id: entries.id,
  suiteVersionId: entries.suiteVersionId,
  agent: entries.agent,
  model: entries.model,
  variant: entries.variant,
};

/** The versions of a suite, or the one that is named; undefined if it has too many. */
const findVersions = async (database: Database, suite: string, suiteVersion: string | undefined) => {
  const rows = await database
    .select({ id: suiteVersions.id })
    .from(suiteVersions)
    .where(
      and(
        eq(suiteVersions.suite, suite),
        suiteVersion === undefined ? undefined : eq(suiteVersions.suiteVersion, suiteVersion),
      ),
    )
    .limit(MOST_VERSIONS + 1);
  return rows.length > MOST_VERSIONS ? undefined : rows.map(({ id }) => id);
};

/** The entries of a suite, by agent and model where they are stated: the order of an index. */
const ofSuite = async (
  database: Database,
  suite: string,
  filters: EntryFilters,
): Promise<readonly LookedAt[] | undefined> => {
  const versions = await findVersions(database, suite, filters.suiteVersion);
  if (!versions || versions.length === 0) return versions && [];
  const { agent, model } = filters;
  // SQLite takes the index by name for the models of a suite as well, and looks at all of its entries.
  const index = agent === undefined && model !== undefined ? sql`INDEXED BY entries_model_of_suite` : sql``;
  const stated = [
    ...(agent === undefined ? [] : [sql`entry.agent = ${agent}`]),
    ...(model === undefined ? [] : [sql`entry.model = ${model}`]),
  ];
  return database.all<LookedAt>(sql`
    SELECT entry.id, entry.suite_version_id AS suiteVersionId, entry.agent, entry.model, entry.variant
    FROM ${numbersOf(versions)} CROSS JOIN ${entries} AS entry ${index}
    WHERE ${and(sql`entry.suite_version_id = numbered.column1`, ...stated)}
    LIMIT ${MOST_LOOKED_AT + 1}`);
};

/** The entries of an agent, or of a model, of whatever suite; of versions of that name where one is stated. */
const ofAnySuite = async (database: Database, filters: EntryFilters): Promise<readonly LookedAt[] | undefined> => {
  const rows = await database
    .select(columns)
    .from(entries)
    .where(filters.agent === undefined ? eq(entries.model, filters.model ?? "") : eq(entries.agent, filters.agent))
    .limit(MOST_LOOKED_AT + 1);
  if (rows.length > MOST_LOOKED_AT || filters.suiteVersion === undefined || rows.length === 0) return rows;
  const named = await database
    .select({ id: suiteVersions.id })
    .from(numbersOf([...new Set(rows.map(({ suiteVersionId }) => suiteVersionId))]))
    .crossJoin(suiteVersions)
    .where(and(isNumbered(suiteVersions.id), eq(suiteVersions.suiteVersion, filters.suiteVersion)));
  const ids = new Set(named.map(({ id }) => id));
  return rows.filter(({ suiteVersionId }) => ids.has(suiteVersionId));
};

/** Entries with the numbers of a scenario in their versions, without those whose version has none of that name. */
const withScenario = async (
  database: Database,
  found: readonly LookedAt[],
  scenario: string,
): Promise<FoundEntry[]> => {
  if (found.length === 0) return [];
  const rows = await database
    .select({ id: scenarios.id, suiteVersionId: scenarios.suiteVersionId })
    .from(numbersOf([...new Set(found.map(({ suiteVersionId }) => suiteVersionId))]))
    .crossJoin(scenarios)
    .where(and(isNumbered(scenarios.suiteVersionId), eq(scenarios.scenario, scenario)));
  const byVersion = new Map(rows.map((row) => [row.suiteVersionId, row.id]));
  return found.flatMap(({ id, suiteVersionId }) => {
    const scenarioId = byVersion.get(suiteVersionId);
    return scenarioId === undefined ? [] : [{ id, scenarioId }];
  });
};

/** The entries that filters leave; undefined if these say nothing of entries, or too little, or leave too many to look at. */
export const findEntries = async (database: Database, filters: RunFilters): Promise<FoundEntry[] | undefined> => {
  const { suite, agent, model, variant, scenario } = filters;
  if (suite === undefined && agent === undefined && model === undefined) return undefined;
  const looked = suite === undefined ? await ofAnySuite(database, filters) : await ofSuite(database, suite, filters);
  if (!looked || looked.length > MOST_LOOKED_AT) return undefined;
  const found = looked.filter(
    (entry) =>
      (agent === undefined || entry.agent === agent) &&
      (model === undefined || entry.model === model) &&
      (variant === undefined || entry.variant === variant),
  );
  if (found.length > MOST_ENTRIES) return undefined;
  return scenario === undefined
    ? found.map(({ id }) => ({ id, scenarioId: null }))
    : withScenario(database, found, scenario);
};
