import { sql } from "drizzle-orm";
import { recordOf } from "#contract/names/records.ts";
import { MEASURE_COLUMNS, type MeasureColumnName, type Measures } from "#contract/snapshot/measures.ts";
import type { batchEntries, cells, days, entryTiers, scenarioTiers } from "./tables.ts";

/** What names a cell; "" where the runs state no version, model or variant. */
export interface CellKey {
  suite: string;
  suiteVersion: string;
  scenario: string;
  tier: string;
  agent: string;
  model: string;
  variant: string;
}

/** What names an entry of a version of a suite. */
export type EntryKey = Omit<CellKey, "scenario" | "tier">;

/** A cell with its names and measures. */
export type CellRow = CellKey & Measures;

type Aggregate = typeof cells | typeof entryTiers | typeof scenarioTiers | typeof days | typeof batchEntries;

/** The columns of an aggregate's measures. */
export const measureColumnsOf = <Table extends Aggregate>(table: Table): Pick<Table, MeasureColumnName> =>
  Object.fromEntries(MEASURE_COLUMNS.map((name) => [name, table[name]])) as Pick<Table, MeasureColumnName>;

/** Every column of the measures summed over the rows of a group. */
export const summedMeasures = (table: Aggregate) =>
  recordOf(MEASURE_COLUMNS, (name) => sql<number>`sum(${table[name]})`.mapWith(Number));
