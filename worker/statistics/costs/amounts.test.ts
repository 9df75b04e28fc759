import { expect, it } from "vitest";
import { COST_UNITS } from "#contract/snapshot/units.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { amountsOf, partsOf, THINGS } from "./amounts.ts";

const paid = (scenario: number, tier: number, costRuns: number, dollars: number) =>
  makeCell({ scenario, tier, costRuns, costSum: dollars * COST_UNITS, costPasses: tier });

const cells = [paid(4, 0, 2, 6), paid(1, 0, 1, 5), paid(4, 1, 3, 9), paid(2, 1, 0, 7)];

it("adds up the tiers of a scenario, in the scenarios' order, without what no run reports", () => {
  expect(partsOf(cells, THINGS.cost)).toEqual([
    { scenario: 1, amount: 5 * COST_UNITS, count: 1 },
    { scenario: 4, amount: 15 * COST_UNITS, count: 5 },
  ]);
  expect(partsOf(cells, THINGS.tokens)).toEqual([]);
});

it("divides by another count where one is given, of the cells that report", () => {
  expect(partsOf(cells, THINGS.cost, ({ costPasses }) => costPasses).map(({ count }) => count)).toEqual([0, 1]);
});

it.each([
  ["cost", 15, 5],
  ["tokens", 24, 2],
  ["duration", 8, 2],
] as const)("tells %s in the unit that is shown", (thing, amount, count) => {
  const [tokens, duration] = [
    { tokenRuns: 2, tokensInSum: 20, tokensOutSum: 4 },
    { durationRuns: 2, durationSum: 8e6 },
  ];
  expect(amountsOf([...cells, makeCell({ scenario: 4, ...tokens, ...duration })], thing)).toContainEqual({
    ...{ scenario: 4, amount, count },
  });
});
