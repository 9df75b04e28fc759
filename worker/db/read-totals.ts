import { gte } from "drizzle-orm";
import { type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { measureColumnsOf } from "./measures.ts";
import { days } from "./tables.ts";

/** What the runs of each day add up to: those that started on `firstDay` (days since 1970, UTC) or later, or all. Reads a row a day. */
export const readDays = async (database: Database, firstDay: number | undefined): Promise<Measures[]> => {
  const rows = await database
    .select(measureColumnsOf(days))
    .from(days)
    .where(firstDay === undefined ? undefined : gte(days.day, firstDay));
  return rows.map(measuresOf);
};
