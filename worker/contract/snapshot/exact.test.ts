import { DatabaseSync } from "node:sqlite";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exactSpread,
  exactSum,
  nearSum,
  squareWordsOf,
  squareWordsSql,
  unitsOf,
  unitsSql,
  wordsOf,
  wordsSql,
} from "./exact.ts";
import { SCORE_UNITS } from "./units.ts";

const WORD = 2n ** 30n;
const LIMITS = { seed: 3, numRuns: 300 };

/** Whole numbers as large as one score or cost can be, in its units. */
const units = fc.bigInt({ min: -(2n ** 49n), max: 2n ** 49n });

const database = new DatabaseSync(":memory:");
const inSqlite = (sql: string): number => {
  const { value } = database.prepare(`SELECT ${sql} AS value`).get() as { value: number };
  return value;
};

describe("words", () => {
  it("make up the number they are of, the low one from 0 on", () => {
    fc.assert(
      fc.property(units, (value) => {
        const { low, high } = wordsOf(value);
        expect(BigInt(high) * WORD + BigInt(low)).toBe(value);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(Number(WORD));
      }),
      LIMITS,
    );
  });

  it("make up the square in three", () => {
    fc.assert(
      fc.property(units, (value) => {
        const { low, middle, high } = squareWordsOf(value);
        expect(BigInt(high) * WORD * WORD + BigInt(middle) * WORD + BigInt(low)).toBe(value * value);
        for (const word of [low, middle, high]) expect(Number.isSafeInteger(word)).toBe(true);
      }),
      LIMITS,
    );
  });

  it("are the same in SQLite", () => {
    for (const value of [
      0n,
      1n,
      -1n,
      WORD - 1n,
      WORD,
      -WORD,
      12_345_678_901_234n,
      -(2n ** 43n) - 7n,
      10_000_000_000_000n,
    ]) {
      const [words, sql] = [wordsOf(value), wordsSql(`(${value})`)];
      expect([inSqlite(sql.low), inSqlite(sql.high)]).toEqual([words.low, words.high]);
      const [squares, squareSql] = [squareWordsOf(value), squareWordsSql(`(${value})`)];
      expect([inSqlite(squareSql.low), inSqlite(squareSql.middle), inSqlite(squareSql.high)]).toEqual([
        squares.low,
        squares.middle,
        squares.high,
      ]);
    }
  });
});

describe("exactSum", () => {
  it("is a number as far as doubles hold it exactly, and digits beyond", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (sum) => {
        const { low, high } = wordsOf(sum);
        const expected = sum >= -(2n ** 53n) + 1n && sum <= 2n ** 53n - 1n ? Number(sum) : String(sum);
        expect(exactSum(low, high)).toBe(expected);
        expect(Math.abs(nearSum(low, high) - Number(sum))).toBeLessThanOrEqual(Math.abs(Number(sum)) * 2 ** -52);
      }),
      LIMITS,
    );
  });

  it.each([
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [-Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER],
    [2n ** 53n, "9007199254740992"],
    [-(2n ** 53n), "-9007199254740992"],
    [0, 0],
  ])("of %s is %s", (sum, expected) => {
    const { low, high } = wordsOf(BigInt(sum));
    expect(exactSum(low, high)).toBe(expected);
  });

  it("joins words that were added up, so that neither is in its range any more", () => {
    const values = [5n * WORD - 1n, 7n * WORD - 1n, -3n];
    const words = values.map(wordsOf);
    const total = (word: "low" | "high") => words.reduce((sum, each) => sum + each[word], 0);
    expect(exactSum(total("low"), total("high"))).toBe(Number(values.reduce((sum, value) => sum + value, 0n)));
  });
});

describe("exactSpread", () => {
  const wordsOfAll = (values: readonly bigint[]) => {
    const sums = values.map(wordsOf);
    const squares = values.map(squareWordsOf);
    return {
      sum: { low: sums.reduce((sum, { low }) => sum + low, 0), high: sums.reduce((sum, { high }) => sum + high, 0) },
      squares: {
        low: squares.reduce((sum, { low }) => sum + low, 0),
        middle: squares.reduce((sum, { middle }) => sum + middle, 0),
        high: squares.reduce((sum, { high }) => sum + high, 0),
      },
    };
  };

  it("is the number of values × the sum of squares − the square of the sum", () => {
    fc.assert(
      fc.property(fc.array(units, { minLength: 2, maxLength: 20 }), (values) => {
        const { sum, squares } = wordsOfAll(values);
        const total = values.reduce((all, value) => all + value, 0n);
        const ofSquares = values.reduce((all, value) => all + value * value, 0n);
        expect(BigInt(exactSpread(values.length, sum, squares))).toBe(
          BigInt(values.length) * ofSquares - total * total,
        );
      }),
      LIMITS,
    );
  });

  it("is 0 for equal values however large, and for fewer than two", () => {
    const { sum, squares } = wordsOfAll(Array(7).fill(2n ** 43n + 1n));
    expect(exactSpread(7, sum, squares)).toBe(0);
    const one = wordsOfAll([3n]);
    expect(exactSpread(1, one.sum, one.squares)).toBe(0);
    expect(exactSpread(0, { low: 0, high: 0 }, { low: 0, middle: 0, high: 0 })).toBe(0);
  });
});

describe("units", () => {
  it.each([
    [0, 0n],
    [1, 1_000_000_000n],
    [0.1, 100_000_000n],
    [1 / 3, 333_333_333n],
    [-1 / 3, -333_333_333n],
    [2.5e-9, 3n],
    [-2.5e-9, -3n],
    [4.9e-10, 0n],
    [10_000, 10_000_000_000_000n],
  ])("of %s are %s, in SQLite too", (value, expected) => {
    expect(unitsOf(value, SCORE_UNITS)).toBe(expected);
    expect(BigInt(inSqlite(unitsSql(String(value), SCORE_UNITS)))).toBe(expected);
  });
});
