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

it("puts every claim beside what the runs add up to", () => {
  expect(batches[0] && claimRows(batches[0])).toEqual([
    { label: "Runs", claimed: "3", recomputed: "1", verdict: "differs" },
    { label: "Successful runs", claimed: "not claimed", recomputed: "1", verdict: "not claimed" },
    { label: "Mean score of successful runs", claimed: "0.123456", recomputed: "0.123458", verdict: "differs" },
    { label: "Mean weighted score of successful runs", claimed: "0", recomputed: "n/a", verdict: "differs" },
  ]);
});
