import { describe, expect, it } from "vitest";
import { pageTable } from "./column.ts";
import { type DrawnDifference, differenceAttributes, differenceAxis, differenceColumns } from "./difference-columns.ts";

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
