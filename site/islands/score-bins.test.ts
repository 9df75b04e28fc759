import { describe, expect, it } from "vitest";
import { describeScores, scoreBins } from "./score-bins.ts";

const scored = (...scores: (number | undefined)[]) => scores.map((totalScore) => ({ totalScore }));
const counts = (...scores: (number | undefined)[]) => scoreBins(scored(...scores)).map(({ runs }) => runs);

describe("scoreBins", () => {
  it("counts scores by tenths, the whole in the last of them", () => {
    expect(counts(0, 0.05, 0.3, 0.95, 1, undefined)).toEqual([2, 0, 0, 1, 0, 0, 0, 0, 0, 2]);
    expect(scoreBins(scored(1))[9]).toEqual({ low: 0.9, high: 1, runs: 1 });
  });

  it("divides the range of another scale", () => {
    const bins = scoreBins(scored(-10, 0, 10));
    expect(bins.map(({ runs }) => runs)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(bins[0]).toEqual({ low: -10, high: -8, runs: 1 });
    expect(counts(50, 50)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("has none where no run has a score", () => {
    expect(scoreBins(scored(undefined))).toEqual([]);
  });
});

it.each([
  [[0, 1, 1], "Half of the 3 scores are 1 or more."],
  [[0, 0.5, 1, undefined], "Half of the 3 scores are 0.5 or more. 1 run has no score."],
  [[0, 1, undefined, undefined], "Half of the 2 scores are 1 or more. 2 runs have no score."],
  [[undefined], "None of these runs has a score."],
])("says of %j: %s", (scores, sentence) => {
  expect(describeScores(scored(...scores))).toBe(sentence);
});
