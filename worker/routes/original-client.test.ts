import { beforeEach, describe, expect, it } from "vitest";
import { call, post, postLines, read } from "../testing/call.ts";

// What the original project's client sends and reads: bodies with null and absent fields alike, a batch's totals as claims, the error
// type in the metadata, arrays where it maps over them, and the field names that it shows.

const run = {
  runId: "6ec3c2cf-8b67-4f5e-9e57-9c7a3f6d8f10",
  batchId: "batch-2025-10-24",
  suite: "update-deps",
  scenario: "nx-pnpm-monorepo",
  tier: "L1",
  agent: "anthropic",
  model: "claude-sonnet",
  status: "completed",
  startedAt: "2025-10-24T10:00:00.000Z",
  completedAt: "2025-10-24T10:05:00.000Z",
  totalScore: 0.82,
  weightedScore: 7.75,
  isSuccessful: true,
  successMetric: 0.9,
  specialistEnabled: false,
  metadata: { diffSummary: ["one"], packageManager: "pnpm" },
  evaluations: [
    { evaluatorName: "InstallEvaluator", score: 1, maxScore: 1, details: '{"ok":true}' },
    { evaluatorName: "LLMJudgeEvaluator", score: 0.7, maxScore: 1 },
  ],
  telemetry: {
    toolCalls: 14,
    tokensIn: 5200,
    tokensOut: 830,
    costUsd: 0.0421,
    durationMs: 61_230,
    workspaceDir: "/home/someone/work",
    promptSent: "private",
  },
};

const failed = {
  runId: "f3b1f5b0-1111-4c3b-9d55-5f2c6c1f9a02",
  batchId: run.batchId,
  suite: run.suite,
  scenario: run.scenario,
  tier: "L0",
  agent: "echo",
  model: "default",
  status: "failed",
  startedAt: "2025-10-24T10:06:00.000Z",
  completedAt: "2025-10-24T10:06:01.000Z",
  metadata: { error: "could not prepare the workspace", errorType: "workspace" },
  evaluations: [],
  telemetry: null,
};

const batch = {
  batchId: run.batchId,
  createdAt: Date.parse("2025-10-24T09:59:00Z"),
  completedAt: Date.parse("2025-10-24T10:07:00Z"),
  totalRuns: 2,
  successfulRuns: 1,
  avgScore: 0.82,
  avgWeightedScore: 7.75,
  metadata: { suites: ["update-deps"] },
};

type Fields = Record<string, unknown>;

