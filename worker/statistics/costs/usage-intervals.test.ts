import { expect, it } from "vitest";
import { COST_UNITS } from "#contract/snapshot/units.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { usageIntervals } from "./usage-intervals.ts";

const cells = [3, 1, 4, 1, 5, 9].map((dollars, scenario) =>
  makeCell({
    scenario,
    costRuns: 2,
    costSum: dollars * COST_UNITS,
    costPasses: scenario === 0 ? 0 : 1,
    pass: 1,
    fail: 1,
  }),
);

it("counts by scenario, over those that report", () => {
  const { cost, costPerSuccess, tokens, duration } = usageIntervals([...cells, makeCell({ scenario: 9, pass: 1 })]);
  expect(cost?.low).toBeGreaterThan(0);
  expect(cost?.low).toBeLessThan(23 / 12);
  expect(cost?.high).toBeGreaterThan(23 / 12);
  expect(costPerSuccess?.low).toBeLessThan(23 / 5);
  expect(costPerSuccess?.high).toBeGreaterThan(23 / 5);
  expect([tokens, duration]).toEqual([null, null]);
});

it("takes the tiers of a scenario together", () => {
  const tiers = cells.flatMap((cell) => [
    { ...cell, costSum: cell.costSum / 2, costRuns: 1 },
    { ...cell, tier: 1, costSum: cell.costSum / 2, costRuns: 1, costPasses: 0 },
  ]);
  expect(usageIntervals(tiers)).toEqual(usageIntervals(cells));
});
