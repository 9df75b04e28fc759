import { asc, eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { entries, scenarios, suiteVersions } from "./tables.ts";

/** A version of a suite that has runs; "" if they state none. */
export interface SuiteVersionRow {
  suite: string;
  suiteVersion: string;
}

/** The same with its number. */
export type NumberedVersion = typeof suiteVersions.$inferSelect;

/** Every version of every suite, or of one, that has runs. */
export const readSuiteVersions = (database: Database, suite?: string): Promise<NumberedVersion[]> =>
  database
    .select()
    .from(suiteVersions)
    .where(suite === undefined ? undefined : eq(suiteVersions.suite, suite))
    .orderBy(asc(suiteVersions.suite), asc(suiteVersions.suiteVersion));

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
