import { describe, expect, it } from "vitest";
import { observationsOf } from "../cells/observation.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { estimateOf } from "./estimate.ts";

const rate = (...runs: string[]) => estimateOf(observationsOf(makeVerdicts(0, runs), "success"), "proportion");
const score = (scale: "unit" | "open", ...cells: number[][]) =>
  estimateOf(
    observationsOf(
      cells.map((runs, scenario) => makeScoredCell(runs, { scenario })),
      "score",
    ),
    scale,
  );

describe("estimateOf a success rate", () => {
  it("returns Wilson's interval for one run a scenario", () => {
    const estimate = rate(..."1".repeat(81), ..."0".repeat(182));
    expect(estimate).toMatchObject({ method: "wilson", scenarios: 263 });
    expect(estimate.value).toBeCloseTo(81 / 263, 12);
    // R 4.2.2: prop.test(81, 263, correct = FALSE)$conf.int
    expect(estimate.interval?.low).toBeCloseTo(0.2552885198782743, 12);
    expect(estimate.interval?.high).toBeCloseTo(0.3662095769828002, 12);
    // R 4.2.2: sd(rep(1:0, c(81, 182)))/sqrt(263)
    expect(estimate.standardError).toBeCloseTo(0.02852146369115508, 12);
  });

  it("returns Student's interval of the scenarios for several runs, clipped to 0 to 1", () => {
    // R 4.2.2: t.test(c(1, 2/3, 0, 1/3)): error 0.2151657414559676, interval −0.1847534 to 1.184753
    const estimate = rate("111", "110", "000", "100");
    expect(estimate).toMatchObject({ method: "student", scenarios: 4, interval: { low: 0, high: 1 } });
    expect(estimate.value).toBeCloseTo(0.5, 12);
    expect(estimate.standardError).toBeCloseTo(0.2151657414559676, 12);
  });

  it("weighs scenarios the same, however many runs they have", () => {
    expect(rate("1", "0000000000").value).toBe(0.5);
  });

  it("returns Wilson's interval of the runs for one scenario, and no error", () => {
    const estimate = rate("1111111111");
    expect(estimate).toMatchObject({ value: 1, standardError: null, scenarios: 1, method: "wilson-of-runs" });
    // R 4.2.2: prop.test(10, 10, correct = FALSE)$conf.int
    expect(estimate.interval?.low).toBeCloseTo(0.7224672001371109, 12);
    expect(estimate.interval?.high).toBe(1);
  });

  it("claims no certainty where every scenario has the same rate", () => {
    const perfect = rate("111", "11", "11");
    expect(perfect).toMatchObject({ value: 1, standardError: null, method: "wilson", interval: { high: 1 } });
    // R 4.2.2: prop.test(3, 3, correct = FALSE)$conf.int: trials are the scenarios, not the runs
    expect(perfect.interval?.low).toBeCloseTo(0.4385029682449545, 10);
    const half = rate("10", "10", "10");
    expect(half.value).toBe(0.5);
    expect((half.interval?.high ?? 0) - (half.interval?.low ?? 0)).toBeGreaterThan(0.5);
  });

  it("contains the estimate where one scenario's tiers have different numbers of runs", () => {
    const cells = [...makeVerdicts(0, ["1"], 0), ...makeVerdicts(0, ["000000000"], 1)];
    const { value, interval } = estimateOf(observationsOf(cells, "success"), "proportion");
    expect(value).toBe(0.5);
    expect(interval?.low).toBeLessThan(0.2);
    expect(interval?.high).toBeGreaterThan(0.8);
  });

  it("returns nothing for no run", () => {
    expect(rate()).toEqual({ value: null, interval: null, standardError: null, scenarios: 0, method: "none" });
  });
});

describe("estimateOf a graded score", () => {
  it("returns Student's interval on the suite's own scale", () => {
    // R 4.2.2: t.test(c(7.5, 3.25, 9, 8, 5.5))
    const estimate = score("open", [7.5], [3.25], [9], [8], [5, 6]);
    expect(estimate).toMatchObject({ method: "student", scenarios: 5 });
    expect(estimate.standardError).toBeCloseTo(1.023474474522936, 10);
    expect(estimate.interval?.low).toBeCloseTo(3.808379304915911, 9);
    expect(estimate.interval?.high).toBeCloseTo(9.491620695084091, 9);
  });

  it("clips scores within 0 to 1 to that scale", () => {
    expect(score("unit", [0.2], [1]).interval).toEqual({ low: 0, high: 1 });
    expect(score("open", [0.2], [1]).interval?.high).toBeGreaterThan(1);
  });

  it("returns Student's interval of the runs for one scenario", () => {
    // R 4.2.2: t.test(c(.5, .75, 1, .25, .6))$conf.int
    const estimate = score("unit", [0.5, 0.75, 1, 0.25, 0.6]);
    expect(estimate).toMatchObject({ method: "student-of-runs", standardError: null, scenarios: 1 });
    expect(estimate.interval?.low).toBeCloseTo(0.2726668283088027, 7);
    expect(estimate.interval?.high).toBeCloseTo(0.9673331716911973, 7);
  });

  it("claims no interval where no spread is seen", () => {
    expect(score("unit", [0.5])).toMatchObject({ value: 0.5, interval: null, method: "none" });
    expect(score("unit", [0.7, 0.7])).toMatchObject({ interval: null, method: "none" });
    expect(score("unit", [0.7], [0.7])).toMatchObject({ interval: null, standardError: null, method: "none" });
  });
});
