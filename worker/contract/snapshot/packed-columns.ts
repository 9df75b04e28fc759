import * as z from "zod";
import { takeWhole } from "./take-whole.ts";

/** The most values of a column: a part has 2,000 cells, each with 21 pairs of evaluators at most. */
const MOST_VALUES = 50_000;

/** A whole number, or the same so many times in a row. */
type Packed = number | [value: number, count: number];

/**
 * A column of whole numbers as it is sent: a list, in which `[value, count]` stands for a value that comes so many times in a row; or a text of
 * digits, of which each is a value; or either of them in a unit; or a list of what each value is more than the one before.
 */
export type PackedColumn =
  | string
  | Packed[]
  | { unit?: number | undefined; values: string | Packed[] }
  | { unit?: number | undefined; steps: Packed[] };

/** The same, of sums: some values of a list may be the text of their digits. */
export type PackedSums = PackedColumn | (Packed | string)[];

const ZERO = "0".charCodeAt(0);

const digitsOf = (text: string): number[] => {
  const values = new Array<number>(text.length);
  for (let place = 0; place < values.length; place += 1) values[place] = text.charCodeAt(place) - ZERO;
  return values;
};

const repeat = <Value>(list: readonly (Value | Packed)[]): (Value | number)[] => {
  let length = 0;
  for (const item of list) length += Array.isArray(item) ? item[1] : 1;
  const values = new Array<Value | number>(length);
  let row = 0;
  for (const item of list) {
    if (Array.isArray(item)) values.fill(item[0], row, row + item[1]);
    else values[row] = item;
    row += Array.isArray(item) ? item[1] : 1;
  }
  return values;
};

const inUnits = (values: number[], unit: number): number[] => {
  for (let row = 0; row < values.length; row += 1) values[row] = unit * (values[row] ?? 0);
  return values;
};

/** What steps of some unit add up to, one after the other. */
const sumUp = (steps: number[], unit: number): number[] => {
  let value = 0;
  for (let row = 0; row < steps.length; row += 1) {
    value += unit * (steps[row] ?? 0);
    steps[row] = value;
  }
  return steps;
};

/** The values of a column, one a row. */
export const numbersOf = (column: PackedColumn): number[] => {
  if (typeof column === "string") return digitsOf(column);
  if (Array.isArray(column)) return repeat<number>(column);
  const { unit = 1 } = column;
  return "values" in column ? inUnits(numbersOf(column.values), unit) : sumUp(repeat<number>(column.steps), unit);
};

/** The values of a column of sums, one a row. */
export const sumsOf = (column: PackedSums): (number | string)[] =>
  Array.isArray(column) ? repeat<number | string>(column) : numbersOf(column);

/** How many characters a whole number takes. */
const widthOf = (value: number): number => {
  let [width, power] = [value < 0 ? 2 : 1, 10];
  for (const size = Math.abs(value); size >= power; power *= 10) width += 1;
  return width;
};

/** How many characters a list takes with `[value, count]` for a value that stands `count` times, its comma included. */
const widthOfRun = (value: number, count: number): number =>
  Math.min(count * (widthOf(value) + 1), widthOf(value) + widthOf(count) + 4);

/** Takes stretches of the same value, from the first to the last. */
const forEachRun = (values: readonly number[], take: (value: number, count: number) => void): void => {
  let start = 0;
  for (let end = 1; end <= values.length; end += 1) {
    const value = values[start] ?? 0;
    if (end < values.length && values[end] === value) continue;
    take(value, end - start);
    start = end;
  }
};

const widthOfList = (values: readonly number[]): number => {
  let width = 1;
  forEachRun(values, (value, count) => {
    width += widthOfRun(value, count);
  });
  return width;
};

const listOf = (values: readonly number[]): Packed[] => {
  const list: Packed[] = [];
  forEachRun(values, (value, count) => {
    if (count * (widthOf(value) + 1) > widthOfRun(value, count)) list.push([value, count]);
    else for (let left = count; left > 0; left -= 1) list.push(value);
  });
  return list;
};

/** The largest whole number that divides all values; 1 for less than 10, which would save nothing. */
const unitOf = (values: readonly number[]): number => {
  let unit = 0;
  for (const value of values) {
    for (let rest = Math.abs(value); rest > 0; ) [unit, rest] = [rest, unit % rest];
    if (unit === 1) return 1;
  }
  return unit < 10 ? 1 : unit;
};

const isDigit = (value: number): boolean => value >= 0 && value <= 9;

