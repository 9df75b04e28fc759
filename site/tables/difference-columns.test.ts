import { describe, expect, it } from "vitest";
import { pageTable } from "./column.ts";
import {
  type DrawnDifference,
  differenceAttributes,
  differenceAxis,
  differenceColumns,
  differenceFormat,
} from "./difference-columns.ts";

const difference = (given: Partial<DrawnDifference> = {}): DrawnDifference => ({
  ...{ difference: 0.1, interval: { low: 0.02, high: 0.18 }, adjustedPValue: 0.004, isTold: true },
  ...{ won: 12, lost: 3, n: 1200 },
  ...given,
});

describe("differenceAxis", () => {
  it("has 0, and every interval in points of a hundred", () => {
    const axis = differenceAxis([difference(), difference({ difference: -0.3, interval: null })], "success");
    expect(axis.low).toBeLessThanOrEqual(-30);
    expect(axis.high).toBeGreaterThanOrEqual(18);
    const above = differenceAxis([difference()], "success");
    expect(above.low).toBeLessThanOrEqual(0);
  });

  it("keeps scores as they are", () => {
    const axis = differenceAxis([difference({ difference: 3, interval: { low: 2, high: 4 } })], "score");
    expect(axis.high).toBeGreaterThanOrEqual(4);
    expect(axis.high).toBeLessThan(100);
  });
});

describe("differenceAttributes", () => {
  it.each([
    [{}, "worse"],
    [{ difference: -0.1 }, "better"],
    [{ difference: 0 }, undefined],
    [{ isTold: false }, undefined],
    [{ interval: null }, "worse bare"],
    [{ interval: null, isTold: false }, "bare"],
  ])("draws %o in the class %s", (given, name) => {
    expect(differenceAttributes(difference(given), "success").class).toBe(name);
  });

  it("draws success rates in points of a hundred, and scores as they are", () => {
    expect(differenceAttributes(difference(), "success").style).toBe("--e:10;--a:2;--b:18");
    expect(differenceAttributes(difference(), "score").style).toBe("--e:0.1;--a:0.02;--b:0.18");
  });
});

describe("differenceFormat", () => {
  it.each([
    [0.6, 0.42, "+0.420"],
    [0.6, -0.0118, "−0.012"],
    [0.6, 0.0001, "0.000"],
    [7, 0.5, "+0.50"],
    [60, -7.25, "−7.3"],
    [4_000, 12.3, "+12"],
  ])("writes scores on an axis up to %d alike: %d as %s", (high, value, text) => {
    expect(differenceFormat({ low: 0, high, step: 1 }, "score")(value)).toBe(text);
    expect(differenceFormat({ low: -high, high: 0, step: 1 }, "score")(value)).toBe(text);
  });

  it("writes success rates in points", () => {
    expect(differenceFormat({ low: 0, high: 60, step: 1 }, "success")(0.05)).toBe("+5.0");
  });
});

describe("differenceColumns", () => {
  const axis = differenceAxis([difference()], "success");
  const table = (metric: "success" | "score", rows: (DrawnDifference | null)[]) =>
    pageTable(
      differenceColumns<DrawnDifference | null>(axis, metric, (row) => row),
      rows,
    );
  const told = (rows: (DrawnDifference | null)[]) => JSON.stringify(table("success", rows));

  it("says in which unit it is", () => {
    expect(JSON.stringify(table("success", []))).toContain("Points");
    expect(JSON.stringify(table("score", []))).not.toContain("Points");
  });

  it("says what a difference rests on, and whether it is more than chance", () => {
    expect(told([difference()])).toContain("12 : 3 of 1,200");
    expect(told([difference()])).toContain(">yes<");
    expect(told([difference({ isTold: false })])).toContain("not clearly");
    expect(told([null])).toContain("the first");
  });
});
