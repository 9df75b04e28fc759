import { describe, expect, it } from "vitest";
import type { Observation } from "../cells/observation.ts";
import { powerOfDifference } from "./plan.ts";
import { planSeparation, scenariosToSeparate } from "./separation.ts";

const aim = { alpha: 0.05, power: 0.8 };

/** One tier: passes of runs, a scenario each. */
const observed = (cells: readonly (readonly [number, number])[]): Observation[] =>
  cells.map(([sum, runs], scenario) => ({ scenario, tier: 0, runs, sum, spread: (sum * (runs - sum)) / runs }));

describe("planSeparation", () => {
  it("asks for runs where they lessen the variance most", () => {
    const a = observed([
      [10, 10],
      [6, 10],
      [7, 10],
      [10, 10],
      [5, 10],
      [7, 10],
    ]);
    const b = observed([
      [10, 10],
      [5, 10],
      [6, 10],
      [10, 10],
      [5, 10],
      [5, 10],
    ]);
    const { separated, cells, powerNow, betweenVariance, withinVariance, now } = planSeparation(a, b, aim);
    expect(separated).toBe(false);
    expect(now.difference).toBeCloseTo(4 / 60, 12);
    expect(betweenVariance).toBe(0);
    expect(powerNow).toBeCloseTo(powerOfDifference(4 / 60, Math.sqrt((withinVariance ?? 0) / 6), 5, 0.05), 12);
    expect(powerNow).toBeLessThan(0.8);
    const added = new Map(cells?.map(({ scenario, addA }) => [scenario, addA]));
    expect(added.get(1)).toBeGreaterThan(1.5 * (added.get(0) ?? 0));
    const total = (scenario: number) => added.get(scenario) ?? 0;
    expect(total(4)).toBeGreaterThanOrEqual(total(2));
    const totals = cells?.map(({ addA, addB }) => addA + addB) ?? [];
    expect(totals).toEqual(totals.toSorted((one, other) => other - one));
  });

  it("asks for more with more power", () => {
    const a = observed([
      [3, 4],
      [2, 4],
      [4, 4],
      [3, 4],
    ]);
    const b = observed([
      [2, 4],
      [2, 4],
      [3, 4],
      [2, 4],
    ]);
    const runsFor = (power: number) =>
      planSeparation(a, b, { alpha: 0.05, power }).cells?.reduce((sum, { addA, addB }) => sum + addA + addB, 0) ?? 0;
    expect(runsFor(0.9)).toBeGreaterThan(runsFor(0.8));
  });

  it("finds no runs but a number of scenarios where the scenarios differ too much among themselves", () => {
    const a = observed([
      [50, 50],
      [0, 50],
      [50, 50],
      [0, 50],
      [50, 50],
    ]);
    const b = observed([
      [0, 50],
      [50, 50],
      [0, 50],
      [50, 50],
      [0, 50],
    ]);
    const { cells, scenariosNeeded, betweenVariance } = planSeparation(a, b, aim);
    expect(cells).toBeNull();
    expect(betweenVariance).toBeGreaterThan(1);
    // R: power.t.test(delta = 0.2, sd = sqrt(1.2), power = 0.8, type = "paired")$n: 237.39
    expect(scenariosNeeded).toBe(238);
  });

  it("plans nothing for what is told apart already, and cannot for equals or strangers", () => {
    const a = observed([10, 9, 10, 8, 10, 9, 10, 8].map((passes) => [passes, 10]));
    const b = observed([1, 0, 2, 0, 1, 0, 2, 0].map((passes) => [passes, 10]));
    expect(planSeparation(a, b, aim)).toMatchObject({ separated: true, cells: [] });
    expect(planSeparation(a, a, aim)).toMatchObject({
      separated: false,
      cells: null,
      powerNow: null,
      scenariosNeeded: null,
    });
    const elsewhere = a.map((cell) => ({ ...cell, tier: 1 }));
    expect(planSeparation(a, elsewhere, aim)).toMatchObject({ separated: false, cells: null });
  });

  it("tells two rates apart in a single scenario by its runs alone", () => {
    // R: power.prop.test(p1 = 0.75, p2 = 0.5, power = 0.8)$n: 57.67
    expect(planSeparation(observed([[3, 4]]), observed([[2, 4]]), aim).cells).toEqual([
      { scenario: 0, tier: 0, runsA: 4, runsB: 4, addA: 54, addB: 54 },
    ]);
  });
});

describe("scenariosToSeparate", () => {
  const passed = (...passes: number[]) => observed(passes.map((sum) => [sum, 4]));

  it.each([
    ["close ones", passed(3, 2, 4, 3), passed(2, 2, 3, 3)],
    ["those that lack cells", passed(3, 2, 4, 3, 1), passed(2, 2, 3)],
    ["those told apart", passed(4, 4, 4, 4, 3, 4), passed(0, 0, 1, 0, 0, 0)],
    ["equals", passed(3, 2), passed(3, 2)],
    ["those with one scenario", passed(3), passed(2)],
    ["strangers", passed(3), []],
  ])("gives as many as the whole plan does: %s", (_, a, b) => {
    expect(scenariosToSeparate(a, b, aim)).toBe(planSeparation(a, b, aim).scenariosNeeded);
  });

  it("weighs the tiers of a scenario together", () => {
    const tiers = (...cells: Observation[][]) =>
      cells.flatMap((own, tier) => own.map((cell) => ({ ...cell, tier }))).sort((x, y) => x.scenario - y.scenario);
    const [a, b] = [passed(3, 2, 4, 3), passed(2, 2, 3, 1)];
    const one = scenariosToSeparate(a, b, aim) ?? 0;
    // Twice as many runs of each scenario: as many scenarios or fewer, and not those of half the weight.
    const two = scenariosToSeparate(tiers(a, a), tiers(b, b), aim) ?? 0;
    expect(two).toBeLessThanOrEqual(one);
    expect(two).toBeGreaterThan(1);
  });
});
