import { expect, it } from "vitest";
import { listBatches } from "../snapshot/batches.ts";
import { claimRows } from "./claims.ts";

const batches = listBatches({
  batches: [
    {
      batchId: ["a", "b", "c"],
      createdAt: [3, 2, 1],
      claimed: { totalRuns: [3, 1, null], avgScore: [0.123_456_4, null, null], avgWeightedScore: [0, null, null] },
      pass: [1, 1, 1],
      passScoreRuns: [1, 0, 0],
      passScoreSum: [123_457_600, 0, 0],
    },
  ],
});

it("puts every claim that is made beside what the runs add up to", () => {
  expect(batches[0] && claimRows(batches[0])).toEqual([
    { label: "Runs", claimed: "3", recomputed: "1", verdict: "differs: +2", isBorneOut: false },
    {
      label: "Mean score of successful runs",
      ...{ claimed: "0.123456", recomputed: "0.123458", verdict: "differs: −0.000001", isBorneOut: false },
    },
    {
      label: "Mean weighted score of successful runs",
      ...{ claimed: "0", recomputed: "n/a", verdict: "same", isBorneOut: true },
    },
  ]);
  expect(batches[1] && claimRows(batches[1])).toEqual([
    { label: "Runs", claimed: "1", recomputed: "1", verdict: "same", isBorneOut: true },
  ]);
  expect(batches[2] && claimRows(batches[2])).toEqual([]);
});
