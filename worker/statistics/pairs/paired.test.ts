import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Observation, observationsOf } from "../cells/observation.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { pairedDifference } from "./paired.ts";

const verdicts = (...runs: string[]) => observationsOf(makeVerdicts(0, runs), "success");
const scores = (...cells: number[][]) =>
  observationsOf(
    cells.map((runs, scenario) => makeScoredCell(runs, { scenario })),
    "score",
  );

describe("pairedDifference over several scenarios", () => {
  it("returns R's paired t test for scores", () => {
    // R 4.2.2: with(sleep, t.test(extra[group == 1], extra[group == 2], paired = TRUE)), Student's own data (1908)
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2].map((hours) => [hours]);
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map((hours) => [hours]);
    const paired = pairedDifference(scores(...first), scores(...second), "open");
    expect(paired).toMatchObject({ shared: 10, won: 0, lost: 9, tied: 1, method: "student" });
    expect(paired.difference).toBeCloseTo(-1.58, 12);
    expect(paired.standardError).toBeCloseTo(0.3889587238883952, 10);
    expect(paired.interval?.low).toBeCloseTo(-2.459885763276982, 10);
    expect(paired.interval?.high).toBeCloseTo(-0.7001142367230175, 10);
    expect(paired.pValue).toBeCloseTo(0.00283289019738427, 10);
  });

  it("returns R's paired t test for success rates of several trials", () => {
    // R 4.2.2: t.test(c(1, .5, .75, 1, .25), c(.5, .5, .25, .75, 0), paired = TRUE)
    const paired = pairedDifference(
      verdicts("1111", "1100", "1110", "1111", "1000"),
      verdicts("1100", "1100", "1000", "1110", "0000"),
      "proportion",
    );
    expect(paired).toMatchObject({ shared: 5, won: 4, lost: 0, tied: 1, method: "student" });
    expect(paired.difference).toBeCloseTo(0.3, 12);
    expect(paired.standardError).toBeCloseTo(0.09354143466934853, 12);
    expect(paired.interval?.low).toBeCloseTo(0.0402873415791081, 10);
    expect(paired.interval?.high).toBeCloseTo(0.5597126584208918, 10);
    expect(paired.pValue).toBeCloseTo(0.03267792333680297, 10);
  });

  it("takes p from McNemar's exact test for one binary trial a scenario", () => {
    // Ten scenarios that only the first passes against one; R 4.2.2: binom.test(1, 10)$p.value is of 1 and 9
    const first = verdicts(...("1111111110" + "11"), "0");
    const second = verdicts(...("0000000001" + "11"), "0");
    const paired = pairedDifference(first, second, "proportion");
    expect(paired).toMatchObject({ shared: 13, won: 9, lost: 1, tied: 3, method: "mcnemar" });
    expect(paired.pValue).toBeCloseTo(0.02148437500000001, 12);
    expect(paired.difference).toBeCloseTo(8 / 13, 12);
    expect(paired.interval).not.toBeNull();
  });

  it("does not use McNemar's test for graded scores, several trials or several tiers", () => {
    const graded = pairedDifference(scores([1], [0], [1]), scores([0], [0], [1]), "unit");
    const repeated = pairedDifference(verdicts("11", "0", "1"), verdicts("00", "0", "1"), "proportion");
    const tiered = (...tiers: string[][]) =>
      observationsOf(
        tiers.flatMap((runs, tier) => makeVerdicts(0, runs, tier)),
        "success",
      );
    const twoTiers = pairedDifference(tiered(["1", "0"], ["1", "1"]), tiered(["0", "0"], ["1", "1"]), "proportion");
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
    const paired = pairedDifference(first, second, "proportion");
    expect(paired).toMatchObject({ shared: 3, won: 2, lost: 0, tied: 1 });
    expect(paired.difference).toBeCloseTo(2 / 3, 12);
  });

  it("takes p from the sign test where every scenario differs by the same", () => {
    const paired = pairedDifference(scores([0.3], [0.7], [0.9]), scores([0.2], [0.6], [0.8]), "unit");
    expect(paired).toMatchObject({ shared: 3, won: 3, method: "sign", standardError: null, interval: null });
    // R 4.2.2: binom.test(0, 3)$p.value
    expect(paired.pValue).toBeCloseTo(0.25, 12);
    expect(paired.difference).toBeCloseTo(0.1, 12);
  });

  it("claims nothing where no scenario differs", () => {
    const same = pairedDifference(verdicts("11", "10"), verdicts("1", "01"), "proportion");
    expect(same).toEqual({
      difference: 0,
      standardError: null,
      interval: null,
      pValue: 1,
      shared: 2,
      won: 0,
      lost: 0,
      tied: 2,
      method: "none",
    });
  });

  it("claims nothing without a shared cell", () => {
    const paired = pairedDifference(verdicts("1", ""), verdicts("", "1"), "proportion");
    expect(paired).toMatchObject({ shared: 0, pValue: 1, interval: null, method: "none", difference: Number.NaN });
  });
});

