import { describe, expect, it } from "vitest";
import { expectedRates } from "./expected-rates.ts";
import { binomialPValue, extremesAmong } from "./extremes.ts";

/** One entry's passes and runs in scenario 0, 1, … */
const cells = (...counts: [passes: number, runs: number][]) =>
  counts.map(([sum, runs], scenario) => ({ scenario, tier: 0, runs, sum, spread: (sum * (runs - sum)) / runs }));

describe("expectedRates", () => {
  it("returns R's fit of a logistic model", () => {
    // R 4.2.2: d <- expand.grid(s = factor(0:3), e = factor(0:2)); d$m <- c(4,4,4,4, 4,2,4,4, 1,4,4,4); d$c <- c(4,3,1,0, 2,1,0,0, 1,4,4,2)
    // fitted(glm(cbind(c + .5, m + .5 - c) ~ e + s, binomial, d, control = list(epsilon = 1e-14, maxit = 100)))
    const expected = [
      [0.7831909788593595, 0.7054583407085646, 0.3669006051782806, 0.1444500752537954],
      [0.5343556119412369, 0.4320988245643724, 0.1554792775955183, 0.0509058157246213],
      [0.9561335229985083, 0.9352823645528118, 0.777620117226201, 0.5046441090215835],
    ];
    const rate = expectedRates([
      cells([4, 4], [3, 4], [1, 4], [0, 4]),
      cells([2, 4], [1, 2], [0, 4], [0, 4]),
      cells([1, 1], [4, 4], [4, 4], [2, 4]),
    ]);
    expected.forEach((rates, entry) => {
      rates.forEach((value, scenario) => {
        expect(rate(entry, { scenario, tier: 0 })).toBeCloseTo(value, 7);
      });
    });
  });

  it("expects neither certainty nor impossibility of who passed all or nothing", () => {
    const rate = expectedRates([cells([9, 9], [9, 9]), cells([0, 9], [0, 9])]);
    expect(rate(0, { scenario: 0, tier: 0 })).toBeLessThan(1);
    expect(rate(1, { scenario: 1, tier: 0 })).toBeGreaterThan(0);
  });
});

describe("binomialPValue", () => {
  it.each([
    // R 4.2.2: min(1, 2 * min(pbinom(passes, runs, rate), pbinom(passes - 1, runs, rate, lower = FALSE)))
    [9, 10, 0.5, 0.02148437500000001],
    [0, 8, 0.3, 0.11529602],
    [3, 10, 0.3, 1],
    [1, 1, 0.9, 1],
    [40, 100, 0.6, 8.493277411459014e-5],
  ])("returns R's p of %d passes of %d at %d", (passes, runs, rate, expected) => {
    expect(binomialPValue(passes, runs, rate) / expected).toBeCloseTo(1, 10);
  });
});

describe("extremesAmong", () => {
  /** Six entries of which each next one passes one run in ten more, on four scenarios; the first has another result at the first. */
  const board = (odd: number) =>
    Array.from({ length: 6 }, (_, entry) =>
      Array.from(
        { length: 4 },
        (__, scenario) => [entry === 0 && scenario === 0 ? odd : 2 + entry, 10] as [number, number],
      ),
    ).map((counts) => cells(...counts));

  it("names what is beyond chance, and nothing else", () => {
    expect(extremesAmong(board(10))([0])).toMatchObject([{ entry: 0, scenario: 0, passes: 10, runs: 10 }]);
    expect(extremesAmong(board(2))([0, 1, 2, 3, 4, 5])).toEqual([]);
  });

  it("takes no entry that is good throughout for unusual", () => {
    const entries = [cells([10, 10], [9, 10], [10, 10], [9, 10]), ...board(2)];
    expect(extremesAmong(entries)([0])).toEqual([]);
  });

  it("is harder to please the more cells are looked at", () => {
    const [alone] = extremesAmong(board(10))([0]);
    const [among] = extremesAmong(board(10))([0, 1, 2, 3, 4, 5]);
    expect(alone?.pValue).toBeLessThan(among?.pValue ?? 1);
  });
});
