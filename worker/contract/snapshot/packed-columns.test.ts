import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import {
  numbersOf,
  type PackedColumn,
  PackedColumnSchema,
  PackedSumsSchema,
  packNumbers,
  packSums,
  sumsOf,
} from "./packed-columns.ts";

const times = (count: number, value: number): number[] => new Array<number>(count).fill(value);

describe("a packed column", () => {
  it.each<[string, number[], PackedColumn]>([
    ["no value", [], []],
    ["a few values", [12, 0, 5], [12, 0, 5]],
    ["digits", [1, 0, 0, 1, 1, 0, 9], "1001109"],
    ["the same throughout", times(2_000, 1), [[1, 2_000]]],
    ["stretches of the same", [...times(500, 7), ...times(4, 1_234), 3], [[7, 500], [1_234, 4], 3]],
    ["stretches that are shorter written out", [30, 30, 41], [30, 30, 41]],
    [
      "a common factor",
      times(20, 0).flatMap(() => [3_000_000, 41_000_000]),
      { unit: 1e6, values: times(20, 0).flatMap(() => [3, 41]) },
    ],
    ["digits in a unit", [0, 1e9, 1e9, 0, 2e9, 0, 1e9], { unit: 1e9, values: "0110201" }],
    ["even steps", Array.from({ length: 100 }, (_, row) => row), { steps: [0, [1, 99]] }],
    [
      "steps in a unit",
      times(40, 86_400_000).map((day, row) => row * day + 5e11),
      { unit: 3_200_000, steps: [156_250, [27, 39]] },
    ],
    [
      "moments of which each is soon after the one before",
      Array.from({ length: 30 }, (_, row) => 1_768_435_201 + 7 * row),
      {
        steps: [1_768_435_201, [7, 29]],
      },
    ],
    ["values below 0", [-1, -1, -2], [-1, -1, -2]],
    ["steps that no number holds", [-9e15, 9e15, -9e15], { unit: 9e15, values: [-1, 1, -1] }],
  ])("of %s", (_what, values, packed) => {
    expect(packNumbers(values)).toEqual(packed);
    expect(numbersOf(packed)).toEqual(values);
    expect(PackedColumnSchema.parse(packed)).toEqual(values);
  });

  it("holds what was packed, in no more room than a list", () => {
    const value = fc.oneof(
      fc.nat(9),
      fc.nat(3).map((count) => count * 1e9),
      fc.integer({ min: -2_000, max: 2_000 }),
      fc.maxSafeInteger(),
    );
    const stretch = fc.tuple(value, fc.integer({ min: 1, max: 6 })).map(([one, count]) => times(count, one));
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            stretch,
            value.map((one) => [one]),
          ),
          { maxLength: 60 },
        ),
        (stretches) => {
          const values = stretches.flat();
          const packed = packNumbers(values);
          const sent: unknown = JSON.parse(JSON.stringify(packed));
          // JSON knows no −0.
          expect(PackedColumnSchema.parse(sent).map((one) => one + 0)).toEqual(values.map((one) => one + 0));
          expect(JSON.stringify(packed).length).toBeLessThanOrEqual(JSON.stringify(values).length);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it("keeps sums that a number cannot hold as their digits", () => {
    expect(packSums([3, "9007199254740993", 3, 3])).toEqual([3, "9007199254740993", 3, 3]);
    expect(sumsOf([[0, 2], "-9007199254740993"])).toEqual([0, 0, "-9007199254740993"]);
    expect(PackedSumsSchema.parse([[0, 2], "-9007199254740993"])).toEqual([0, 0, "-9007199254740993"]);
    expect(packSums([2e9, 0, 2e9, 0, 2e9])).toEqual({ unit: 2e9, values: "10101" });
    expect(sumsOf({ unit: 2e9, values: "101" })).toEqual([2e9, 0, 2e9]);
  });

  it.each<[string, unknown]>([
    ["letters", "10a"],
    ["a value that is not whole", [0.5]],
    ["a value the same 1 time", [[3, 1]]],
    ["a value the same half a time more", [[3, 2.5]]],
    ["a value and two counts", [[3, 2, 2]]],
    ["a text so many times", [["3", 2]]],
    ["a number beyond all whole ones", [1, 2 ** 53]],
    ["a number as text", ["9007199254740993"]],
    ["a unit alone", { unit: 10 }],
    ["a unit of 1", { unit: 1, values: "1" }],
    ["values and steps", { values: "1", steps: [1] }],
    ["steps as digits", { steps: "11" }],
  ])("is refused with %s", (_what, packed) => {
    expect(PackedColumnSchema.safeParse(packed).success).toBe(false);
  });

  it.each<[string, unknown, string]>([
    [
      "more values than any part has",
      [
        [1, 30_000],
        [2, 30_000],
      ],
      "a column has at most 50,000 values",
    ],
    [
      "a value that no number holds",
      { unit: 1e15, values: [900] },
      "a value is beyond ±(2^53 − 1), which only its digits as text say",
    ],
    [
      "steps that leave the numbers",
      { steps: [[9e15, 2]] },
      "a value is beyond ±(2^53 − 1), which only its digits as text say",
    ],
  ])("is refused with %s", (_what, packed, said) => {
    expect([saidOf(PackedColumnSchema, packed), saidOf(PackedSumsSchema, packed)].flat().join()).toContain(said);
    expect([PackedColumnSchema, PackedSumsSchema].some((schema) => schema.safeParse(packed).success)).toBe(false);
  });
});
