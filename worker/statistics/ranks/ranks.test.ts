import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstClearGap, groupsOf, rankIntervals } from "./ranks.ts";

/** Who is above whom, as pairs of positions. */
const told = (count: number, ...above: [number, number][]) => ({
  count,
  isAbove: (a: number, b: number) => above.some(([upper, lower]) => upper === a && lower === b),
});

describe("rankIntervals", () => {
  it("counts those told apart above and below", () => {
    expect(rankIntervals(told(3, [0, 2]))).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ]);
  });

  it("leaves every rank open where nothing is told apart", () => {
    expect(rankIntervals(told(2))).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
  });
});

describe("groupsOf", () => {
  it("puts those first whom nobody is above, and goes on without them", () => {
    expect(groupsOf(told(5, [0, 2], [2, 3], [0, 3]))).toEqual([1, 1, 2, 3, 1]);
  });

  it("lets a lower group hold somewhat higher estimates", () => {
    // 0 is above 1; 2 has a lower estimate than 1 but nobody is above it.
    expect(groupsOf(told(3, [0, 1]))).toEqual([1, 2, 1]);
  });

  it("returns nothing for nobody, and refuses a circle", () => {
    expect(groupsOf(told(0))).toEqual([]);
    expect(() => groupsOf(told(2, [0, 1], [1, 0]))).toThrow("each of some entries is above another");
  });

  it("tells nobody apart within a group, and everybody from someone of the group above", () => {
    const relation = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 });
    fc.assert(
      fc.property(relation, (pairs) => {
        const all = told(10, ...pairs.filter(([a, b]) => a < b));
        const groups = groupsOf(all);
        groups.forEach((group, a) => {
          const aboveIn = (which: number) => groups.some((other, b) => other === which && all.isAbove(b, a));
          expect(aboveIn(group)).toBe(false);
          expect(group === 1 || aboveIn(group - 1)).toBe(true);
        });
      }),
      { seed: 1 },
    );
  });
});

describe("firstClearGap", () => {
  it("is the highest place below which everybody is told apart from everybody above", () => {
    const all = told(4, [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]);
    expect(firstClearGap([0, 1, 2, 3], all)).toBe(2);
    expect(firstClearGap([0, 2], all)).toBe(1);
  });

  it("goes by the order of the table", () => {
    expect(firstClearGap([1, 0, 2], told(3, [1, 0], [1, 2]))).toBe(1);
    expect(firstClearGap([0, 1, 2], told(3, [1, 0], [1, 2]))).toBeNull();
  });

  it("is nowhere if some pair across each place is not told apart", () => {
    expect(firstClearGap([0, 1, 2], told(3, [0, 2]))).toBeNull();
    expect(firstClearGap([0], told(1))).toBeNull();
    expect(firstClearGap([], told(0))).toBeNull();
  });
});
