import { describe, expect, it } from "vitest";
import { detectable, type GateCell, neededFor, scenarioDrop, suiteDrop, type Used, usageRise } from "./checks.ts";
import { type GateRules, judgeSuites } from "./judge.ts";

const NOTHING: { before: Used; after: Used } = { before: { runs: 0, sum: 0 }, after: { runs: 0, sum: 0 } };

/** A cell: passes of runs before and after. */
const cell = (scenario: number, before: [number, number], after: [number, number], tier = 0): GateCell => ({
  ...{ scenario, tier, cost: NOTHING, duration: NOTHING },
  before: { passes: before[0], runs: before[1] },
  after: { passes: after[0], runs: after[1] },
});

/** A cell whose runs cost so much in all. */
const costing = (
  scenario: number,
  before: [runs: number, sum: number],
  after: [number, number],
  tier = 0,
): GateCell => ({
  ...cell(scenario, [1, 1], [1, 1], tier),
  cost: { before: { runs: before[0], sum: before[1] }, after: { runs: after[0], sum: after[1] } },
});

describe("a rise of what runs use", () => {
  /** Five scenarios that cost 1 before, and 2 to 6 after. */
  const five = [2, 3, 4, 5, 6].map((after, scenario) => costing(scenario, [1, 1], [1, after]));

  it("is the ratio of the means over scenarios, tested by Student's t of what lies beyond the limit", () => {
    const rise = usageRise(five, "cost", 1);
    expect(rise).toMatchObject({ ratio: 4, n: 5 });
    // R: t.test(1:5)$p.value / 2
    expect(rise?.pValue).toBeCloseTo(0.01323586 / 2, 6);
    // R: t.test(0:4)$p.value / 2
    expect(usageRise(five, "cost", 2)?.pValue).toBeCloseTo(0.04742065 / 2, 6);
  });

  it("has each run of a cell, each tier of a scenario and each scenario weigh the same", () => {
    const cells = [costing(0, [2, 2], [4, 8]), costing(0, [1, 3], [1, 6], 1), costing(1, [1, 4], [1, 2])];
    // Before: (1 + 3) / 2 and 4; after: (2 + 6) / 2 and 2.
    expect(usageRise(cells, "cost", 1)).toMatchObject({ ratio: 1, n: 2 });
  });

  it("leaves out cells that one side does not report", () => {
    const unreported = [costing(7, [0, 0], [1, 99]), costing(8, [1, 99], [0, 0])];
    expect(usageRise([...five, ...unreported], "cost", 1)).toEqual(usageRise(five, "cost", 1));
    expect(usageRise(unreported, "cost", 1)).toBeUndefined();
    expect(usageRise([costing(0, [1, 0], [1, 5])], "cost", 1)).toBeUndefined();
  });

  it("is not tested where nothing varies, nothing rises, or there are four scenarios", () => {
    const steady = five.map(({ scenario }) => costing(scenario, [1, 1], [1, 2]));
    expect(usageRise(steady, "cost", 1)).toMatchObject({ ratio: 2, pValue: 1 });
    expect(usageRise(five, "cost", 4)?.pValue).toBe(1);
    expect(usageRise(five.slice(1), "cost", 1)).toMatchObject({ n: 4, pValue: 1 });
  });

  it("looks at time as it does at cost", () => {
    const slower = five.map((one) => ({ ...one, cost: NOTHING, duration: one.cost }));
    expect(usageRise(slower, "duration", 1)).toEqual(usageRise(five, "cost", 1));
    expect(usageRise(slower, "cost", 1)).toBeUndefined();
  });
});

describe("what a difference varies by", () => {
  it("is from task to task where each cell is one run, with one added that differs", () => {
    const cells = Array.from({ length: 20 }, (_, n) => cell(n, [1, 1], [n < 5 ? 0 : 1, 1]));
    expect(suiteDrop(cells).deviation).toBeCloseTo(Math.sqrt(((6 * 20) / 21) * 20) / 20, 12);
  });

  it("is from run to run where a cell has several", () => {
    // The rate of both sides, with half a pass and half a failure added: 13.5 / 21.
    const rate = 13.5 / 21;
    expect(suiteDrop([cell(0, [8, 10], [5, 10])]).deviation).toBeCloseTo(Math.sqrt(rate * (1 - rate) * 0.2), 12);
    const four = [0, 0, 1, 1].map((scenario, n) => cell(scenario, [8, 10], [5, 10], n % 2));
    // Two scenarios: each varies by half of what a cell does.
    expect(suiteDrop(four).n).toBe(2);
    expect(suiteDrop(four).deviation).toBeCloseTo(Math.sqrt((rate * (1 - rate) * 0.2) / 2), 12);
  });

  it("of a scenario is that of two runs, at the rate of both sides with one pass and one failure added", () => {
    const drop = scenarioDrop([cell(0, [4, 4], [1, 2]), cell(0, [0, 4], [0, 2], 1)]);
    expect(drop).toMatchObject({ before: 0.5, after: 0.25, difference: -0.25, n: 4 });
    expect(drop.deviation).toBeCloseTo(Math.sqrt((2 * (6 / 14) * 8) / 14), 12);
  });

  it.each([
    [0.5, 0.1, 0.05, 155],
    [0.5, 0.2, 0.05, 39],
    [1, 0.2, 0.05, 155],
    // (1.960 + 0.842)² = 7.85 variances.
    [0.5, 0.1, 0.025, 197],
  ])("%d takes so many to find %d at %d: %d", (deviation, difference, level, n) => {
    expect(neededFor({ deviation }, difference, level)).toBe(n);
    expect(detectable({ deviation, n }, level)).toBeCloseTo(difference, 2);
  });

  it("lets no more than everything be found", () => {
    expect(detectable({ deviation: 10, n: 1 }, 0.05)).toBe(1);
    expect(detectable({ deviation: 0.5, n: 1 }, 0.05)).toBe(1);
  });
});

