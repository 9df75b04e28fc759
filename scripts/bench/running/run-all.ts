import type { PlannedRun } from "../planning/plan-runs.ts";
import { type RunResult, runOnce } from "./run-once.ts";

export interface RunAllOptions {
  /** How many are made at the same time. */
  parallel: number;
  signal: AbortSignal;
  /** The caller's variables. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Leaves the workspaces where they are. */
  keep: boolean;
  /** A run has begun. */
  onStarted: (planned: PlannedRun) => void;
  /** A run has ended. */
  onEnded: (result: RunResult) => void;
}

/** Makes all runs, in their order, some at the same time. Throws the signal's reason when it is stopped; runs under way are then given up. */
export const runAll = async (
  planned: readonly PlannedRun[],
  { parallel, signal, env, keep, onStarted, onEnded }: RunAllOptions,
): Promise<void> => {
  const waiting = planned.values();
  // A defect ends the runs beside it, too.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const work = async () => {
    for (const one of waiting) {
      either.throwIfAborted();
      onStarted(one);
      onEnded(await runOnce(one, { signal: either, env, keep }));
    }
  };
  const workers = Array.from({ length: Math.min(parallel, planned.length) }, () =>
    work().catch((error) => {
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(workers);
  either.throwIfAborted();
};
