import { describe, expect, it } from "vitest";
import { type BatchColumns, batchesOf } from "./batches.ts";
import { SNAPSHOT_FORMAT, SnapshotSchema } from "./snapshot.ts";

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

  it.each([
    ["fail", { ...columns, fail: [1] }],
    ["avgScore", { ...columns, claimed: { avgScore: [1, 2, 3] } }],
    ["completedAt", { ...columns, completedAt: [] }],
  ])("are refused if %s has not a value for each", (name, batches) => {
    const content = { formatVersion: SNAPSHOT_FORMAT, runs: 0, suites: [], batches };
    const { error } = SnapshotSchema.safeParse({ ...content, id: "0".repeat(64), createdAt: "2026-01-01T00:00:00Z" });
    expect(error?.issues).toMatchObject([{ path: ["batches"], message: expect.stringContaining(`${name} has `) }]);
  });
});
