import { describe, expect, it } from "vitest";
import { listBatches, versionsIn } from "./batches.ts";

const batches = listBatches({
  batches: [
    {
      batchId: ["b10", "b9", "new", "old"],
      createdAt: [null, null, 2000, 1000],
      completedAt: [null, null, null, 1500],
      claimed: { totalRuns: [null, 0, 9, 8], avgScore: [null, null, 0.75, 0.75] },
      pass: [0, 0, 3, 3],
      fail: [0, 0, 1, 1],
      infrastructureError: [0, 0, 4, 4],
      excluded: [0, 0, 1, 0],
      passScoreRuns: [0, 0, 2, 2],
      passScoreSum: [0, 0, 1.5e9, 1.6e9],
      costRuns: [0, 0, 2, 0],
      costSum: [0, 0, 3e12, 0],
    },
  ],
});

describe("listBatches", () => {
  it("puts the newest first, and those that claim no moment last, by name", () => {
    expect(batches.map(({ batchId }) => batchId)).toEqual(["new", "old", "b9", "b10"]);
  });

  it("counts all runs, and takes the share of passes of those that count", () => {
    expect(batches[0]).toMatchObject({
      runs: 9,
      counted: 4,
      passShare: 0.75,
      status: "running",
      path: "/batches/new/",
    });
    expect(batches[0]?.usage.cost).toEqual({ mean: 1.5, total: 3, runs: 2, share: 0.5 });
    expect(batches[2]).toMatchObject({ runs: 0, passShare: null, usage: { cost: { total: null, share: null } } });
  });

  it("holds claims against the runs", () => {
    expect(batches.map(({ hasClaims, differences }) => [hasClaims, differences.map(({ field }) => field)])).toEqual([
      [true, []],
      [true, ["avgScore"]],
      [true, []],
      [false, []],
    ]);
  });
});

it("finds the versions that a batch has runs of, as far as its entries are named", () => {
  const versions = [
    { suite: "s", suiteVersion: "2" },
    { suite: "s", suiteVersion: "1" },
    { suite: "t", suiteVersion: undefined },
  ];
  const entry = { agent: "a" };
  const entries = [
    { suite: "t", entry },
    { suite: "s", suiteVersion: "1", entry },
  ];
  expect(versionsIn({ entries }, versions)).toEqual(versions.slice(1));
});
