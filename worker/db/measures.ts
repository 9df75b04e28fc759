import { sql } from "drizzle-orm";
import { MEASURE_NAMES, type Measure } from "#contract/snapshot/measures.ts";
import type { cells, scenarioDays } from "./tables.ts";

/** What every aggregate of runs counts and sums: whole numbers, scores and money in billionths. */
export type Measures = Record<Measure, number>;

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
    MEASURE_NAMES.map((measure) => [measure, sql<number>`sum(${table[measure]})`.mapWith(Number)]),
  ) as Record<Measure, ReturnType<typeof sql<number>>>;
