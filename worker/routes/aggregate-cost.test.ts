import { describe, expect, it } from "vitest";
import { call, costOf, post, postLines } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

/** The endpoints that read aggregates: what they read must follow what they show. */
const PATHS = [
  "/api/batches",
  "/api/batches?sortBy=score",
  "/api/stats",
  "/api/stats?days=all",
  "/api/stats/agents",
  "/api/stats/agents?suite=suite&tier=L0",
  "/api/stats/models",
  "/api/stats/suites/suite",
  "/api/stats/scenarios/suite/s1",
  "/api/stats/evaluators",
  "/api/stats/evaluators/tests/trends?days=all",
  "/api/compare?suite=suite&a=a0&b=a1",
  "/api/plan?suite=suite&entry=a1",
];

/** So many runs of each of 5 scenarios, 2 tiers and 4 agents, in 2 batches; all of one day. */
const trialsOf = (trials: number, from: number) =>
  Array.from({ length: trials * 40 }, (_, position) =>
    makeRun({
      runId: `run-${from}-${position}`,
      batchId: `b${position % 2}`,
      scenario: `s${position % 5}`,
      tier: `L${Math.floor(position / 5) % 2}`,
      agent: `a${Math.floor(position / 10) % 4}`,
      isSuccessful: position % 3 === 0,
      startedAt: new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000).toISOString(),
      completedAt: null,
      evaluations: [{ evaluatorName: "tests", score: position % 3, maxScore: 2 }],
    }),
  );

const readCosts = async (): Promise<Record<string, number>> => {
  const costs: Record<string, number> = {};
  for (const path of PATHS) {
    const response = await call(path);
    expect(response.status, path).toBe(200);
    costs[path] = costOf(response).rowsRead;
  }
  return costs;
};

it("write fifteen rows at most for a run of known names, with telemetry and one evaluation", async () => {
  const telemetry = { costUsd: 0.5, tokensIn: 10, tokensOut: 5, durationMs: 100, toolCalls: 3 };
  const evaluations = [{ evaluatorName: "tests", score: 1, maxScore: 2 }];
  const costs: number[] = [];
  for (const runId of ["first", "second", "third"]) {
    const response = await post(
      "/api/results",
      makeRun({ runId, batchId: "batch", totalScore: 0.5, telemetry, evaluations }),
    );
    expect(response.status).toBe(201);
    costs.push(costOf(response).rowsWritten);
  }
  expect(costs.slice(1)).toEqual([costs[2], costs[2]]);
  expect(costs[2]).toBeLessThanOrEqual(15);
});

describe("the aggregates' endpoints", () => {
  it("read as many rows for six trials a cell as for two", async () => {
    await postLines(trialsOf(2, 0));
    const before = await readCosts();
    await postLines(trialsOf(4, 1));
    expect(await readCosts()).toEqual(before);
    // And no more than the 40 cells, a few times over.
    for (const [path, rowsRead] of Object.entries(before)) expect(rowsRead, path).toBeLessThanOrEqual(40 * 4);
  });
});
