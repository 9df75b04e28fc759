import { namesOf } from "../planning/plan-runs.ts";
import type { RunResult } from "../running/run-once.ts";
import { outcomeOfResult } from "./summarize.ts";

/** A result as a program may read it: names, outcome, scores and what was used. */
export const jsonOfResult = (result: RunResult): Record<string, unknown> => {
  const { planned, startedAt, completedAt, agentMs, usage, evaluations, scores, failure, notes } = result;
  return {
    ...namesOf(planned),
    trial: planned.trial,
    outcome: outcomeOfResult(result),
    ...scores,
    failure,
    evaluations,
    telemetry: { ...usage, durationMs: agentMs },
    startedAt: startedAt.toISOString(),
    completedAt: completedAt.toISOString(),
    notes,
  };
};
