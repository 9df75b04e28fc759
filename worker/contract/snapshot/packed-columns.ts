import * as z from "zod";

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
  const values: number[] = [];
  for (let place = 0; place < text.length; place += 1) values.push(text.charCodeAt(place) - ZERO);
  return values;
};

const repeat = <Value>(list: readonly (Value | Packed)[]): (Value | number)[] => {
  const values: (Value | number)[] = [];
  for (const item of list) {
    if (Array.isArray(item)) for (let left = item[1]; left > 0; left -= 1) values.push(item[0]);
    else values.push(item);
  }
  return values;
};

/** The values of a column, one a row. */
export const numbersOf = (column: PackedColumn): number[] => {
  if (typeof column === "string") return digitsOf(column);
  if (Array.isArray(column)) return repeat<number>(column);
  const unit = column.unit ?? 1;
  if ("values" in column) return numbersOf(column.values).map((value) => unit * value);
  let value = 0;
  return repeat<number>(column.steps).map((step) => {
    value += unit * step;
    return value;
  });
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

const packedListOf = <Value extends z.ZodType<number | string>>(value: Value) =>
  z
    .array(z.union([value, z.tuple([z.int(), z.int().min(2).max(MOST_VALUES)])]))
    .refine(
      (list) => list.reduce((sum: number, item) => sum + (Array.isArray(item) ? item[1] : 1), 0) <= MOST_VALUES,
      `a column has at most ${MOST_VALUES.toLocaleString("en")} values`,
    )
    .describe("Values; [value, count] is the same value count times.");

const NumbersSchema = packedListOf(z.int());
const UnitSchema = z.int().min(2).optional().describe("What values or steps are multiplied by. Absent: 1.");

const formsOf = <List extends z.ZodType>(list: List) =>
  z.union([
    list,
    DigitsSchema,
    z.strictObject({ unit: UnitSchema, values: z.union([NumbersSchema, DigitsSchema]) }),
    z.strictObject({
      unit: UnitSchema,
      steps: NumbersSchema.describe("What each value is more than the one before, the first more than 0."),
    }),
  ]);

const TOO_LARGE = "a value is beyond ±(2^53 − 1), which only its digits as text say";

/** A column of whole numbers. Read: its values, one a row. */
export const PackedColumnSchema = formsOf(NumbersSchema)
  .transform(numbersOf)
  .refine((values) => values.every(Number.isSafeInteger), TOO_LARGE);

const LargeSumSchema = z.string().regex(/^-?[1-9]\d{15,}$/, "must be a number unless it has 16 digits or more");

/** A column of sums: whole numbers, those beyond ±(2^53 − 1) as text of their digits. Read: its values, one a row. */
export const PackedSumsSchema = formsOf(packedListOf(z.union([z.int(), LargeSumSchema])))
  .transform(sumsOf)
  .refine((values) => values.every((value) => typeof value === "string" || Number.isSafeInteger(value)), TOO_LARGE);
