import type * as z from "zod";
import type { RunSchema } from "#contract/runs/run.ts";

/** A run as a harness submits it. */
export type SubmittedRun = z.input<typeof RunSchema>;

/** A completed, successful run, but for what is given. */
export const makeRun = (fields: Partial<SubmittedRun> = {}): SubmittedRun => ({
  runId: "run-1",
  suite: "suite",
  scenario: "scenario",
  tier: "L0",
  agent: "agent",
  status: "completed",
  startedAt: "2026-08-01T12:00:00.000Z",
  completedAt: "2026-08-01T12:01:00.000Z",
  isSuccessful: true,
  ...fields,
});

/** A run that states everything. */
export const makeFullRun = (fields: Partial<SubmittedRun> = {}): SubmittedRun =>
  makeRun({
    runId: "run-full",
    batchId: "batch-1",
    suiteVersion: "2",
    model: "model",
    variant: "variant",
    totalScore: 0.75,
    weightedScore: 7.5,
    successMetric: 0.9,
    relationship: "third-party",
    scoreStandardError: 0.05,
    links: [{ kind: "log", url: "https://example.org/log?a=1" }],
    specialistEnabled: true,
    specialistName: "specialist",
    specialistVersion: "1",
    metadata: { note: "kept as it is", nested: { list: [1, null, "é🎉"] } },
    evaluations: [
      { evaluatorName: "tests", score: 3, maxScore: 4, details: "3 of 4 passed\nline two" },
      { evaluatorName: "lint", score: 1, maxScore: 1 },
    ],
    telemetry: {
      toolCalls: 12,
      tokensIn: 1000,
      tokensOut: 200,
      cacheReadTokens: 5000,
      cacheWriteTokens: 300,
      reasoningTokens: 50,
      costUsd: 0.4940279999999998,
      durationMs: 61_234.5,
      workspaceDir: "/home/someone/private",
      promptSent: "a private prompt",
    },
    ...fields,
  });
