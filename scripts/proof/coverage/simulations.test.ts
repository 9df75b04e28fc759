import { describe, expect, it } from "vitest";
import { emptySide } from "../../gate/read-side.ts";
import { simulateChanges } from "./simulate-changes.ts";
import { simulateCosts } from "./simulate-costs.ts";
import { resampleGate, simulateGate } from "./simulate-gate.ts";
import { simulateJudge } from "./simulate-judges.ts";
import { simulateRanks } from "./simulate-ranks.ts";
import { simulateOneMorePass, simulateRate, worstDropOfOneMorePass } from "./simulate-rates.ts";
import { simulateStopping } from "./simulate-stopping.ts";

const RANKS = { field: "unequal", entries: 4, scenarios: 20, runs: 1, lacking: 0 } as const;
const RATE = { scenarios: 9, runs: 2, rate: 0.5, correlation: 0.1 };

describe("a simulation", () => {
  it("finds the same each time", () => {
    expect(simulateRate(RATE, 50)).toEqual(simulateRate(RATE, 50));
    expect(simulateRanks(RANKS, 5)).toEqual(simulateRanks(RANKS, 5));
    expect(simulateCosts(8, 50)).toEqual(simulateCosts(8, 50));
  });

  it("of a rate says what was simulated, and what is promised of it", () => {
    const finding = simulateRate(RATE, 100);
    expect(finding).toMatchObject({
      promise: "the interval of a rate holds it",
      setting: "9 scenarios × 2, rate 0.5, correlation 0.1",
      least: 0.93,
    });
    expect(finding.share).toBeGreaterThan(0.9);
    expect(Number.isInteger(Math.round(finding.share * 1e9) / 1e7)).toBe(true);
  });

  it("of a rate at the edge finds intervals that hold it, too", () => {
    expect(simulateRate({ ...RATE, rate: 0.02 }, 100).share).toBeGreaterThan(0.93);
    expect(worstDropOfOneMorePass([RATE], 20)).toBeGreaterThanOrEqual(0);
    const { setting, share, interval, most } = simulateOneMorePass(5, 2);
    expect([setting, interval, most]).toEqual(["5 scenarios, 119 settings", { low: share, high: share }, 0.01]);
  });

  it("of ranks tells misses and false pairs, and of unequal entries what is found", () => {
    const names = (field: "equal" | "unequal" | "differently failing") =>
      simulateRanks({ ...RANKS, field }, 3).map(({ promise, most }) => [promise, most]);
    const errors = [
      ["a rank interval misses a true rank", 0.05],
      ["a board has a false pair after Holm over all pairs", 0.05],
    ];
    expect(names("equal")).toEqual(errors);
    expect(names("differently failing")).toEqual(errors);
    expect(names("unequal")).toEqual([
      ...errors,
      ["power: pairs told apart", undefined],
      ["power: pairs told apart with Holm over all pairs", undefined],
    ]);
  });

  it("of ranks finds more pairs with more scenarios, and fewer where all are corrected together", () => {
    const power = (scenarios: number) =>
      simulateRanks({ ...RANKS, scenarios }, 8)
        .slice(2)
        .map(({ share }) => share);
    const [[few = 0], [many = 0, corrected = 1]] = [power(10), power(200)];
    expect(many).toBeGreaterThan(few);
    expect(many).toBeGreaterThan(0.5);
    expect(corrected).toBeLessThanOrEqual(many);
  });

  it("of ranks names its setting", () => {
    expect(simulateRanks({ ...RANKS, lacking: 0.1 }, 3)[0]?.setting).toBe(
      "4 unequal entries × 20 scenarios × 1, lacking 10 %",
    );
  });

  it("of costs holds the mean more often with more scenarios", () => {
    const [few, many] = [simulateCosts(4, 400), simulateCosts(100, 400)];
    expect(many.share).toBeGreaterThan(few.share);
    expect(many).toMatchObject({ setting: "100 scenarios, lognormal, sigma 1", least: 0.9 });
  });

  it("of the stopping rule knows large differences sooner, and says nothing wrong of them", () => {
    const pairsUntil = (difference: number) =>
      Number(/known after (\d+) pairs/.exec(simulateStopping(difference, 20).setting)?.[1]);
    expect(pairsUntil(0.2)).toBeLessThan(pairsUntil(0.1));
    expect(simulateStopping(0, 5)).toMatchObject({
      promise: "the stopping rule errs",
      setting: "difference 0: looked at after each of 3000 pairs",
      most: 0.05,
    });
  });

  it("of a judge holds the mean though the judge errs", () => {
    expect(simulateJudge(0.2, 50, 60)).toMatchObject({
      promise: "a judge's corrected interval holds the mean",
      setting: "50 runs judged by both, the judge errs in 20 %",
      least: 0.93,
    });
    expect(simulateJudge(0.2, 50, 60).share).toBeGreaterThan(0.85);
  });

  it("of the gate finds a larger loss more often, and none where nothing was lost", () => {
    const [none, some, most] = [0, 0.1, 0.4].map((loss) => simulateGate({ scenarios: 20, runs: 5 }, loss, 60));
    expect(none).toMatchObject({
      ...{ promise: "the gate raises a false alarm", most: 0.05 },
      setting: "20 scenarios, 5 runs of each a side",
    });
    expect(none?.share).toBeLessThanOrEqual(0.05);
    expect(some?.setting).toBe("20 scenarios, 5 runs of each a side, 10 points lost");
    expect(most?.share).toBeGreaterThan(some?.share ?? 1);
    expect(most?.share).toBeGreaterThan(0.95);
  });

  it("of the gate splits real runs into halves, of one entry at a time and of all together", () => {
    const cell = (scenario: string, runs: number) => ({
      ...{ scenario, tier: "L0", runs, passes: Math.ceil(runs * 0.7), results: [] },
      ...{ cost: { runs: 0, sum: 0 }, duration: { runs: 0, sum: 0 } },
    });
    const cells = new Map(Array.from({ length: 12 }, (_, n) => [`${n}`, cell(`${n}`, 40)]));
    const entries = new Map([
      ["a", cells],
      ["b", cells],
      ["tried once", new Map([["0", cell("0", 1)]])],
    ]);
    const side = { ...emptySide("x"), suites: new Map([["s", { suite: "s", suiteVersion: undefined, entries }]]) };
    const [none, all] = resampleGate(side, 0, 60);
    expect([none?.setting, all?.setting]).toEqual([
      "x, halves of one of 2 entries",
      "x, halves of all 2 entries together",
    ]);
    expect([none?.most, none?.share, all?.share].every((share) => (share ?? 1) <= 0.05)).toBe(true);
    expect(resampleGate(side, 0.5, 40).map(({ share }) => share)).toEqual([1, 1]);
  });

  it("of changes says how many move though none has", () => {
    const setting = { entries: 5, scenarios: 10, runs: 2, isUnequal: true };
    expect(simulateChanges(setting, 20)).toMatchObject({
      ...{ promise: "a rank moves by chance", most: 0.1 },
      setting: "5 unequal entries, 10 scenarios, 2 runs of each",
    });
    expect(simulateChanges(setting, 20).share).toBeLessThanOrEqual(0.1);
  });
});