/** Values as a list or, where that is shorter, as digits, and how many characters they take so. */
const formOf = (values: readonly number[]): { width: number; pack: () => string | Packed[] } => {
  const width = widthOfList(values);
  return values.length + 2 < width && values.every(isDigit)
    ? { width: values.length + 2, pack: () => values.map(Math.abs).join("") }
    : { width, pack: () => listOf(values) };
};

/** A column as short as these forms allow. The same values always give the same form. */
export const packNumbers = (values: readonly number[]): PackedColumn => {
  const plain = formOf(values);
  const unit = unitOf(values);
  const inUnits = formOf(unit === 1 ? [] : values.map((value) => value / unit));
  const widthInUnits = unit === 1 ? Infinity : inUnits.width + widthOf(unit) + '{"unit":,"values":}'.length;
  const steps = values.map((value, row) => value - (values[row - 1] ?? 0));
  const stepUnit = unitOf(steps);
  const inSteps = stepUnit === 1 ? steps : steps.map((step) => step / stepUnit);
  const widthOfSteps = steps.every(Number.isSafeInteger)
    ? widthOfList(inSteps) + (stepUnit === 1 ? 0 : widthOf(stepUnit) + '"unit":,'.length) + '{"steps":}'.length
    : Infinity;
  if (plain.width <= Math.min(widthInUnits, widthOfSteps)) return plain.pack();
  if (widthInUnits <= widthOfSteps) return { unit, values: inUnits.pack() };
  return { ...(stepUnit > 1 && { unit: stepUnit }), steps: listOf(inSteps) };
};

/** The same of sums; where one is the text of its digits, as they are. */
export const packSums = (values: readonly (number | string)[]): PackedSums => {
  const numbers: number[] = [];
  for (const value of values) {
    if (typeof value === "string") return [...values];
    numbers.push(value);
  }
  return packNumbers(numbers);
};

const DigitsSchema = z.string().regex(/^\d*$/, "must be digits alone").describe("Values from 0 to 9, a digit each.");

/** Whether a list holds nothing but whole numbers, and such that come so many times in a row, as nearly all do. */
const isPlain = (list: unknown): boolean => {
  if (!Array.isArray(list)) return false;
  let left = MOST_VALUES;
  for (const item of list) {
    if (Number.isSafeInteger(item)) left -= 1;
    else if (Array.isArray(item) && item.length === 2 && item.every(Number.isSafeInteger) && item[1] >= 2)
      left -= item[1];
    else return false;
  }
  return left >= 0;
};

const packedListOf = <Value extends z.ZodType<number | string>>(value: Value, meaning: string) =>
  takeWhole(
    z
      .array(z.union([value, z.tuple([z.int(), z.int().min(2).max(MOST_VALUES)])]))
      .refine(
        (list) => list.reduce((sum: number, item) => sum + (Array.isArray(item) ? item[1] : 1), 0) <= MOST_VALUES,
        `a column has at most ${MOST_VALUES.toLocaleString("en")} values`,
      )
      .describe(meaning),
    isPlain,
  );

const VALUES = "Values; [value, count] is the same value count times.";
const NumbersSchema = packedListOf(z.int(), VALUES);
const UnitSchema = z.int().min(2).optional().describe("What values or steps are multiplied by. Absent: 1.");

const formsOf = <List extends z.ZodType>(list: List) =>
  z.union([
    list,
    DigitsSchema,
    z.strictObject({ unit: UnitSchema, values: z.union([NumbersSchema, DigitsSchema]) }),
    z.strictObject({
      unit: UnitSchema,
      steps: packedListOf(z.int(), "What each value is more than the one before, the first more than 0."),
    }),
  ]);

const TOO_LARGE = "a value is beyond ±(2^53 − 1), which only its digits as text say";

/** Whether all numbers are whole and within ±(2^53 − 1). */
const areSafe = (values: readonly (number | string)[]): boolean => {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (typeof value !== "string" && !Number.isSafeInteger(value)) return false;
  }
  return true;
};

/** A column of whole numbers. Read: its values, one a row. */
export const PackedColumnSchema = formsOf(NumbersSchema).transform(numbersOf).refine(areSafe, TOO_LARGE);

const LargeSumSchema = z.string().regex(/^-?[1-9]\d{15,}$/, "must be a number unless it has 16 digits or more");

/** A column of sums: whole numbers, those beyond ±(2^53 − 1) as text of their digits. Read: its values, one a row. */
export const PackedSumsSchema = formsOf(packedListOf(z.union([z.int(), LargeSumSchema]), VALUES))
  .transform(sumsOf)
  .refine(areSafe, TOO_LARGE);
