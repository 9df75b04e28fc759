import type * as z from "zod";
import { recordOf } from "../names/records.ts";
import { type BatchMeasure, type CellMeasure, isMoment, MEASURES, meaningOf } from "./measures.ts";
import { PackedColumnSchema, type PackedSums, PackedSumsSchema, packSums } from "./packed-columns.ts";

type MeasureColumn = typeof PackedColumnSchema | typeof PackedSumsSchema;

const schemaOf = (name: CellMeasure | BatchMeasure): MeasureColumn =>
  isMoment(name) || MEASURES[name].kind === "count" ? PackedColumnSchema : PackedSumsSchema;

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

/** The same, each as short as it can be sent. */
export const packedColumnsOf = <Name extends string, Row>(
  names: readonly Name[],
  rows: readonly Row[],
  measure: (row: Row, name: Name) => number | string,
): Record<string, PackedSums> =>
  Object.fromEntries(
    Object.entries<(number | string)[] | undefined>(columnsOf(names, rows, measure)).map(([name, values = []]) => [
      name,
      packSums(values),
    ]),
  );
