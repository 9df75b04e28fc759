import { describe, expect, it } from "vitest";
import { observationsOf } from "../cells/observation.ts";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { nextCells } from "./next-cells.ts";

const runs = (...verdicts: string[]) => observationsOf(makeVerdicts(0, verdicts), "success");

describe("nextCells", () => {
  const a = runs("1111", "1111", "0000", "1");
  const b = runs("1111", "0000", "1010", "");
  const all = [...a, ...b];

  it("begins where one run of each would most often differ, whatever the mean difficulty", () => {
    const cells = nextCells(a, b, all, () => null);
    // Scenario 1: rates 5/6 and 1/6; 2: 0.5/6 and 2.5/6; 3: 1 and 1; 0: 1 and 1.
    expect(cells.map(({ scenario }) => scenario)).toEqual([1, 2, 0, 3]);
    expect(cells[0]?.separation).toBeCloseTo(25 / 36 + 1 / 36, 12);
    expect(cells[1]?.separation).toBeCloseTo((0.5 / 6) * (3.5 / 6) + (2.5 / 6) * (5.5 / 6), 12);
    expect(cells[3]).toMatchObject({ separation: 0, costUsd: null });
  });

  it("takes the cheaper of two that say as much, and the usual cost where one is not known", () => {
    const cost = (dear: number) =>
      nextCells(a, b, all, ({ scenario }) => (scenario === 1 ? dear : scenario === 2 ? 1 : null));
    expect(cost(1).map(({ scenario }) => scenario)[0]).toBe(1);
    expect(cost(3).map(({ scenario }) => scenario)[0]).toBe(2);
  });
});
