import { describe, expect, it } from "vitest";
import { compareUntilKnown, type Verdict } from "./stopping.ts";

/** What is known after each of some differences. */
const verdictsOf = (differences: readonly number[], rules = {}): Verdict[] => {
  const comparison = compareUntilKnown(rules);
  return differences.map(comparison.add);
};

const always = (difference: number, pairs: number) => Array.from({ length: pairs }, () => difference);

describe("compareUntilKnown", () => {
  it("knows after as many pairs as the mixture takes to reach 40", () => {
    // NumPy 1.24.2: l = cos((2*arange(1, 33) - 1)*pi/128); mean((1 + l)**n) first reaches 40 at n = 7, 400 at n = 11
    expect(verdictsOf(always(1, 20)).indexOf("better")).toBe(7 - 1);
    expect(verdictsOf(always(-1, 20)).indexOf("worse")).toBe(7 - 1);
    expect(verdictsOf(always(1, 20), { comparisons: 10 }).indexOf("better")).toBe(11 - 1);
  });

  it("knows nothing of what never differs, without a margin", () => {
    expect(new Set(verdictsOf(always(0, 5000)))).toEqual(new Set(["open"]));
  });

  it("calls equivalent what stays within the margin", () => {
    // NumPy 1.24.2: mean((1 + l*.1/1.1)**n) first reaches 20 at n = 45
    const comparison = compareUntilKnown({ margin: 0.1 });
    const verdicts = always(0, 200).map(comparison.add);
    expect(verdicts.indexOf("equivalent")).toBe(45 - 1);
    expect(comparison.isNoWorse()).toBe(true);
    expect(compareUntilKnown().isNoWorse()).toBe(false);
  });

  it("survives a lost bet of nearly all, and long runs", () => {
    const verdicts = verdictsOf([-1, ...always(1, 40)]);
    expect(verdicts.at(-1)).toBe("better");
    expect(verdictsOf(always(1, 100_000)).at(-1)).toBe("better");
  });

  it("refuses what is no difference of two results", () => {
    expect(() => compareUntilKnown().add(1.5)).toThrow("a difference must be from -1 to 1: 1.5");
    expect(() => compareUntilKnown().add(Number.NaN)).toThrow(RangeError);
  });
});
