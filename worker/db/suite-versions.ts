import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** A version of a suite that has runs; "" if they state none. */
export interface SuiteVersionRow {
  suite: string;
  suiteVersion: string;
}

/** A scenario that has runs. */
export interface ScenarioName extends SuiteVersionRow {
  scenario: string;
}

/**
 * Every version of every suite, or of one, that has runs. Steps from one name to the next along the cells' key, so that it reads a few
 * rows a version rather than all cells.
 */
export const readSuiteVersions = (database: Database, suite?: string): Promise<SuiteVersionRow[]> =>
  database.all<SuiteVersionRow>(sql`
    WITH RECURSIVE suites (suite) AS (
      SELECT ${suite === undefined ? sql`(SELECT min(suite) FROM cells)` : sql`${suite}`}
      UNION ALL
      SELECT (SELECT min(suite) FROM cells WHERE suite > suites.suite) FROM suites
      WHERE ${suite === undefined ? sql`suite IS NOT NULL` : sql`false`}
    ),
    versions (suite, suite_version) AS (
      SELECT suite, (SELECT min(suite_version) FROM cells WHERE suite = suites.suite) FROM suites WHERE suite IS NOT NULL
      UNION ALL
      SELECT suite, (SELECT min(suite_version) FROM cells WHERE suite = versions.suite AND suite_version > versions.suite_version)
      FROM versions WHERE suite_version IS NOT NULL
    )
    SELECT suite, suite_version AS "suiteVersion" FROM versions WHERE suite_version IS NOT NULL
  `);

/** The scenarios of some versions of suites, in the same way. */
export const readScenarioNames = (database: Database, versions: readonly SuiteVersionRow[]): Promise<ScenarioName[]> =>
  database.all<ScenarioName>(sql`
    WITH RECURSIVE versions (suite, suite_version) AS (
      SELECT value ->> 'suite', value ->> 'suiteVersion' FROM json_each(${JSON.stringify(versions)})
    ),
    scenarios (suite, suite_version, scenario) AS (
      SELECT suite, suite_version, (
        SELECT min(scenario) FROM cells WHERE suite = versions.suite AND suite_version = versions.suite_version
      ) FROM versions
      UNION ALL
      SELECT suite, suite_version, (
        SELECT min(scenario) FROM cells
        WHERE suite = scenarios.suite AND suite_version = scenarios.suite_version AND scenario > scenarios.scenario
      ) FROM scenarios WHERE scenario IS NOT NULL
    )
    SELECT suite, suite_version AS "suiteVersion", scenario FROM scenarios WHERE scenario IS NOT NULL
  `);
