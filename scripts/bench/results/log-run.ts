import type { BenchmarkLogger } from "../../logger/benchmark-logger.ts";
import type { Delivery } from "../../logger/outbox.ts";
import { namesOf } from "../planning/plan-runs.ts";
import type { RunResult } from "../running/run-once.ts";

/** What is kept with every run of an invocation. */
export interface Provenance {
  /** This harness, and what it ran on. */
  harness: Record<string, string>;
  /** A hash of each scenario's files, by the scenario's folder. */
  digests: ReadonlyMap<string, string>;
  /** The agents' versions, by name, as far as they tell. */
  agentVersions: ReadonlyMap<string, string>;
}

const metadataOf = ({ planned, notes, answer, changed }: RunResult, provenance: Provenance) => {
  const { scenario, agent, trial, draw } = planned;
  const agentVersion = provenance.agentVersions.get(agent.name);
  return {
    trial,
    ...(draw && { draw }),
    harness: provenance.harness,
    scenarioDigest: provenance.digests.get(scenario.folder),
    ...(agentVersion !== undefined && { agentVersion }),
    ...(changed && { changed }),
    ...(answer !== undefined && { answer }),
    ...(notes.length > 0 && { notes }),
  };
};

/** Hands a run over to the logger. The promise tells what became of it. */
export const logRun = (
  logger: BenchmarkLogger,
  result: RunResult,
  { batchId, provenance }: { batchId: string; provenance: Provenance },
): Promise<Delivery> => {
  const { planned, startedAt, completedAt, agentMs, prompt, workspace, usage, evaluations, scores, failure } = result;
  const runId = logger.startRun({
    batchId,
    ...namesOf(planned),
    startedAt: startedAt.toISOString(),
    evaluations,
    metadata: metadataOf(result, provenance),
    telemetry: { ...usage, durationMs: agentMs, workspaceDir: workspace, promptSent: prompt },
  });
  const end = { runId, completedAt: completedAt.toISOString() };
  if (failure) return logger.failRun({ ...end, error: failure.message, errorType: failure.errorType });
  return logger.completeRun({ ...end, ...scores });
};