describe("the ends of an interval", () => {
  it("lie within what a difference can be", () => {
    const { interval } = suiteDrop([cell(0, [20, 20], [0, 20])]);
    expect(interval?.low).toBe(-1);
    expect(interval?.high).toBeGreaterThan(-1);
    expect(suiteDrop([cell(0, [0, 20], [20, 20])]).interval?.high).toBe(1);
  });

  it("lie nearer to each other the more cells there are, as those of a mean", () => {
    const width = (count: number) => {
      const { interval } = suiteDrop(Array.from({ length: count }, (_, n) => cell(n, [8, 10], [5, 10])));
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(width(4)).toBeCloseTo(width(1) / 2, 9);
    expect(width(9)).toBeCloseTo(width(1) / 3, 9);
  });
});

describe("the least p-value of a scenario", () => {
  it.each([
    ["three runs a side", [cell(0, [0, 3], [3, 3])], 1 / 64],
    ["two before and one after", [cell(0, [1, 2], [1, 1])], 4 / 27],
    // One table of 15 in each tier.
    ["two tiers", [cell(0, [1, 4], [1, 2]), cell(0, [1, 4], [1, 2], 1)], 1 / 225],
  ])("of %s is that of all passed before and none after", (_what, cells, p) => {
    expect(scenarioDrop(cells).leastPValue).toBeCloseTo(p, 12);
  });

  it("is none above what such runs show", () => {
    const drop = scenarioDrop([cell(0, [3, 3], [0, 3])]);
    expect(drop.pValue).toBeCloseTo(drop.leastPValue, 6);
    expect(scenarioDrop([cell(0, [2, 3], [2, 3])]).pValue).toBe(1);
  });
});

describe("a judgement of suites", () => {
  const RULES: GateRules = {
    significance: 0.05,
    suite: { absolute: 0, relative: 0, detect: 0.1 },
    scenario: { absolute: 0, relative: 0, detect: 0.5 },
  };
  const broken = [cell(0, [10, 10], [0, 10])];

  it("has nothing to say of a suite without cells, and once what its only scenario did", () => {
    const [none, one] = judgeSuites([[], broken], RULES);
    expect(none).toEqual([]);
    expect(one?.map(({ kind, scenario, verdict }) => [kind, scenario, verdict])).toEqual([
      ["suite", undefined, "fail"],
    ]);
  });

  it("corrects for the suites that are judged with it", () => {
    const p = (suites: GateCell[][]) => judgeSuites(suites, RULES)[0]?.[0];
    const [alone, together] = [p([broken]), p([broken, broken, broken])];
    expect(alone?.adjustedPValue).toBeCloseTo(2 * (alone?.pValue ?? 1), 12);
    expect(together?.adjustedPValue).toBeCloseTo(6 * (alone?.pValue ?? 1), 12);
    expect(together?.needed).toBeGreaterThan(alone?.needed ?? 0);
  });

  it.each([
    ["just as large as it has to be", { absolute: 0.5, relative: 0.5 }, "fail"],
    ["smaller than counts", { absolute: 0.51, relative: 0 }, "pass"],
    ["a smaller share than counts", { absolute: 0, relative: 0.51 }, "pass"],
  ])("takes a fall that is %s for %s", (_what, sizes, verdict) => {
    const half = Array.from({ length: 40 }, (_, n) => cell(n, [20, 20], [10, 20]));
    expect(judgeSuites([half], { ...RULES, suite: { ...sizes, detect: 0.4 } })[0]?.[0]?.verdict).toBe(verdict);
  });

  it("takes a margin for kept only where that is shown, and asks for none unless it is set", () => {
    const many = Array.from({ length: 200 }, (_, n) => cell(n, [1, 1], [1, 1]));
    const first = (nonInferiority?: number) =>
      judgeSuites([many], { ...RULES, suite: { ...RULES.suite, detect: 1, nonInferiority } })[0]?.[0];
    expect(first(0.05)).toMatchObject({ isNoWorse: true, verdict: "pass" });
    expect(first(0.001)).toMatchObject({ isNoWorse: false, verdict: "unknown" });
    expect(first()).toMatchObject({ isNoWorse: null, verdict: "pass" });
  });

  it("says of cost and time how many times as much they are, and of no fall that would have shown", () => {
    const steady = [1, 2, 3, 4, 5].map((n) => costing(n, [1, n], [1, n]));
    const checks = judgeSuites([steady], { ...RULES, cost: 0.2, duration: 0.2 })[0] ?? [];
    expect(checks.filter(({ kind }) => kind === "cost" || kind === "duration")).toMatchObject([
      { kind: "cost", change: 1, verdict: "pass", detectable: null, needed: null, before: null, after: null },
    ]);
  });
});