describe("the original project's client", () => {
  beforeEach(async () => {
    for (const [path, body] of [
      ["/api/results", run],
      ["/api/results", failed],
      ["/api/results/batch", batch],
      ["/api/results/batch", { ...batch, batchId: "earlier", createdAt: batch.createdAt - 1 }],
    ] as const) {
      const response = await post(path, body);
      expect(response.ok).toBe(true);
      expect(await response.json()).toMatchObject({ success: true });
    }
  });

  it("maps over the runs", async () => {
    const runs = (await read("/api/runs?limit=10000&status=completed")) as Fields[];
    expect(Array.isArray(runs)).toBe(true);
    expect(runs).toMatchObject([{ runId: run.runId, agent: "anthropic", weightedScore: 7.75, isSuccessful: true }]);
    expect(await read("/api/runs?suite=update-deps&agent=echo")).toMatchObject([{ runId: failed.runId }]);
  });

  it("reads a run, its evaluations and its telemetry", async () => {
    expect(await read(`/api/runs/${run.runId}`)).toMatchObject({
      run: { runId: run.runId, model: "claude-sonnet", tier: "L1" },
      evaluations: [{ evaluatorName: "InstallEvaluator", score: 1, maxScore: 1 }, {}],
      telemetry: { costUsd: 0.0421, durationMs: 61_230 },
    });
    expect(await read(`/api/runs/${run.runId}/evaluations`)).toHaveLength(2);
    expect(await read(`/api/runs/${run.runId}/telemetry`)).toMatchObject({ toolCalls: 14 });
    expect(await read(`/api/runs/${failed.runId}/telemetry`)).toBeNull();
  });

  it("maps over the batches, newest first, with moments that it can subtract", async () => {
    const batches = (await read("/api/batches?limit=20")) as { createdAt: number; completedAt: number }[];
    expect(batches).toMatchObject([
      { batchId: run.batchId, totalRuns: 2, successfulRuns: 1, avgScore: 0.82, avgWeightedScore: 7.75 },
      { batchId: "earlier" },
    ]);
    expect(batches[0] && batches[0].completedAt - batches[0].createdAt).toBe(480_000);
  });

  it("reads a batch with its runs", async () => {
    expect(await read(`/api/batches/${run.batchId}`)).toMatchObject({
      batchId: run.batchId,
      createdAt: batch.createdAt,
      totalRuns: 2,
      successfulRuns: 1,
      differences: [],
      runs: [{ runId: failed.runId }, { runId: run.runId }],
    });
    expect(await read(`/api/batches/${run.batchId}/analytics`)).toMatchObject({
      suiteBreakdown: [{ suite: "update-deps", totalRuns: 2, scenarios: [{ scenario: "nx-pnpm-monorepo" }] }],
      agentPerformance: [{ agent: "anthropic" }, { agent: "echo" }],
      evaluatorBreakdown: [{ evaluatorName: "InstallEvaluator" }, { evaluatorName: "LLMJudgeEvaluator" }],
    });
  });

  it("compares batches, which no batch's page swallows", async () => {
    const comparison = (await read(`/api/batches/compare?ids=${run.batchId},earlier`)) as { batches: Fields[] };
    expect(comparison.batches.map(({ batchId }) => batchId)).toEqual([run.batchId, "earlier"]);
    const response = await call("/api/batches/compare?ids=earlier,unknown");
    expect(response.status).toBe(404);
    expect(((await response.json()) as Fields)["error"]).toContain("unknown");
  });

  it("reads statistics by their names", async () => {
    expect(await read("/api/stats?days=all")).toMatchObject({
      totalRuns: 1,
      successfulRuns: 1,
      avgScore: 0.82,
      avgWeightedScore: 7.75,
    });
    expect(await read("/api/stats/agents")).toMatchObject([
      { agent: "anthropic", runs: 1, avgScore: 0.82 },
      { agent: "echo", runs: 0, avgScore: null },
    ]);
    expect(await read("/api/stats/models")).toMatchObject([{ model: null }, { model: "claude-sonnet" }]);
    expect(await read("/api/stats/suites/update-deps")).toMatchObject({
      totalRuns: 1,
      scenarioBreakdown: [{ scenario: "nx-pnpm-monorepo", totalRuns: 1, results: 2 }],
    });
    expect(await read("/api/stats/scenarios/update-deps/nx-pnpm-monorepo")).toMatchObject({
      agentComparison: [{ agent: "anthropic", model: "claude-sonnet" }, { agent: "echo" }],
    });
    expect(await read("/api/stats/evaluators")).toMatchObject([
      { evaluatorName: "InstallEvaluator", avgScore: 1 },
      { evaluatorName: "LLMJudgeEvaluator", avgScore: 0.7 },
    ]);
    expect(await read("/api/stats/evaluators/InstallEvaluator/trends?days=all")).toMatchObject({
      points: [{ day: "2025-10-24", evaluations: 1 }],
    });
  });

  it("gives null, not nothing, for what a run does not state: the dashboard formats whatever is not null", async () => {
    const [listed] = (await read("/api/runs?status=failed")) as Fields[];
    const { run: whole } = (await read(`/api/runs/${failed.runId}`)) as { run: Fields };
    const unstated = { model: null, totalScore: null, weightedScore: null, isSuccessful: null, successMetric: null };
    for (const one of [listed, whole]) expect(one).toMatchObject(unstated);
    await post("/api/results", { ...failed, runId: "alone", batchId: undefined, metadata: null, completedAt: null });
    const { run: alone } = (await read("/api/runs/alone")) as { run: Fields };
    expect(alone).toMatchObject({ ...unstated, batchId: null, completedAt: null, metadata: null });
    const runs = (await read("/api/runs")) as { weightedScore: number | null }[];
    expect(runs.map(({ weightedScore }) => (weightedScore !== null ? weightedScore.toFixed(2) : "-"))).toEqual([
      "-",
      "-",
      "7.75",
    ]);
  });

  it("shows the error of each failed run in a list, which it parses from the metadata's text, however large that is", async () => {
    const large = "x".repeat(100_000);
    const error = `it broke: ${"y".repeat(5_000)}`;
    await post("/api/results", { ...failed, runId: "large", metadata: { large, error, errorType: "workspace" } });
    await post("/api/results", { ...run, runId: "large-pass", metadata: { large } });
    const listed = (await read(`/api/batches/${run.batchId}`)) as {
      runs: { runId: string; metadata: string | null }[];
    };
    for (const runs of [listed.runs, (await read("/api/runs")) as typeof listed.runs]) {
      const metadata = Object.fromEntries(runs.map((one) => [one.runId, JSON.parse(one.metadata ?? "null")]));
      expect(metadata[failed.runId]).toEqual(failed.metadata);
      expect(metadata[run.runId]).toEqual(run.metadata);
      expect(metadata["large"]).toEqual({ error: error.slice(0, 1000), errorType: "workspace" });
      expect(metadata["large-pass"]).toBeNull();
    }
  });

  it("keeps the earliest moment of a batch, which the harness states anew when it ends", async () => {
    await post("/api/results/batch", { batchId: "twice", createdAt: 5_000 });
    await post("/api/results/batch", {
      batchId: "twice",
      createdAt: 9_000,
      totalRuns: 0,
      avgScore: 0,
      avgWeightedScore: 0,
    });
    expect(await read("/api/batches/twice")).toMatchObject({ createdAt: 5_000, differences: [] });
    await post("/api/results/batch", { batchId: "twice", createdAt: 4_000 });
    expect(await read("/api/batches/twice")).toMatchObject({ createdAt: 4_000 });
  });

  it("has a batch that only runs name begin with the first of these, whatever their order", async () => {
    const start = (minute: number) => `2025-10-24T10:${minute}:00.000Z`;
    for (const minute of [30, 20, 40]) {
      await post("/api/results", {
        ...run,
        runId: `m${minute}`,
        batchId: "named",
        startedAt: start(minute),
        completedAt: start(50),
      });
    }
    expect(await read("/api/batches/named")).toMatchObject({ createdAt: Date.parse(start(20)) });
    await post("/api/results/batch", { batchId: "named", createdAt: Date.parse(start(25)) });
    expect(await read("/api/batches/named")).toMatchObject({ createdAt: Date.parse(start(25)) });
  });

  it("computes its front page from all time, and its command line a rate from a number", async () => {
    const stats = (await read("/api/stats")) as { totalRuns: number; successfulRuns: number; successRate: number };
    // Of two runs one is completed, which are those that the original counts here.
    expect((stats.successfulRuns / stats.totalRuns) * 100).toBe(100);
    expect(`${((stats.successRate || 0) * 100).toFixed(1)}%`).toBe("100.0%");
    const details = (await read(`/api/batches/${run.batchId}`)) as Fields;
    expect(details).toMatchObject({ successRate: 0.5, successRateEstimate: { n: expect.any(Number) } });
    expect(await read("/api/stats/suites/update-deps")).toMatchObject({ successRate: 1, passShare: 1 });
  });

  it("asks for thousands and gets a thousand", async () => {
    for (let from = 0; from < 1_100; from += 550) {
      await postLines(
        Array.from({ length: 550 }, (_, position) => ({
          ...run,
          runId: `many-${from + position}`,
          batchId: "many",
          metadata: null,
          evaluations: [],
        })),
      );
    }
    expect(await read("/api/runs?limit=10000&status=completed")).toHaveLength(1_000);
    expect(await read("/api/runs?limit=1000&suite=update-deps")).toHaveLength(1_000);
  });

  it("reads one line of what went wrong", async () => {
    const response = await post("/api/results", { ...run, runId: "x", suite: "" });
    expect(response.status).toBe(422);
    expect(((await response.json()) as Fields)["error"]).toContain("suite");
  });
});
