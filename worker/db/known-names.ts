import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import type { NumberedVersion } from "./suite-versions.ts";
import { batchRuns, entries, evaluatorSuites, scenarios, suiteVersions, tiers } from "./tables.ts";

/** How many names are looked through for the one that was meant. */
const MOST_NAMES = 1_000;

/** The names of the scenarios of a version of a suite, MOST_NAMES at most. */
export const readScenarioNames = async (database: Database, { id }: NumberedVersion): Promise<string[]> => {
  const rows = await database
    .select({ scenario: scenarios.scenario })
    .from(scenarios)
    .where(eq(scenarios.suiteVersionId, id))
    .limit(MOST_NAMES);
  return rows.map(({ scenario }) => scenario);
};

/** The names of the entries of a version of a suite, MOST_NAMES at most. */
export const readEntryNames = (
  database: Database,
  { id }: NumberedVersion,
): Promise<Record<"agent" | "model" | "variant", string>[]> =>
  database
    .select({ agent: entries.agent, model: entries.model, variant: entries.variant })
    .from(entries)
    .where(eq(entries.suiteVersionId, id))
    .limit(MOST_NAMES);

/** The names of tiers, MOST_NAMES at most. */
export const readTierNames = async (database: Database): Promise<string[]> =>
  (await database.select({ tier: tiers.tier }).from(tiers).limit(MOST_NAMES)).map(({ tier }) => tier);

/** The distinct names in a column that leads an index, MOST_NAMES at most: from each the next, past all of its rows. */
const distinctNames = async (database: Database, table: SQLiteTable, column: SQL): Promise<string[]> => {
  const rows = await database.all<{ name: string }>(sql`
    WITH RECURSIVE known (name) AS (
      SELECT min(${column}) FROM ${table}
      UNION ALL
      SELECT (SELECT min(${column}) FROM ${table} WHERE ${column} > name) FROM known WHERE name IS NOT NULL
      LIMIT ${MOST_NAMES}
    )
    SELECT name FROM known WHERE name IS NOT NULL`);
  return rows.map(({ name }) => name);
};

/** The names of evaluators, MOST_NAMES at most. */
export const readEvaluatorNames = (database: Database): Promise<string[]> =>
  distinctNames(database, evaluatorSuites, sql`evaluator_name`);

/** The names of suites that have runs, MOST_NAMES at most. */
export const readSuiteNames = (database: Database): Promise<string[]> =>
  distinctNames(database, suiteVersions, sql`suite`);

/** The names of the newest batches, MOST_NAMES at most. */
export const readBatchNames = async (database: Database): Promise<string[]> => {
  const newest = desc(batchRuns.listedAt);
  const rows = await database.select({ batchId: batchRuns.batchId }).from(batchRuns).orderBy(newest).limit(MOST_NAMES);
  return rows.map(({ batchId }) => batchId);
};
