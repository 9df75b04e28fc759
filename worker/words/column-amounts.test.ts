import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dollarFormat, durationFormat, tokenFormat } from "./column-amounts.ts";

describe("the amounts of a column", () => {
  it.each([
    [
      [0.52, 12.345, null],
      ["$0.52", "$12.35", "n/a"],
    ],
    [
      [0.0139, 1.09, 0],
      ["$0.0139", "$1.0900", "$0.0000"],
    ],
    [
      [0.000_26, 0.002],
      ["$0.00026", "$0.00200"],
    ],
    [
      [0.0001, 1234.5, 0.003],
      ["<$0.01", "$1,234.50", "<$0.01"],
    ],
    [
      [0.0001, 0.000_02, 12.3],
      ["$0.0001", "<$0.0001", "$12.3000"],
    ],
    [
      [0.02, 123.4],
      ["$0.020", "$123.400"],
    ],
    [
      [250, 1719.4],
      ["$250.00", "$1,719.40"],
    ],
    [
      [1200, 1719.4],
      ["$1,200", "$1,719"],
    ],
    [
      [0.5, 1.005, 2.675, 999.999],
      ["$0.50", "$1.01", "$2.68", "$1,000.00"],
    ],
    [
      [0, null],
      ["$0.00", "n/a"],
    ],
  ])("write %j dollars as %j", (amounts, texts) => {
    expect(amounts.map(dollarFormat(amounts))).toEqual(texts);
  });

  it.each([
    [
      [950, 3_000_000],
      ["0.95k", "3,000.00k"],
    ],
    [
      [12_345, 1_240_000, undefined],
      ["12.3k", "1,240.0k", "n/a"],
    ],
    [
      [250_000, 5_000_000],
      ["0.250M", "5.000M"],
    ],
    [
      [1_210_000, 15_300_000],
      ["1.21M", "15.30M"],
    ],
    [
      [120, 999.7],
      ["120", "1,000"],
    ],
    [
      [0, 0],
      ["0.00", "0.00"],
    ],
  ])("write %j tokens as %j", (amounts, texts) => {
    expect(amounts.map(tokenFormat(amounts))).toEqual(texts);
  });

  it.each([
    [
      [20, 400],
      ["20 ms", "400 ms"],
    ],
    [
      [400, 42_000],
      ["0.40 s", "42.00 s"],
    ],
    [
      [12_000, 95_000],
      ["12 s", "95 s"],
    ],
    [
      [42_000, 7_500_000],
      ["0.70 min", "125.00 min"],
    ],
    [
      [200_000, 7_500_000],
      ["3.3 min", "125.0 min"],
    ],
    [
      [3_600_000, 9_000_000, null],
      ["1.0 h", "2.5 h", "n/a"],
    ],
  ])("write %j milliseconds as %j", (amounts, texts) => {
    expect(amounts.map(durationFormat(amounts))).toEqual(texts);
  });

  it("read as n/a where a column knows none", () => {
    expect([dollarFormat, tokenFormat, durationFormat].map((format) => format([null])(undefined))).toEqual([
      "n/a",
      "n/a",
      "n/a",
    ]);
  });

  it("read as Intl writes them, halves and thousands too", () => {
    const whole = new Intl.NumberFormat("en", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
    const format = dollarFormat([0.01]);
    const halves = fc.integer({ min: 1000, max: 100_000_000 }).map((units) => units / 100_000);
    fc.assert(
      fc.property(fc.oneof(halves, fc.double({ min: 0.01, max: 2000, noNaN: true })), (amount) => {
        expect(format(amount)).toBe(`$${whole.format(amount)}`);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
