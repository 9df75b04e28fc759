import { describe, expect, it } from "vitest";
import { type BatchColumns, batchesOf } from "./batches.ts";
import { PartSchema } from "./parts.ts";

const columns: BatchColumns = {
  batchId: ["a", "b"],
  createdAt: [null, 0],
  claimed: { totalRuns: [3, null], avgScore: [0.5, 0] },
  pass: [1, 0],
  passScoreSum: [0, 7],
};

describe("the batches of a snapshot", () => {
  it("come out as objects, null where nothing is claimed and 0 where nothing is counted", () => {
    const [a, b] = batchesOf(columns);
    expect(a).toMatchObject({ batchId: "a", createdAt: null, completedAt: null, pass: 1, passScoreSum: 0, fail: 0 });
    expect(a?.claimed).toEqual({ totalRuns: 3, successfulRuns: null, avgScore: 0.5, avgWeightedScore: null });
    expect(b).toMatchObject({ batchId: "b", createdAt: 0, pass: 0, passScoreSum: 7, claimed: { avgScore: 0 } });
  });

  it("say whose their runs are, as far as they are told", () => {
    const entries = [[], [{ suite: "s", entry: { agent: "a" } }]];
    const [a, b] = batchesOf({ ...columns, entryCount: [0, 7], entries });
    expect([a?.entryCount, a?.entries, b?.entryCount, b?.entries]).toEqual([0, [], 7, entries[1]]);
    expect(batchesOf(columns)[1]).toMatchObject({ entryCount: 0, entries: [] });
  });

  it.each([
    ["entries", { ...columns, entries: [[]] }],
    ["fail", { ...columns, fail: [1] }],
    ["avgScore", { ...columns, claimed: { avgScore: [1, 2, 3] } }],
    ["completedAt", { ...columns, completedAt: [] }],
  ])("are refused if %s has not a value for each", (name, batches) => {
    const { error } = PartSchema.safeParse({ kind: "batches", batches });
    expect(error?.issues).toMatchObject([{ path: ["batches"], message: expect.stringContaining(`${name} has `) }]);
  });
});
