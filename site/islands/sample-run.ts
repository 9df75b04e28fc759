import { type RunSummary, RunSummarySchema } from "#contract/runs/run.ts";

/** A run for tests: a pass of the agent "a" at the task "c", but for what is given. */
export const sampleRun = (given: Readonly<Record<string, unknown>> = {}): RunSummary =>
  RunSummarySchema.parse({
    ...{ runId: "r", suite: "s", scenario: "c", tier: "L0", agent: "a", status: "completed", outcome: "pass" },
    startedAt: "2026-08-01T00:00:00.000Z",
    ...given,
  });
