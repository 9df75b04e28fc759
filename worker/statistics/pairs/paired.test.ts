import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Observation, observationsOf } from "../cells/observation.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { SHARES, statedScale } from "../cells/scale.ts";
import { sharedDifference } from "./paired.ts";

const OPEN = { binary: false, ends: null, width: 1 };
const verdicts = (...runs: string[]) => observationsOf(makeVerdicts(0, runs), "success");
const scores = (...cells: number[][]) =>
  observationsOf(
    cells.map((runs, scenario) => makeScoredCell(runs, { scenario })),
    "score",
  );

describe("sharedDifference over several scenarios", () => {
  it("takes p from McNemar's exact test for one binary run a scenario, and the interval from Bonett and Price", () => {
    // R 4.2.2: binom.test(1, 10)$p.value is of 9 and 1
    const first = verdicts(...("1111111110" + "11"), "0");
    const second = verdicts(...("0000000001" + "11"), "0");
    const paired = sharedDifference(first, second, SHARES);
    expect(paired).toMatchObject({ unit: "scenario", n: 13, won: 9, lost: 1, tied: 3, open: 0, method: "mcnemar" });
    expect(paired.pValue).toBeCloseTo(0.02148437500000001, 12);
    expect(paired.difference).toBeCloseTo(8 / 13, 12);
    expect(paired.interval?.low).toBeCloseTo(0.1699707562429246, 12);
    expect(paired.interval?.high).toBeCloseTo(0.896695910423742, 12);
    expect(paired.standardError).toBeNull();
  });

  it("takes both from Student's t with an added scenario otherwise, clipped where the ends are stated", () => {
    const paired = sharedDifference(
      verdicts("1111", "1100", "1110", "1111", "1000"),
      verdicts("1100", "1100", "1000", "1110", "0000"),
      SHARES,
    );
    expect(paired).toMatchObject({ n: 5, won: 4, lost: 0, tied: 1, method: "student" });
    expect(paired.difference).toBeCloseTo(0.3, 12);
    // R 4.2.2, as in the test of the paired mean
    expect(paired.pValue).toBeCloseTo(0.275219731973984, 10);
    expect(paired.interval?.high).toBeCloseTo(0.7747178199479919, 10);
    const clear = sharedDifference(verdicts("11", "11", "11"), verdicts("00", "00", "00"), SHARES);
    expect(clear.interval?.high).toBe(1);
    expect(sharedDifference(scores([1], [1]), scores([0], [0]), OPEN).interval?.high).toBeGreaterThan(1);
  });

  it("does not use McNemar's test for graded scores, several runs or several tiers", () => {
    const graded = sharedDifference(scores([1], [0], [1]), scores([0], [0], [1]), statedScale(0, 1));
    const repeated = sharedDifference(verdicts("11", "0", "1"), verdicts("00", "0", "1"), SHARES);
    const tiered = (...tiers: string[][]) =>
      observationsOf(
        tiers.flatMap((runs, tier) => makeVerdicts(0, runs, tier)),
        "success",
      );
    const twoTiers = sharedDifference(tiered(["1", "0"], ["1", "1"]), tiered(["0", "0"], ["1", "1"]), SHARES);
    expect([graded.method, repeated.method, twoTiers.method]).toEqual(["student", "student", "student"]);
  });

  it("compares only the cells that both have run", () => {
    const first = observationsOf(
      [...makeVerdicts(0, ["1", "1", ""], 0), ...makeVerdicts(0, ["0", "", "1"], 1)],
      "success",
    );
    const second = observationsOf(
      [...makeVerdicts(1, ["0", "0", "0"], 0), ...makeVerdicts(1, ["", "1", "1"], 1)],
      "success",
    );
    // Shared: scenario 0 and 1 in tier 0, scenario 2 in tier 1.
    const paired = sharedDifference(first, second, SHARES);
    expect(paired).toMatchObject({ n: 3, won: 2, lost: 0, tied: 1 });
    expect(paired.difference).toBeCloseTo(2 / 3, 12);
  });

  it("claims little where nothing or everything differs by the same", () => {
    const same = sharedDifference(verdicts("11", "10"), verdicts("1", "01"), SHARES);
    expect(same).toMatchObject({ difference: 0, pValue: 1, won: 0, lost: 0, tied: 2 });
    expect(same.interval?.low).toBeLessThan(-0.4);
    const constant = sharedDifference(scores([0.3], [0.7], [0.9]), scores([0.2], [0.6], [0.8]), OPEN);
    expect(constant.pValue).toBeCloseTo(0.8125033684883115, 10);
  });

  it("claims nothing without a shared cell", () => {
    const paired = sharedDifference(verdicts("1", ""), verdicts("", "1"), SHARES);
    expect(paired).toMatchObject({ n: 0, pValue: 1, interval: null, method: "none", difference: Number.NaN });
  });
});

