import { and, eq, sql } from "drizzle-orm";
import type { Entry } from "#contract/names/entry.ts";
import type { Database } from "./database.ts";
import type { CellRow } from "./measures.ts";
import type { SuiteVersionRow } from "./suite-versions.ts";
import { cells } from "./tables.ts";

/** What some cells are restricted to. */
export interface CellFilter extends SuiteVersionRow {
  scenario?: string | undefined;
  tier?: string | undefined;
}

/** The cells of a version of a suite, or of one scenario of it. A tier alone is looked for among the suite's cells. */
export const readCells = (
  database: Database,
  { suite, suiteVersion, scenario, tier }: CellFilter,
): Promise<CellRow[]> =>
  database
    .select()
    .from(cells)
    .where(
      and(
        eq(cells.suite, suite),
        eq(cells.suiteVersion, suiteVersion),
        scenario === undefined ? undefined : eq(cells.scenario, scenario),
        tier === undefined ? undefined : eq(cells.tier, tier),
      ),
    );

/** The names of the entries of a version of a suite. Reads all its cells. */
export const readEntryNames = (
  database: Database,
  { suite, suiteVersion }: SuiteVersionRow,
): Promise<Pick<CellRow, "agent" | "model" | "variant">[]> =>
  database
    .selectDistinct({ agent: cells.agent, model: cells.model, variant: cells.variant })
    .from(cells)
    .where(and(eq(cells.suite, suite), eq(cells.suiteVersion, suiteVersion)));

/** The cells of several versions of suites. */
export const readCellsOf = (
  database: Database,
  versions: readonly SuiteVersionRow[],
  tier?: string,
): Promise<CellRow[]> =>
  database
    .select()
    .from(cells)
    .where(
      and(
        sql`(${cells.suite}, ${cells.suiteVersion}) IN (
          SELECT value ->> 'suite', value ->> 'suiteVersion' FROM json_each(${JSON.stringify(versions)})
        )`,
        tier === undefined ? undefined : eq(cells.tier, tier),
      ),
    );

/**
 * The cells of some entries in a version of a suite. Steps along the suite's scenarios and tiers, so that it reads a few rows for each rather
 * than every entry's.
 */
export const readCellsOfEntries = (
  database: Database,
  { suite, suiteVersion, tier }: CellFilter,
  entries: readonly Entry[],
): Promise<CellRow[]> =>
  database
    .select()
    .from(cells)
    .where(
      and(
        eq(cells.suite, suite),
        eq(cells.suiteVersion, suiteVersion),
        sql`(${cells.scenario}, ${cells.tier}) IN (
      WITH RECURSIVE scenarios (scenario) AS (
        SELECT (SELECT min(scenario) FROM cells WHERE suite = ${suite} AND suite_version = ${suiteVersion})
        UNION ALL
        SELECT (
          SELECT min(scenario) FROM cells
          WHERE suite = ${suite} AND suite_version = ${suiteVersion} AND scenario > scenarios.scenario
        ) FROM scenarios WHERE scenario IS NOT NULL
      ),
      places (scenario, tier) AS (
        SELECT scenario, ${
          tier === undefined
            ? sql`(SELECT min(tier) FROM cells
                WHERE suite = ${suite} AND suite_version = ${suiteVersion} AND scenario = scenarios.scenario)`
            : sql`${tier}`
        } FROM scenarios WHERE scenario IS NOT NULL
        UNION ALL
        SELECT scenario, (
          SELECT min(tier) FROM cells WHERE suite = ${suite} AND suite_version = ${suiteVersion}
            AND scenario = places.scenario AND tier > places.tier
        ) FROM places WHERE ${tier === undefined ? sql`tier IS NOT NULL` : sql`false`}
      )
      SELECT scenario, tier FROM places WHERE tier IS NOT NULL
    )`,
        sql`(${cells.agent}, ${cells.model}, ${cells.variant}) IN (
          SELECT value ->> 'agent', coalesce(value ->> 'model', ''), coalesce(value ->> 'variant', '')
          FROM json_each(${JSON.stringify(entries)})
        )`,
      ),
    );
