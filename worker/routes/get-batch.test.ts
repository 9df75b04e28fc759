import { beforeEach, describe, expect, it } from "vitest";
import { BatchAnalyticsSchema, BatchDetailsSchema } from "#contract/batches/batch-details.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, post, postLines, read } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

const readBatch = async (batchId: string) =>
  BatchDetailsSchema.parse(await read(`/api/batches/${encodeURIComponent(batchId)}`));
const readAnalytics = async (batchId: string) =>
  BatchAnalyticsSchema.parse(await read(`/api/batches/${encodeURIComponent(batchId)}/analytics`));

describe("GET /api/batches/:batchId", () => {
  it("tells claims from what the runs add up to, and where they differ", async () => {
    const batchId = "a/b ~ 100%";
    await post("/api/results/batch", {
      batchId,
      createdAt: 1_761_248_531_186,
      totalRuns: 3,
      successfulRuns: 0,
      avgScore: 0.75,
      avgWeightedScore: 0,
      metadata: { note: "kept" },
    });
    await postLines([
      makeRun({ batchId, totalScore: 0.5 }),
      makeRun({ batchId, runId: "run-2", totalScore: 1, scenario: "other" }),
      makeRun({ batchId, runId: "run-3", totalScore: 0.25, isSuccessful: false }),
    ]);
    const batch = await readBatch(batchId);
    expect(batch).toMatchObject({
      batchId,
      createdAt: 1_761_248_531_186,
      completedAt: null,
      status: "running",
      claimed: { totalRuns: 3, successfulRuns: 0, avgScore: 0.75, avgWeightedScore: 0 },
      differences: [{ field: "successfulRuns", claimed: 0, recomputed: 2 }],
      totalRuns: 3,
      successfulRuns: 2,
      // Over completed, successful runs, as the original has it; the mean score is over all that have one.
      avgScore: 0.75,
      avgWeightedScore: null,
      countedRuns: 3,
      outcomes: { pass: 2, fail: 1 },
      successRateEstimate: { value: 0.75, n: 2 },
      meanScore: { value: 0.6875, n: 2 },
      cost: { mean: null, total: null, runs: 0, share: 0 },
      metadata: { note: "kept" },
    });
    expect(batch.runs.map(({ runId }) => runId).sort()).toEqual(["run-1", "run-2", "run-3"]);
  });

  it("has nulls, not zeros, for a batch without runs", async () => {
    await post("/api/results/batch", { batchId: "empty" });
    expect(await readBatch("empty")).toMatchObject({
      totalRuns: 0,
      avgScore: null,
      differences: [],
      successRateEstimate: { value: null, low: null, high: null, standardError: null, n: 0, method: "none" },
      coverage: { covered: 0, coverable: 0, share: null },
      cost: { mean: null, share: null },
      costPerSuccess: null,
      metadata: null,
      runs: [],
    });
  });

  it("leads to its other runs", async () => {
    await postLines(Array.from({ length: 203 }, (_, position) => makeRun({ runId: `run-${position}`, batchId: "é" })));
    const response = await call("/api/batches/%C3%A9");
    const { runs } = BatchDetailsSchema.parse(await response.json());
    expect(runs.length).toBe(200);
    const next = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? "";
    const rest = (await read(next)) as RunSummary[];
    expect(new Set([...runs, ...rest].map(({ runId }) => runId)).size).toBe(203);
  });

  it("is 404 for an unknown one, naming it", async () => {
    for (const path of ["/api/batches/no%2Fsuch", "/api/batches/no%2Fsuch/analytics"]) {
      const response = await call(path);
      expect(response.status).toBe(404);
      expect(ProblemSchema.parse(await response.json()).detail).toBe("no batch is called no/such");
    }
  });
});

describe("GET /api/batches/:batchId/analytics", () => {
  beforeEach(async () => {
    await postLines([
      makeRun({ batchId: "b", evaluations: [{ evaluatorName: "tests", score: 3, maxScore: 4 }] }),
      makeRun({ batchId: "b", runId: "run-2", isSuccessful: false, agent: "other", model: "m" }),
      makeRun({ batchId: "b", runId: "run-3", suite: "t", suiteVersion: "2", scenario: "x" }),
      makeRun({ batchId: "b", runId: "run-4", suite: "t", suiteVersion: "10", scenario: "x", totalScore: 40 }),
      makeRun({ batchId: "c", runId: "run-5", agent: "elsewhere" }),
    ]);
  });

  it("takes a stated standard error for one of the score that was submitted, and of no other", async () => {
    const scored = { totalScore: 0.5, scoreStandardError: 0.1 };
    await post("/api/results", makeRun({ batchId: "errors", runId: "error", ...scored }));
    const method = async () => (await readAnalytics("errors")).agentPerformance[0]?.meanScore?.method;
    expect(await method()).toBe("stated");
    await post("/api/runs/error/decisions", { kind: "re-score", totalScore: 0.75, reason: "another judge" });
    expect(await method()).toBe("none");
  });

  it("breaks a batch down by suite and scenario, entry and evaluator", async () => {
    const { suiteBreakdown, agentPerformance, evaluatorBreakdown } = await readAnalytics("b");
    expect(
      suiteBreakdown.map(({ suite, suiteVersion, totalRuns, scenarios }) => [
        suite,
        suiteVersion,
        totalRuns,
        scenarios.map(({ scenario, successfulRuns }) => [scenario, successfulRuns]),
      ]),
    ).toEqual([
      ["suite", null, 2, [["scenario", 1]]],
      ["t", "10", 1, [["x", 1]]],
      ["t", "2", 1, [["x", 1]]],
    ]);
    expect(
      agentPerformance.map(({ entry, totalRuns, successRateEstimate }) => [
        entry,
        totalRuns,
        successRateEstimate?.value,
      ]),
    ).toEqual([
      ["agent", 3, 1],
      ["other~m", 1, 0],
    ]);
    expect(agentPerformance[1]).toMatchObject({ agent: "other", model: "m", coverage: { covered: 1, coverable: 3 } });
    // Two suites with scales of their own have no mean in common.
    expect(agentPerformance[0]?.meanScore?.value).toBeNull();
    expect(suiteBreakdown[1]?.meanScore?.value).toBe(40);
    expect(evaluatorBreakdown).toMatchObject([{ evaluatorName: "tests", evaluations: 1, avgScore: 0.75 }]);
  });
});