describe("sharedDifference in one scenario", () => {
  it("takes the tiers in place of the scenarios", () => {
    const tiers = (...runs: string[]) =>
      observationsOf(
        runs.flatMap((verdict, tier) => makeVerdicts(0, [verdict], tier)),
        "success",
      );
    expect(sharedDifference(tiers("1", "1", "0"), tiers("0", "1", "0"), SHARES)).toMatchObject({
      unit: "tier",
      n: 3,
      method: "mcnemar",
    });
  });

  it("tests success rates of one cell by Boschloo's test, and gives Newcombe's interval", () => {
    // Newcombe (1998), table II (b): 9/10 − 3/10, method 10: 0.1705 to 0.8090
    const paired = sharedDifference(verdicts("1111111110"), verdicts("1110000000"), SHARES);
    expect(paired).toMatchObject({ unit: "run", n: 1, won: 1, standardError: null, method: "boschloo" });
    expect(paired.interval?.low).toBeCloseTo(0.1705, 4);
    expect(paired.interval?.high).toBeCloseTo(0.809, 4);
    // SciPy 1.10.1: boschloo_exact
    expect(sharedDifference(verdicts("111"), verdicts("0"), SHARES).pValue).toBeCloseTo(0.2109375, 5);
    expect(sharedDifference(verdicts("111"), verdicts("000"), SHARES).pValue).toBeCloseTo(0.03125, 6);
  });

  it("tests them by Fisher's test where there are more than 100 runs", () => {
    const paired = sharedDifference(verdicts("111".padEnd(150, "0")), verdicts("1111".padEnd(20, "0")), SHARES);
    // R 4.2.2: fisher.test(matrix(c(3, 147, 4, 16), 2))$p.value
    expect(paired).toMatchObject({ method: "fisher", lost: 1 });
    expect(paired.pValue).toBeCloseTo(0.00396742010165178, 12);
  });

  it("returns R's Welch test for scores", () => {
    // R 4.2.2: t.test(c(.2, .4, .9, .6), c(.8, .85, .95))
    const paired = sharedDifference(scores([0.2, 0.4, 0.9, 0.6]), scores([0.8, 0.85, 0.95]), OPEN);
    expect(paired).toMatchObject({ n: 1, lost: 1, method: "welch" });
    expect(paired.interval?.low).toBeCloseTo(-0.79900322226428, 7);
    expect(paired.interval?.high).toBeCloseTo(0.1156698889309466, 7);
    expect(paired.pValue).toBeCloseTo(0.1027595012371695, 7);
  });

  it("returns the normal test for scores with stated errors", () => {
    const stated = (score: number, error: number) => scores([score]).map((cell) => ({ ...cell, error }));
    const paired = sharedDifference(stated(0.6, 0.05), stated(0.8, 0.1), OPEN);
    expect(paired).toMatchObject({ n: 1, lost: 1, method: "normal" });
    // R 4.2.2: 2 * pnorm(-.2 / sqrt(.05^2 + .1^2)); -.2 + qnorm(c(.025, .975)) * sqrt(.05^2 + .1^2)
    expect(paired.pValue).toBeCloseTo(0.07363827012030266, 10);
    expect(paired.interval?.low).toBeCloseTo(-0.4191306351441455, 10);
    expect(paired.interval?.high).toBeCloseTo(0.0191306351441455, 10);
  });

  it("claims nothing from single scores, or from runs that do not differ", () => {
    const single = sharedDifference(scores([0.2]), scores([0.8, 0.9]), OPEN);
    expect(single).toMatchObject({ interval: null, pValue: 1, method: "none", lost: 1 });
    const constant = sharedDifference(scores([0.2, 0.2]), scores([0.8, 0.8]), OPEN);
    expect(constant).toMatchObject({ interval: null, pValue: 1, method: "none", lost: 1 });
  });
});

describe("sharedDifference of any entries", () => {
  const runs = fc.tuple(fc.nat(4), fc.nat(4)).map(([pass, fail]) => "1".repeat(pass) + "0".repeat(fail));
  const entry = fc.array(runs, { minLength: 1, maxLength: 8 }).map((given) => verdicts(...given));
  const check = (property: (a: readonly Observation[], b: readonly Observation[]) => void) =>
    fc.assert(fc.property(entry, entry, property), { seed: 1, numRuns: 300 });

  it("is the opposite the other way round", () => {
    check((a, b) => {
      const forth = sharedDifference(a, b, SHARES);
      const back = sharedDifference(b, a, SHARES);
      expect([forth.n, forth.won, forth.lost, forth.method]).toEqual([back.n, back.lost, back.won, back.method]);
      expect(forth.pValue).toBeCloseTo(back.pValue, 12);
      if (forth.n > 0) expect(forth.difference).toBeCloseTo(-back.difference, 12);
      expect(forth.interval?.low ?? 0).toBeCloseTo(-(back.interval?.high ?? 0), 12);
    });
  });

  it("has its interval contain the difference within −1 to 1, and p within 0 to 1", () => {
    check((a, b) => {
      const { difference, interval, pValue } = sharedDifference(a, b, SHARES);
      expect(pValue).toBeGreaterThanOrEqual(0);
      expect(pValue).toBeLessThanOrEqual(1);
      if (!interval) return;
      expect(interval.low).toBeGreaterThanOrEqual(-1);
      expect(interval.low).toBeLessThanOrEqual(difference + 1e-12);
      expect(interval.high).toBeGreaterThanOrEqual(difference - 1e-12);
      expect(interval.high).toBeLessThanOrEqual(1);
    });
  });
});
