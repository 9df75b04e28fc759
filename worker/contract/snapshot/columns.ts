import * as z from "zod";
import { recordOf } from "../names/records.ts";
import { type BatchMeasure, type CellMeasure, isMoment, MEASURES, meaningOf } from "./measures.ts";

/** A column of whole numbers. */
export const ColumnSchema = z.array(z.int());

/** A column of sums: whole numbers, those beyond ±(2^53 − 1) as text of their digits. */
const SumColumnSchema = z.array(z.union([z.int(), z.string().regex(/^-?[1-9]\d{15,}$/)]));

type MeasureColumn = typeof ColumnSchema | typeof SumColumnSchema;

const schemaOf = (name: CellMeasure | BatchMeasure): MeasureColumn =>
  isMoment(name) || MEASURES[name].kind === "count" ? ColumnSchema : SumColumnSchema;

/** The columns of some measures; one that would be 0 throughout is left out. `what` names what a row is. */
export const measureColumns = <Name extends CellMeasure | BatchMeasure>(
  measures: readonly Name[],
  what: string,
): Record<Name, z.ZodOptional<MeasureColumn>> =>
  recordOf(measures, (name) =>
    schemaOf(name)
      .optional()
      .describe(`${meaningOf(name)} Absent: 0 in every ${what}.`),
  );

/** The columns of some measures over rows: a column that is 0 throughout is left out. */
export const columnsOf = <Name extends string, Row, Value>(
  names: readonly Name[],
  rows: readonly Row[],
  measure: (row: Row, name: Name) => Value,
): Partial<Record<Name, Value[]>> =>
  Object.fromEntries(
    names
      .map((name): [Name, Value[]] => [name, rows.map((row) => measure(row, name))])
      .filter(([, values]) => values.some((value) => value !== 0)),
  ) as Partial<Record<Name, Value[]>>;
