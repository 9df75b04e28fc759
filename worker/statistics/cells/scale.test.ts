import { describe, expect, it } from "vitest";
import { makeScoredCell } from "./sample-cells.ts";
import { isGraded, SHARES, scaleOf, statedScale } from "./scale.ts";

describe("scaleOf", () => {
  it("takes passes, and scores of 0 and 1, for shares of runs", () => {
    expect(scaleOf([makeScoredCell([7.5])], "success")).toBe(SHARES);
    expect(scaleOf([makeScoredCell([0, 1, 1]), makeScoredCell([1])], "score")).toBe(SHARES);
    expect(scaleOf([], "score")).toBe(SHARES);
  });

  it("knows no ends of graded scores, and takes what the cells span for their width", () => {
    const cells = [makeScoredCell([0.5, 0.7]), makeScoredCell([]), makeScoredCell([0.2])];
    expect(scaleOf(cells, "score")).toMatchObject({ binary: false, ends: null });
    expect(scaleOf(cells, "score").width).toBeCloseTo(0.4, 12);
  });
});

it("tells graded scores from verdicts", () => {
  expect(isGraded([makeScoredCell([0, 1])])).toBe(false);
  expect(isGraded([makeScoredCell([0, 1]), makeScoredCell([0.5])])).toBe(true);
});

it("is as wide as its stated ends", () => {
  expect(statedScale(-2, 10)).toEqual({ binary: false, ends: { low: -2, high: 10 }, width: 12 });
});
