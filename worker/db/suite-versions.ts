import { asc, eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { suiteVersions } from "./tables.ts";

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
