import { gte } from "drizzle-orm";
import type { Database } from "./database.ts";
import { type ScenarioRow, summedMeasures } from "./measures.ts";
import { cells, scenarioDays } from "./tables.ts";

/**
 * What the runs of each scenario add up to, of every version: those that started on `firstDay` (days since 1970, UTC) or later, or all of
 * them. Reads a row a scenario and day, or a row a cell.
 */
export const readScenarioTotals = async (database: Database, firstDay: number | undefined): Promise<ScenarioRow[]> => {
  if (firstDay === undefined) {
    const { suite, suiteVersion, scenario } = cells;
    return database
      .select({ suite, suiteVersion, scenario, ...summedMeasures(cells) })
      .from(cells)
      .groupBy(suite, suiteVersion, scenario);
  }
  const { suite, suiteVersion, scenario } = scenarioDays;
  return database
    .select({ suite, suiteVersion, scenario, ...summedMeasures(scenarioDays) })
    .from(scenarioDays)
    .where(gte(scenarioDays.day, firstDay))
    .groupBy(suite, suiteVersion, scenario);
};
