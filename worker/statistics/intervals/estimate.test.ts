import { describe, expect, it } from "vitest";
import { type Observation, observationsOf } from "../cells/observation.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { type Scale, SHARES, statedScale } from "../cells/scale.ts";
import { estimateOf } from "./estimate.ts";

const rate = (...runs: string[]) => estimateOf(observationsOf(makeVerdicts(0, runs), "success"), SHARES);
const OPEN: Scale = { binary: false, ends: null, width: 1 };
const score = (scale: Scale, ...cells: number[][]) =>
  estimateOf(
    observationsOf(
      cells.map((runs, scenario) => makeScoredCell(runs, { scenario })),
      "score",
    ),
    scale,
  );

/** Passes and runs of one cell a scenario. */
const cellsOf = (counts: readonly (readonly [passes: number, runs: number])[]): Observation[] =>
  counts.map(([passes, runs], scenario) => ({
    scenario,
    tier: 0,
    runs,
    sum: passes,
    spread: (passes * (runs - passes)) / runs,
  }));

const times = (count: number, passes: number, runs: number) =>
  Array.from({ length: count }, () => [passes, runs] as const);

describe("estimateOf a success rate", () => {
  it.each([
    // SciPy 1.10.1: beta.ppf of an independent computation of the effective number of runs with NumPy
    ["90 of 90", times(9, 10, 10), 0.6637328831200572, 1],
    ["89 of 90", [...times(8, 10, 10), [9, 10]], 0.6469775634883559, 1],
    ["88 of 90 in two scenarios", [...times(7, 10, 10), ...times(2, 9, 10)], 0.653633380550548, 0.9999999969635828],
    ["80 of 90, one scenario failed", [...times(8, 10, 10), [0, 10]], 0.517503485082663, 0.9971908632534008],
    ["81 of 90 as 9 each", times(9, 9, 10), 0.656732091757069, 0.9907824850131449],
    ["45 of 90 as 5 each", times(9, 5, 10), 0.3473529349060241, 0.652647065093976],
    ["0 of 90", times(9, 0, 10), 0, 0.3362671168799428],
    [
      "unequal trials",
      [
        [3, 3],
        [2, 3],
        [1, 2],
        [0, 1],
        [4, 4],
      ],
      0.1980509117731241,
      0.9449834259609197,
    ],
    ["50 single runs that pass", times(50, 1, 1), 0.9288782635358024, 1],
  ] as const)("returns the exact interval at the effective number of runs: %s", (_, counts, low, high) => {
    const estimate = estimateOf(cellsOf(counts), SHARES);
    expect(estimate).toMatchObject({ method: "clopper-pearson", unit: "scenario", n: counts.length });
    expect(estimate.interval?.low).toBeCloseTo(low, 9);
    expect(estimate.interval?.high).toBeCloseTo(high, 9);
  });

  it("returns R's exact interval for one run a scenario", () => {
    const estimate = rate(..."1".repeat(81), ..."0".repeat(182));
    expect(estimate).toMatchObject({ method: "clopper-pearson", unit: "scenario", n: 263 });
    expect(estimate.value).toBeCloseTo(81 / 263, 12);
    // R 4.2.2: binom.test(81, 263)$conf.int
    expect(estimate.interval?.low).toBeCloseTo(0.2527367455852712, 12);
    expect(estimate.interval?.high).toBeCloseTo(0.3676219226013514, 12);
    // R 4.2.2: sd(rep(1:0, c(81, 182)))/sqrt(263)
    expect(estimate.standardError).toBeCloseTo(0.02852146369115508, 12);
  });

  it("takes the tiers of a scenario together", () => {
    const cells = [...makeVerdicts(0, ["10", "00", "11", "10"], 0), ...makeVerdicts(0, ["11", "10", "11", "00"], 1)];
    const { value, interval, n } = estimateOf(observationsOf(cells, "success"), SHARES);
    expect([value, n]).toEqual([0.5625, 4]);
    // SciPy 1.10.1, as above: effective number 5.355805243445692
    expect(interval?.low).toBeCloseTo(0.1363287864401151, 10);
    expect(interval?.high).toBeCloseTo(0.9258121081717527, 10);
  });

  it("returns the error of the scenarios' spread", () => {
    // R 4.2.2: t.test(c(1, 2/3, 0, 1/3))$stderr
    expect(rate("111", "110", "000", "100").standardError).toBeCloseTo(0.2151657414559676, 12);
    expect(rate("10", "10", "10").standardError).toBeNull();
  });

  it("weighs cells the same, however many runs or tiers there are", () => {
    expect(rate("1", "0000000000").value).toBe(0.5);
    const uneven = [...makeVerdicts(0, ["1", "0"], 0), ...makeVerdicts(0, ["1", ""], 1)];
    const estimate = estimateOf(observationsOf(uneven, "success"), SHARES);
    expect(estimate.value).toBeCloseTo(2 / 3, 12);
    const perfect = [...makeVerdicts(0, ["1", "1"], 0), ...makeVerdicts(0, ["1", ""], 1)];
    expect(estimateOf(observationsOf(perfect, "success"), SHARES)).toMatchObject({ value: 1, standardError: null });
  });

  it("takes the tiers in place of the scenarios where there is only one, and the runs where there is one cell", () => {
    const tiers = estimateOf(
      observationsOf([...makeVerdicts(0, ["1"], 0), ...makeVerdicts(0, ["000000000"], 1)], "success"),
      SHARES,
    );
    expect(tiers).toMatchObject({ value: 0.5, unit: "tier", n: 2 });
    expect(tiers.interval?.low).toBeLessThan(0.05);
    const single = rate("1111111111");
    expect(single).toMatchObject({ value: 1, standardError: null, unit: "run", n: 10, method: "clopper-pearson" });
    // R 4.2.2: binom.test(10, 10)$conf.int
    expect(single.interval?.low).toBeCloseTo(0.6915028921812392, 12);
  });

  it("never falls by more than a point for one more pass", () => {
    for (let failures = 1; failures <= 90; failures++) {
      const lowAt = (count: number) => {
        const failed = (scenario: number) => Math.min(10, Math.max(0, count - 10 * scenario));
        const cells = cellsOf(times(9, 10, 10).map((_, scenario) => [10 - failed(scenario), 10] as const));
        return estimateOf(cells, SHARES).interval?.low ?? 0;
      };
      expect(lowAt(failures - 1)).toBeGreaterThan(lowAt(failures) - 0.01);
    }
  });

  it("returns nothing for no run", () => {
    const nothing = { value: null, interval: null, standardError: null, unit: "scenario", n: 0, method: "none" };
    expect(rate()).toEqual(nothing);
  });
});

