import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Place } from "./chunk-lines.ts";
import { type CollectedFile, statedRuns } from "./collected-files.ts";

/** What an import has put into batches: who sent all of a batch's runs says that it is complete. */
export class ImportedBatches {
  /** The last moment that the runs of each batch state. */
  readonly #lastMoments = new Map<string, string>();
  /** Batches of which a run did not go in. */
  readonly #broken = new Set<string>();

  take({ batchId, moment = "" }: Place): void {
    if (batchId === undefined) return;
    const last = this.#lastMoments.get(batchId) ?? "";
    this.#lastMoments.set(batchId, isLater(moment, last) ? moment : last);
  }

  refuse({ batchId }: Place): void {
    if (batchId !== undefined) this.#broken.add(batchId);
  }

  /**
   * Says of each batch whose runs are all in that it is complete, as of its last run, and how many runs the files state where they do.
   * What a batch says of its own end already stays. WorkerError: the Worker failed or refuses it.
   */
  async complete(client: WorkerClient, files: readonly CollectedFile[], signal: AbortSignal): Promise<void> {
    const claims = claimedRuns(files);
    for (const [batchId, moment] of this.#lastMoments) {
      if (this.#broken.has(batchId) || Number.isNaN(Date.parse(moment))) continue;
      if (await hasEnded(client, batchId, signal)) continue;
      const totalRuns = claims.get(batchId);
      const completedAt = new Date(moment).toISOString();
      await client.submitBatch({ batchId, completedAt, ...(totalRuns !== undefined && { totalRuns }) }, { signal });
    }
  }
}

const isLater = (a: string, b: string): boolean => b === "" || Date.parse(a) > Date.parse(b);

const hasEnded = async (client: WorkerClient, batchId: string, signal: AbortSignal): Promise<boolean> => {
  try {
    return (await client.getBatch({ batchId }, { signal })).completedAt !== null;
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return false;
    throw error;
  }
};

/** How many runs the files state that the batches hold: those of which every file is of one batch alone and says so. */
const claimedRuns = (files: readonly CollectedFile[]): Map<string, number> => {
  const claims = new Map<string, number | undefined>();
  for (const file of files) {
    const stated = statedRuns(file);
    for (const batchId of file.batches) {
      const isKnown = file.batches.size === 1 && stated !== undefined;
      const claim = claims.has(batchId) ? claims.get(batchId) : 0;
      // Retries state the same runs once more.
      const isRetry = file.statements.some(({ group }) => group !== undefined);
      const sum = claim === undefined || !isKnown ? undefined : isRetry ? Math.max(claim, stated) : claim + stated;
      claims.set(batchId, sum);
    }
  }
  return new Map([...claims].flatMap(([batchId, claim]) => (claim === undefined ? [] : [[batchId, claim]])));
};
