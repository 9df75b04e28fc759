import { describe, expect, it } from "vitest";
import { observationsOf } from "../cells/observation.ts";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { compareAll, rankIntervals, tieGroups } from "./ranks.ts";

const contender = (verdicts: string) => observationsOf(makeVerdicts(0, [...verdicts]), "success");
const strong = contender("11111111");
const middle = contender("11111000");
const weak = contender("00000000");

describe("compareAll", () => {
  it("finds the pairs that differ, in either order", () => {
    // R 4.2.2: binom.test(0, 8)$p.value is 0.0078125, binom.test(0, 5)$p.value 0.0625, binom.test(0, 3)$p.value 0.25
    const { pValue, isBetter } = compareAll([strong, middle, weak], "proportion", false);
    expect([pValue(0, 1), pValue(0, 2), pValue(1, 2)]).toEqual([0.25, 0.0078125, 0.0625]);
    expect([pValue(1, 0), pValue(2, 0), pValue(2, 1)]).toEqual([0.25, 0.0078125, 0.0625]);
    expect([isBetter(0, 2), isBetter(2, 0), isBetter(1, 2), isBetter(0, 1)]).toEqual([true, false, false, false]);
  });

  it("adjusts over all pairs with Holm's correction", () => {
    const { pValue } = compareAll([strong, middle, weak], "proportion", true);
    // R 4.2.2: p.adjust(c(0.25, 0.0078125, 0.0625), method = "holm")
    expect([pValue(0, 1), pValue(0, 2), pValue(1, 2)]).toEqual([0.25, 0.0234375, 0.125]);
  });
});

describe("rankIntervals", () => {
  it("counts those significantly better and worse", () => {
    expect(rankIntervals(3, { isBetter: (a, b) => a === 0 && b === 2 })).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ]);
  });

  it("leaves every rank open where nothing differs", () => {
    expect(rankIntervals(2, { isBetter: () => false })).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
  });
});

describe("tieGroups", () => {
  it("starts a group where an interval overlaps none before it", () => {
    const ranks = [
      { from: 1, to: 2 },
      { from: 1, to: 2 },
      { from: 3, to: 5 },
      { from: 3, to: 4 },
      { from: 5, to: 6 },
      { from: 7, to: 7 },
    ];
    expect(tieGroups(ranks)).toEqual([1, 1, 2, 2, 2, 3]);
  });

  it("returns nothing for nobody", () => {
    expect(tieGroups([])).toEqual([]);
  });
});
