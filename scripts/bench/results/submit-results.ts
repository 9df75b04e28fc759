import { BenchmarkLogger } from "../../logger/benchmark-logger.ts";
import type { Delivery } from "../../logger/outbox.ts";
import type { PresentRuns } from "../planning/present-runs.ts";
import type { RunResult } from "../running/run-once.ts";
import { logRun, type Provenance } from "./log-run.ts";
import { claimableOf, claimsOf } from "./summarize.ts";

export interface SubmissionOptions {
  url: string;
  key?: string | undefined;
  spool?: string | undefined;
  /** The batch's name; absent: a new one. */
  batchId?: string | undefined;
  /** What the batch has already, of other invocations. */
  present: PresentRuns;
  provenance: Provenance;
  /** Takes what a person should know, a line each. */
  notice: (line: string) => void;
}

/** Where the results of one invocation go. */
export interface Submission {
  batchId: string;
  add: (result: RunResult) => void;
  /** The batch has ended, with these results. */
  complete: (results: readonly RunResult[]) => void;
  /** Waits for what is being sent; gives how many results still wait in the spool, and how many were refused. */
  close: () => Promise<{ waiting: number; refused: number }>;
}

/** Delivers every result as soon as it is there; what cannot be delivered waits in the spool. */
export const startSubmission = (options: SubmissionOptions): Submission => {
  const { url, key, spool, batchId: given, present, provenance, notice } = options;
  const logger = new BenchmarkLogger({ url, key, spool, notice });
  const batchId = given !== undefined && present.runs.length > 0 ? given : logger.startBatch(given);
  const deliveries: Promise<Delivery>[] = [];
  return {
    batchId,
    add: (result) => void deliveries.push(logRun(logger, result, { batchId, provenance })),
    complete: (results) => {
      const claims = claimsOf([...present.runs, ...results.map(claimableOf)]);
      deliveries.push(logger.completeBatch(batchId, claims));
    },
    close: async () => {
      const waiting = await logger.close();
      const settled = await Promise.all(deliveries);
      return { waiting, refused: settled.filter(({ state }) => state === "refused").length };
    },
  };
};