describe("pairedDifference in one scenario", () => {
  it("returns Newcombe's interval for success rates", () => {
    // Newcombe (1998), table II (b): 9/10 − 3/10, method 10: 0.1705 to 0.8090
    const paired = pairedDifference(verdicts("1111111110"), verdicts("1110000000"), "proportion");
    expect(paired).toMatchObject({ shared: 1, won: 1, standardError: null, method: "newcombe" });
    expect(paired.interval?.low).toBeCloseTo(0.1705, 4);
    expect(paired.interval?.high).toBeCloseTo(0.809, 4);
    expect(paired.pValue).toBeLessThan(0.05);
  });

  it("returns R's Welch test for scores", () => {
    // R 4.2.2: t.test(c(.2, .4, .9, .6), c(.8, .85, .95))
    const paired = pairedDifference(scores([0.2, 0.4, 0.9, 0.6]), scores([0.8, 0.85, 0.95]), "unit");
    expect(paired).toMatchObject({ shared: 1, lost: 1, standardError: null, method: "welch" });
    expect(paired.interval?.low).toBeCloseTo(-0.79900322226428, 7);
    expect(paired.interval?.high).toBeCloseTo(0.1156698889309466, 7);
    expect(paired.pValue).toBeCloseTo(0.1027595012371695, 7);
  });

  it("claims nothing from single scores, or from runs that do not differ", () => {
    const single = pairedDifference(scores([0.2]), scores([0.8, 0.9]), "unit");
    expect(single).toMatchObject({ interval: null, pValue: 1, method: "none", lost: 1 });
    const constant = pairedDifference(scores([0.2, 0.2]), scores([0.8, 0.8]), "unit");
    expect(constant).toMatchObject({ interval: null, pValue: 1, method: "none", lost: 1 });
  });
});

describe("pairedDifference of any entries", () => {
  const runs = fc.tuple(fc.nat(4), fc.nat(4)).map(([pass, fail]) => "1".repeat(pass) + "0".repeat(fail));
  const entry = fc.array(runs, { minLength: 1, maxLength: 8 }).map((given) => verdicts(...given));
  const check = (property: (a: readonly Observation[], b: readonly Observation[]) => void) =>
    fc.assert(fc.property(entry, entry, property), { seed: 1, numRuns: 300 });

  it("is the opposite the other way round", () => {
    check((a, b) => {
      const forth = pairedDifference(a, b, "proportion");
      const back = pairedDifference(b, a, "proportion");
      expect([forth.shared, forth.won, forth.lost, forth.method]).toEqual([
        back.shared,
        back.lost,
        back.won,
        back.method,
      ]);
      expect(forth.pValue).toBeCloseTo(back.pValue, 12);
      if (forth.shared > 0) expect(forth.difference).toBeCloseTo(-back.difference, 12);
      expect(forth.interval?.low ?? 0).toBeCloseTo(-(back.interval?.high ?? 0), 12);
    });
  });

  it("has its interval contain the difference within −1 to 1, and p within 0 to 1", () => {
    check((a, b) => {
      const { difference, interval, pValue } = pairedDifference(a, b, "proportion");
      expect(pValue).toBeGreaterThanOrEqual(0);
      expect(pValue).toBeLessThanOrEqual(1);
      if (!interval) return;
      expect(interval.low).toBeGreaterThanOrEqual(-1);
      expect(interval.low).toBeLessThanOrEqual(difference);
      expect(interval.high).toBeGreaterThanOrEqual(difference);
      expect(interval.high).toBeLessThanOrEqual(1);
    });
  });
});
