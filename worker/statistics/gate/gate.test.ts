import { describe, expect, it } from "vitest";
import { detectable, type GateCell, isNoWorseThan, neededFor, scenarioDrop, suiteDrop, usageRise } from "./checks.ts";
import { type GateRules, judgeSuites } from "./judge.ts";
import { stratifiedDrop } from "./stratified.ts";

const NOTHING = { before: { runs: 0, sum: 0 }, after: { runs: 0, sum: 0 } };

/** A cell: passes of runs before and after. */
const cell = (scenario: number, before: [number, number], after: [number, number], tier = 0): GateCell => ({
  ...{ scenario, tier, cost: NOTHING, duration: NOTHING },
  before: { passes: before[0], runs: before[1] },
  after: { passes: after[0], runs: after[1] },
});
const costing = (scenario: number, before: number, after: number): GateCell => ({
  ...cell(scenario, [1, 1], [1, 1]),
  cost: { before: { runs: 2, sum: 2 * before }, after: { runs: 4, sum: 4 * after } },
});

const RULES: GateRules = {
  significance: 0.05,
  suite: { absolute: 0, relative: 0, detect: 0.1 },
  scenario: { absolute: 0, relative: 0, detect: 0.5 },
};

describe("a fall in strata", () => {
  it.each([
    // R: fisher.test(matrix(c(3, 0, 0, 3), 2), alternative = "greater")$p.value
    ["one stratum", [[3, 3, 0, 3]], 0.05],
    // R: fisher.test(matrix(c(9, 1, 4, 6), 2), alternative = "greater")$p.value
    ["one of ten runs each", [[9, 10, 4, 10]], 0.0286378],
    ["no fall", [[0, 3, 3, 3]], 1],
    ["nothing to compare", [[3, 3, 0, 0]], 1],
    // Two strata that allow 1 of 20 tables each: (1/20)^2.
    [
      "two strata",
      [
        [3, 3, 0, 3],
        [3, 3, 0, 3],
      ],
      0.0025,
    ],
    // Both hypergeometric distributions written out and added up, with Python's math.comb.
    [
      "strata without a difference",
      [
        [9, 10, 9, 10],
        [1, 10, 10, 100],
      ],
      0.6503184,
    ],
  ] as [string, [number, number, number, number][], number][])("%s", (_, strata, p) => {
    const given = strata.map(([k, n, l, m]) => ({ before: { passes: k, runs: n }, after: { passes: l, runs: m } }));
    expect(stratifiedDrop(given)).toBeCloseTo(p, 6);
  });
});

describe("a suite", () => {
  it("falls by McNemar's test where each scenario is one run, one-sided", () => {
    // R: binom.test(0, 5)$p.value / 2 = 1/32
    const cells = Array.from({ length: 20 }, (_, n) => cell(n, [1, 1], [n < 5 ? 0 : 1, 1]));
    expect(suiteDrop(cells)).toMatchObject({ before: 1, after: 0.75, difference: -0.25, pValue: 1 / 32, n: 20 });
  });

  it("has an interval over its tasks as they are: Newcombe's of a single one", () => {
    const [one, four] = [[cell(0, [8, 10], [5, 10])], [0, 1, 2, 3].map((n) => cell(n, [8, 10], [5, 10]))].map(
      suiteDrop,
    );
    // Method 10 of 5/10 against 8/10 by hand: −.3 − √((.5 − .2366)² + (.9433 − .8)²), −.3 + √((.7634 − .5)² + (.8 − .4902)²).
    expect(one?.interval?.low).toBeCloseTo(-0.5999, 3);
    expect(one?.interval?.high).toBeCloseTo(0.1066, 3);
    expect(four?.interval?.low).toBeCloseTo(-0.3 - (-0.3 + 0.5999) / 2, 3);
  });

  it("does not fall where it rises", () => {
    expect(suiteDrop([cell(0, [0, 4], [4, 4]), cell(1, [1, 4], [4, 4])])).toMatchObject({
      pValue: 1,
      difference: 0.875,
    });
  });

  it("is no worse than a margin only where the data show it", () => {
    const same = (n: number) => Array.from({ length: n }, (_, place) => cell(place, [1, 1], [1, 1]));
    // One added scenario, half won and half lost: error 1/(n + 1) about; t(n) at 95 %.
    expect(isNoWorseThan(same(10), 0.1)).toBe(false);
    expect(isNoWorseThan(same(30), 0.1)).toBe(true);
    expect(isNoWorseThan([cell(0, [1, 1], [1, 1])], 0.9)).toBe(false);
  });
});

describe("a scenario", () => {
  it("falls by Boschloo's test over its only cell", () => {
    // scipy.stats.boschloo_exact([[3, 0], [0, 3]], alternative="greater").pvalue = .0156
    expect(scenarioDrop([cell(0, [3, 3], [0, 3])])).toMatchObject({
      before: 1,
      after: 0,
      n: 3,
      pValue: expect.closeTo(0.015625, 6),
    });
  });

  it("does not fall because another level of help was run more often", () => {
    const cells = [cell(0, [9, 10], [9, 10], 0), cell(0, [1, 10], [10, 100], 1)];
    expect(scenarioDrop(cells)).toMatchObject({ difference: 0, pValue: 1 });
  });
});

