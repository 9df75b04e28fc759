import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { NumberedVersion } from "./suite-versions.ts";
import { batchRuns, entries, evaluatorSuites, scenarios, tiers } from "./tables.ts";

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

/** The names of evaluators, MOST_NAMES at most: from each the next, past its rows of every version of a suite. */
export const readEvaluatorNames = async (database: Database): Promise<string[]> => {
  const rows = await database.all<{ name: string }>(sql`
    WITH RECURSIVE known (name) AS (
      SELECT min(evaluator_name) FROM ${evaluatorSuites}
      UNION ALL
      SELECT (SELECT min(evaluator_name) FROM ${evaluatorSuites} WHERE evaluator_name > name) FROM known WHERE name IS NOT NULL
      LIMIT ${MOST_NAMES}
    )
    SELECT name FROM known WHERE name IS NOT NULL`);
  return rows.map(({ name }) => name);
};

/** The names of the newest batches, MOST_NAMES at most. */
export const readBatchNames = async (database: Database): Promise<string[]> => {
  const newest = desc(batchRuns.listedAt);
  const rows = await database.select({ batchId: batchRuns.batchId }).from(batchRuns).orderBy(newest).limit(MOST_NAMES);
  return rows.map(({ batchId }) => batchId);
};
