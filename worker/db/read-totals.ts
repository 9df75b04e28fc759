import { gte } from "drizzle-orm";
import { type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { summedMeasures } from "./measures.ts";
import { days } from "./tables.ts";

/**
 * What the runs add up to that started on `firstDay` (days since 1970, UTC) or later, or all. Reads a row a day on which one did: no run is of
 * before 1970 or of after tomorrow, so that these are at most 366 a year since then.
 */
export const readTotals = async (database: Database, firstDay: number | undefined): Promise<Measures> => {
  const [sums = {}] = await database
    .select(summedMeasures(days))
    .from(days)
    .where(firstDay === undefined ? undefined : gte(days.day, firstDay));
  return measuresOf(sums);
};