describe("cost", () => {
  const spread = (factor: number) =>
    Array.from({ length: 8 }, (_, n) => costing(n, 1 + n, (1 + n) * factor * (1 + (n % 2) / 50)));
  it.each([
    [1, 1.2, false],
    [1.15, 1.2, false],
    [1.5, 1.2, true],
    [1.5, 2, false],
  ])("× %d is beyond × %d: %s", (factor, limit, isBeyond) => {
    const rise = usageRise(spread(factor), "cost", limit);
    expect(rise?.ratio).toBeCloseTo(factor * 1.01, 1);
    expect((rise?.pValue ?? 1) < 0.05).toBe(isBeyond);
    expect(rise?.interval?.low).toBeLessThan(rise?.ratio ?? 0);
  });

  it("of four scenarios or of none is not tested", () => {
    expect(usageRise(spread(9).slice(0, 4), "cost", 1)).toMatchObject({ pValue: 1, interval: null, n: 4 });
    expect(usageRise(spread(9), "duration", 1)).toBeUndefined();
  });
});

describe("what it takes", () => {
  it("to find a fall with 80 %, one-sided at 5 %: (1.645 + 0.842)² = 6.18 variances", () => {
    expect(neededFor({ deviation: 0.5 }, 0.1, 0.05)).toBe(155);
    expect(detectable({ deviation: 0.5, n: 155 }, 0.05)).toBeCloseTo(0.1, 3);
    expect(detectable({ deviation: 0.5, n: 0 }, 0.05)).toBe(1);
  });
});

describe("a judgement", () => {
  const judge = (cells: GateCell[], rules: Partial<GateRules> = {}) =>
    judgeSuites([cells], { ...RULES, ...rules })[0] ?? [];
  const steady = Array.from({ length: 9 }, (_, n) => cell(n, [10, 10], [10, 10]));
  const broken = [cell(0, [10, 10], [0, 10]), ...steady.slice(1)];

  it("names the scenario that fell, and no other, and the suite with it", () => {
    const failed = judge(broken).filter(({ verdict }) => verdict === "fail");
    expect(failed).toMatchObject([{ kind: "suite" }, { kind: "scenario", scenario: 0, before: 1, after: 0 }]);
    // Two halves; one suite, nine scenarios.
    expect(failed[0]?.adjustedPValue).toBeCloseTo(2 * (failed[0]?.pValue ?? 1), 12);
    expect(failed[1]?.adjustedPValue).toBeCloseTo(18 * (failed[1]?.pValue ?? 1), 12);
  });

  it("is not spoilt by scenarios whose few runs could show nothing", () => {
    const single = Array.from({ length: 500 }, (_, n) => cell(9 + n, [1, 1], [1, 1]));
    const [, first, ...others] = judge([...broken, ...single]);
    expect(first?.adjustedPValue).toBeCloseTo(18 * (first?.pValue ?? 1), 12);
    expect(others.at(-1)).toMatchObject({ verdict: "unknown", adjustedPValue: 1 });
  });

  it.each<[string, Partial<GateRules>]>([
    ["is smaller than what counts", { scenario: { absolute: 1.1, relative: 0, detect: 0.5 } }],
    ["is a smaller share than what counts", { scenario: { absolute: 0, relative: 1.1, detect: 0.5 } }],
    ["is not beyond a stricter significance", { significance: 1e-9 }],
  ])("does not fail by a fall that %s", (_, rules) => {
    expect(judge(broken, rules).filter(({ kind, verdict }) => kind === "scenario" && verdict === "fail")).toEqual([]);
  });

  it("says where the runs are too few to tell, and how many it would take", () => {
    const [suite, ...rest] = judge([cell(0, [1, 1], [1, 1]), cell(1, [1, 1], [0, 1])]);
    expect(suite).toMatchObject({ kind: "suite", verdict: "unknown", n: 2 });
    expect(suite?.needed).toBeGreaterThan(100);
    expect(rest).toHaveLength(2);
  });

  it("passes where a fall of the size that matters would have shown", () => {
    const many = Array.from({ length: 400 }, (_, n) => cell(n, [5, 5], [5, 5]));
    expect(judge(many)[0]).toMatchObject({ kind: "suite", verdict: "pass" });
  });

  it("asks for proof where a margin is set", () => {
    const rules = { suite: { ...RULES.suite, detect: 1, nonInferiority: 0.05 } };
    expect(judge(steady, rules)[0]).toMatchObject({ verdict: "unknown", isNoWorse: false });
  });

  it("fails by cost alone", () => {
    const dear = Array.from({ length: 8 }, (_, n) => costing(n, 1 + n, 3 * (1 + n) + (n % 2)));
    const failed = judge(dear, { cost: 0.5 }).filter(({ verdict }) => verdict === "fail");
    expect(failed).toMatchObject([{ kind: "cost", scenario: undefined }]);
    expect(judge(dear).some(({ kind }) => kind === "cost")).toBe(false);
  });
});
