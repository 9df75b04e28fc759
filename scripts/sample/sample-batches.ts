import type * as z from "zod";
import type { BatchSchema } from "#contract/batches/batch.ts";
import { ENTRIES, type SampleSuite, SUITES } from "./cast.ts";
import { batchIdOf, type RunPayload, sampleRuns } from "./sample-runs.ts";

/** A batch as a harness would submit it. */
export type BatchPayload = z.input<typeof BatchSchema>;

/** The batch whose harness counted wrongly. */
export const MISTAKEN_BATCH = batchIdOf(SUITES[1] as SampleSuite, ENTRIES[1] as (typeof ENTRIES)[number]);

/**
 * The batches of the sample's runs, the last of which starts on a day, with their harness's claims. They all hold, but for one; one batch
 * is still running.
 */
export function* sampleBatches(lastDay: string): Generator<BatchPayload> {
  const runs = Map.groupBy(sampleRuns(lastDay), ({ batchId }) => batchId ?? "");
  for (const [batchId, members] of runs) yield batchOf(batchId, members);
}

const batchOf = (batchId: string, runs: readonly RunPayload[]): BatchPayload => {
  const successful = runs.filter(({ status, isSuccessful }) => status === "completed" && isSuccessful);
  const mean = (value: (run: RunPayload) => number) =>
    Math.round((successful.reduce((sum, run) => sum + value(run), 0) / successful.length) * 1e6) / 1e6;
  const mistake = batchId === MISTAKEN_BATCH ? 1 : 0;
  const moments = runs.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt ?? startedAt]).sort();
  const isRunning = runs.some(({ status }) => status === "running");
  return {
    batchId,
    createdAt: moments[0],
    ...(isRunning ? {} : { completedAt: moments.at(-1) }),
    totalRuns: runs.length + 5 * mistake,
    successfulRuns: successful.length + 12 * mistake,
    ...(successful.length === 0
      ? {}
      : {
          avgScore: mean(({ totalScore }) => totalScore ?? 0) - 0.125 * mistake,
          avgWeightedScore: mean(({ weightedScore }) => weightedScore ?? 0),
        }),
    metadata: { synthetic: true },
  };
};
