/** A published snapshot by what it has of batches. */
export interface PublishedBatches {
  id: string;
  /** The one that was published before it; undefined for the first. */
  previous?: string | undefined;
  batchIds: readonly string[];
}

/** With which published snapshot a batch came in, and how many others did with it. */
export interface Arrival {
  id: string;
  others: number;
}

/**
 * The publication with which each batch came in, by the batch's id. Takes the published snapshots that are kept, the newest first. What the
 * oldest of them has is left out if others were published before it: nobody knows which of them brought it.
 */
export const arrivalsOf = (newestFirst: readonly PublishedBatches[]): Map<string, Arrival> => {
  const arrivals = new Map<string, Arrival>();
  const seen = new Set<string>();
  newestFirst.toReversed().forEach(({ id, previous, batchIds }, place) => {
    const fresh = batchIds.filter((batchId) => !seen.has(batchId));
    for (const batchId of fresh) {
      seen.add(batchId);
      if (place > 0 || previous === undefined) arrivals.set(batchId, { id, others: fresh.length - 1 });
    }
  });
  return arrivals;
};
