import { describe, expect, it } from "vitest";
import { observationOf, observationsOf } from "./observation.ts";
import { makeCell, makeScoredCell } from "./sample-cells.ts";

describe("observationOf", () => {
  it("returns passes among the counted runs for the success rate", () => {
    const cell = makeCell({
      scenario: 4,
      tier: 2,
      pass: 2,
      fail: 1,
      timeout: 1,
      unknownFailure: 1,
      notStated: 9,
      notFinal: 9,
    });
    expect(observationOf(cell, "success")).toEqual({ scenario: 4, tier: 2, runs: 5, sum: 2, spread: 1.2 });
  });

  it("returns the sum of scores among the scored runs for the score", () => {
    expect(observationOf(makeScoredCell([0.5, 0.25]), "score")).toEqual({
      scenario: 0,
      tier: 0,
      runs: 2,
      sum: 0.75,
      spread: 0.03125,
    });
  });

  it("takes the stated errors of all its scores together, and none where one states none", () => {
    const errors = { scoreErrorRuns: 2, scoreErrorSquares: 0.0025e12 };
    expect(observationOf(makeScoredCell([0.5, 0.25], errors), "score")?.error).toBeCloseTo(0.025, 12);
    expect(observationOf(makeScoredCell([0.5, 0.25, 1], errors), "score")).not.toHaveProperty("error");
    expect(observationOf(makeCell({ pass: 2, ...errors }), "success")).not.toHaveProperty("error");
  });

  it("returns nothing where no run counts", () => {
    expect(observationOf(makeCell({ infrastructureError: 3, notFinal: 1 }), "success")).toBeUndefined();
    expect(observationOf(makeCell({ pass: 3 }), "score")).toBeUndefined();
  });
});

describe("observationsOf", () => {
  it("sorts by scenario and tier, and leaves out cells without a run that counts", () => {
    const cells = [
      makeCell({ scenario: 1, tier: 1, pass: 1 }),
      makeCell({ scenario: 1, tier: 0, pass: 1 }),
      makeCell({ scenario: 2, tier: 0, infrastructureError: 1 }),
      makeCell({ scenario: 0, tier: 3, fail: 1 }),
    ];
    const keys = observationsOf(cells, "success").map(({ scenario, tier }) => [scenario, tier]);
    expect(keys).toEqual([
      [0, 3],
      [1, 0],
      [1, 1],
    ]);
  });
});
