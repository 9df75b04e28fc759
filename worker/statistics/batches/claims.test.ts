import { describe, expect, it } from "vitest";
import { SCORE_UNITS } from "#contract/snapshot/units.ts";
import { differencesOf, recomputeClaims } from "./claims.ts";

const nothing = { totalRuns: null, successfulRuns: null, avgScore: null, avgWeightedScore: null };
const sums = { runs: 5, pass: 3, passScoreRuns: 3, passScoreSum: SCORE_UNITS, passWeightedRuns: 0, passWeightedSum: 0 };

describe("recomputeClaims", () => {
  it("returns averages over the passes that have a score, null where none has", () => {
    expect(recomputeClaims(sums)).toEqual({
      totalRuns: 5,
      successfulRuns: 3,
      avgScore: 1 / 3,
      avgWeightedScore: null,
    });
  });
});

describe("differencesOf", () => {
  const ours = recomputeClaims(sums);

  it("finds nothing where nothing is claimed", () => {
    expect(differencesOf(nothing, ours)).toEqual([]);
  });

  it("allows for the rounding of averages, and for none of counts", () => {
    expect(differencesOf({ ...nothing, totalRuns: 5, avgScore: 0.333_333 }, ours)).toEqual([]);
    expect(differencesOf({ ...nothing, totalRuns: 6, avgScore: 0.333_33 }, ours)).toEqual([
      { field: "totalRuns", claimed: 6, recomputed: 5 },
      { field: "avgScore", claimed: 0.333_33, recomputed: 1 / 3 },
    ]);
  });

  it("allows for the rounding of large scores in proportion", () => {
    const large = { ...ours, avgScore: 1000 };
    expect(differencesOf({ ...nothing, avgScore: 1000.0009 }, large)).toEqual([]);
    expect(differencesOf({ ...nothing, avgScore: 1000.002 }, large)).toHaveLength(1);
  });

  it("takes a claim about what no run has for a difference, unless it is 0", () => {
    expect(differencesOf({ ...nothing, avgWeightedScore: 0 }, ours)).toEqual([]);
    expect(differencesOf({ ...nothing, avgWeightedScore: 0.1 }, ours)).toEqual([
      { field: "avgWeightedScore", claimed: 0.1, recomputed: null },
    ]);
    expect(differencesOf({ ...nothing, successfulRuns: 0 }, ours)).toHaveLength(1);
  });
});