describe("estimateOf a graded score", () => {
  it("returns Student's interval on the suite's own scale", () => {
    // R 4.2.2: t.test(c(7.5, 3.25, 9, 8, 5.5))
    const estimate = score(OPEN, [7.5], [3.25], [9], [8], [5, 6]);
    expect(estimate).toMatchObject({ method: "student", unit: "scenario", n: 5 });
    expect(estimate.standardError).toBeCloseTo(1.023474474522936, 10);
    expect(estimate.interval?.low).toBeCloseTo(3.808379304915911, 9);
    expect(estimate.interval?.high).toBeCloseTo(9.491620695084091, 9);
  });

  it("is clipped only where the ends are stated", () => {
    expect(score(statedScale(0, 1), [0.2], [1]).interval).toEqual({ low: 0, high: 1 });
    expect(score(OPEN, [0.2], [1]).interval?.high).toBeGreaterThan(1);
  });

  it("returns Student's interval of the runs of a single cell", () => {
    // R 4.2.2: t.test(c(.5, .75, 1, .25, .6))$conf.int
    const estimate = score(OPEN, [0.5, 0.75, 1, 0.25, 0.6]);
    expect(estimate).toMatchObject({ method: "student", unit: "run", n: 5 });
    expect(estimate.interval?.low).toBeCloseTo(0.2726668283088027, 7);
    expect(estimate.interval?.high).toBeCloseTo(0.9673331716911973, 7);
  });

  it("returns the normal interval of a single cell whose standard error is stated", () => {
    const cell = makeScoredCell([0.613], { scoreErrorRuns: 1, scoreErrorSquares: 0.0025e12 });
    const estimate = estimateOf(observationsOf([cell], "score"), OPEN);
    expect(estimate).toMatchObject({ method: "stated", standardError: 0.05, unit: "run", n: 1 });
    // R 4.2.2: 0.613 + qnorm(c(.025, .975)) * .05
    expect(estimate.interval?.low).toBeCloseTo(0.515001800772997, 10);
    expect(estimate.interval?.high).toBeCloseTo(0.710998199227003, 10);
  });

  it("claims no interval where no spread is seen", () => {
    expect(score(OPEN, [0.5])).toMatchObject({ value: 0.5, interval: null, method: "none" });
    expect(score(OPEN, [0.7, 0.7])).toMatchObject({ interval: null, method: "none" });
    expect(score(OPEN, [0.7], [0.7])).toMatchObject({ interval: null, standardError: null, method: "none" });
  });
});
