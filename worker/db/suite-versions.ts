import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { suiteVersions } from "./tables.ts";

/** A version of a suite that has runs; "" if they state none. */
export interface SuiteVersionRow {
  suite: string;
  suiteVersion: string;
}

/** The same with its number. */
export type NumberedVersion = SuiteVersionRow & { id: number };

const columns = { id: suiteVersions.id, suite: suiteVersions.suite, suiteVersion: suiteVersions.suiteVersion };

/** A version of a suite, or its newest; undefined if it has no runs. Reads one row. */
export const findVersion = async (
  database: Database,
  suite: string,
  suiteVersion: string | undefined,
): Promise<NumberedVersion | undefined> => {
  const ofSuite = eq(suiteVersions.suite, suite);
  const [found] = await database
    .select(columns)
    .from(suiteVersions)
    .where(suiteVersion === undefined ? ofSuite : and(ofSuite, eq(suiteVersions.suiteVersion, suiteVersion)))
    .orderBy(desc(suiteVersions.versionOrder))
    .limit(1);
  return found;
};

/** The versions of a suite that have runs, the newest first, at most `limit`. */
export const listVersions = async (database: Database, suite: string, limit: number): Promise<string[]> => {
  const rows = await database
    .select({ suiteVersion: suiteVersions.suiteVersion })
    .from(suiteVersions)
    .where(eq(suiteVersions.suite, suite))
    .orderBy(desc(suiteVersions.versionOrder))
    .limit(limit);
  return rows.map(({ suiteVersion }) => suiteVersion);
};

/** Those of some versions, by number, that are the newest of their suites. Reads two rows for each. */
export const newestVersions = async (database: Database, ids: readonly number[]): Promise<NumberedVersion[]> => {
  if (ids.length === 0) return [];
  return database
    .select(columns)
    .from(numbersOf(ids))
    .crossJoin(suiteVersions)
    .where(
      and(
        isNumbered(suiteVersions.id),
        sql`NOT EXISTS (
          SELECT 1 FROM ${suiteVersions} AS newer
          WHERE newer.suite = ${suiteVersions.suite} AND newer.version_order > ${suiteVersions.versionOrder}
        )`,
      ),
    );
};
