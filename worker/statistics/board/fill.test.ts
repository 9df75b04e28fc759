import { expect, it } from "vitest";
import { fillCells } from "./fill.ts";

const places = [0, 1, 2].map((scenario) => ({ scenario, tier: 0 }));
const cell = (scenario: number) => ({ scenario, tier: 0, runs: 3, sum: 2, spread: 2 / 3 });

it("counts a cell that is lacking as one run of the given worth", () => {
  const lacking = { scenario: 1, tier: 0, runs: 1, sum: -2, spread: 0 };
  expect(fillCells([cell(0), cell(2)], places, -2)).toEqual([cell(0), lacking, cell(2)]);
});

it("leaves what lacks nothing as it is", () => {
  const cells = [cell(0), cell(1), cell(2)];
  expect(fillCells(cells, places, 0)).toBe(cells);
});
