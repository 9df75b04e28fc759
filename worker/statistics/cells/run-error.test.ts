import { describe, expect, it } from "vitest";
import { observationsOf } from "./observation.ts";
import { errorOfRuns } from "./run-error.ts";
import { makeScoredCell } from "./sample-cells.ts";

const scoresOf = (...cells: number[][]) =>
  observationsOf(
    cells.map((scores, tier) => makeScoredCell(scores, { tier })),
    "score",
  );

describe("errorOfRuns", () => {
  it("returns Student's error for one cell", () => {
    // R 4.2.2: t.test(c(0.2, 0.4, 0.9, 0.6)): sd/2 with 3 degrees of freedom
    const error = errorOfRuns(scoresOf([0.2, 0.4, 0.9, 0.6]), 1);
    expect(error?.standardError).toBeCloseTo(Math.sqrt(0.2675 / 3) / 2, 9);
    expect(error?.degreesOfFreedom).toBeCloseTo(3, 9);
  });

  it("adds up cells that weigh the same", () => {
    // R 4.2.2: u <- c(.2, .4, .9); v <- c(.5, .7); a <- var(u)/3/4; b <- var(v)/2/4; c(sqrt(a + b), (a + b)^2/(a^2/2 + b^2/1))
    const error = errorOfRuns(scoresOf([0.2, 0.4, 0.9], [0.5, 0.7]), 1 / 2);
    expect(error?.standardError).toBeCloseTo(0.1154700538379251, 8);
    expect(error?.degreesOfFreedom).toBeCloseTo(2.737967914438503, 7);
  });

  it("takes stated errors before the spread of the runs, and only where every cell has one", () => {
    const [ours, theirs] = scoresOf([0.2, 0.4], [0.5]).map((cell, tier) => ({ ...cell, error: 0.3 + tier / 10 }));
    if (!ours || !theirs) throw new Error("no cells");
    expect(errorOfRuns([ours, theirs], 1 / 2)).toEqual({ standardError: 0.25, degreesOfFreedom: Infinity });
    expect(errorOfRuns([{ ...ours, error: 0 }], 1)).toEqual(errorOfRuns(scoresOf([0.2, 0.4]), 1));
    expect(errorOfRuns([ours, ...scoresOf([0.5])], 1)).toBeNull();
  });

  it("returns null for a single run", () => {
    expect(errorOfRuns(scoresOf([0.2, 0.4], [0.5]), 1 / 2)).toBeNull();
  });

  it("takes no rounding of billionths for a spread", () => {
    expect(errorOfRuns(scoresOf([1 / 3, 1 / 3, 1 / 3]), 1)).toBeNull();
    expect(errorOfRuns(scoresOf([9999.123456789, 9999.123456789]), 1)).toBeNull();
    expect(errorOfRuns(scoresOf([0.333, 0.334]), 1)?.standardError).toBeCloseTo(0.0005, 6);
  });
});
