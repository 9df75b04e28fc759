import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { batchTotals, type cells, type scenarioDays } from "./tables.ts";

const { batchId: _batchId, ...measureColumns } = getTableColumns(batchTotals);

/** What every aggregate of runs counts and sums: whole numbers, scores and money in billionths. */
export type Measures = Record<keyof typeof measureColumns, number>;

/** The names of the measures. */
export const MEASURES = Object.keys(measureColumns) as (keyof Measures)[];

/** What names a cell; "" where the runs state no version, model or variant. */
export type CellKey = Pick<
  typeof cells.$inferSelect,
  "suite" | "suiteVersion" | "scenario" | "tier" | "agent" | "model" | "variant"
>;

/** A row of `cells` or `batch_cells`. */
export type CellRow = CellKey & Measures;

/** What one scenario's runs add up to, of whatever tier and entry. */
export type ScenarioRow = Pick<CellKey, "suite" | "suiteVersion" | "scenario"> & Measures;

/** Every measure summed over the rows of a group. */
export const summedMeasures = (table: typeof cells | typeof scenarioDays) =>
  Object.fromEntries(
    MEASURES.map((measure) => [measure, sql<number>`sum(${table[measure] as SQLiteColumn})`.mapWith(Number)]),
  ) as Record<keyof Measures, ReturnType<typeof sql<number>>>;
