import type * as z from "zod";
import type { RunSchema } from "#contract/runs/run.ts";

type SubmittedRun = z.input<typeof RunSchema>;

/** The names that all examples share. The data are made up, and say so. */
export const EXAMPLE = {
  runId: "2f1c6f0e-8f5b-4a53-9a56-0b7d7f4f1a11",
  batchId: "nightly-2026-08-01",
  otherBatchId: "nightly-2026-08-02",
  suite: "example-suite",
  suiteVersion: "2",
  scenario: "nx-pnpm-monorepo",
  tier: "L1",
  agent: "echo",
  model: "example/model-1",
  evaluatorName: "tests-pass",
};

/** The run of POST /api/results. */
export const exampleRun: SubmittedRun = {
  runId: EXAMPLE.runId,
  batchId: EXAMPLE.batchId,
  suite: EXAMPLE.suite,
  scenario: EXAMPLE.scenario,
  tier: EXAMPLE.tier,
  agent: EXAMPLE.agent,
  model: EXAMPLE.model,
  status: "completed",
  startedAt: "2026-08-01T22:00:00Z",
  completedAt: "2026-08-01T22:03:20Z",
  totalScore: 0.9,
  weightedScore: 9.1,
  isSuccessful: true,
  synthetic: true,
  metadata: { seed: 1 },
  evaluations: [
    { evaluatorName: EXAMPLE.evaluatorName, score: 9, maxScore: 10, details: "9 of 10 tests pass" },
    { evaluatorName: "lockfile", score: 1, maxScore: 1 },
  ],
  telemetry: {
    toolCalls: 12,
    tokensIn: 8000,
    tokensOut: 1500,
    costUsd: 0.045,
    durationMs: 200_000,
    workspaceDir: "/home/ada/bench/nx-pnpm-monorepo",
    promptSent: "Update every dependency of this workspace to its newest version.",
  },
};

/** The lines of POST /api/results/bulk: two entries in two scenarios. */
export const exampleLines: SubmittedRun[] = ["nx-pnpm-monorepo", "vite-react-app"].flatMap((scenario, position) =>
  [EXAMPLE.model, "example/model-2"].map((model, other) => ({
    runId: `example-${position}-${other}`,
    batchId: EXAMPLE.otherBatchId,
    suite: EXAMPLE.suite,
    scenario,
    tier: EXAMPLE.tier,
    agent: EXAMPLE.agent,
    model,
    status: "completed",
    startedAt: `2026-08-02T22:0${position}:00Z`,
    totalScore: other === 0 ? 1 : position / 2,
    isSuccessful: other === 0,
    synthetic: true,
    evaluations: [{ evaluatorName: EXAMPLE.evaluatorName, score: other === 0 ? 10 : 5 * position, maxScore: 10 }],
    telemetry: { costUsd: 0.04, durationMs: 180_000 },
  })),
);
