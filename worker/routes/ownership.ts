/** A key in words: its id, never its name. */
const keyText = (owner: string): string => (owner === "" ? "the server's secret" : `key ${owner}`);

/** Why something of a batch is refused that belongs to another key. */
export const foreignBatchText = (batchId: string, owner: string): string =>
  `batch ${batchId} belongs to ${keyText(owner)}: send this with that key, or have an admin hand the batch over`;

/** Why another key's unfinished run is not replaced. */
export const foreignRunText = (runId: string, owner: string): string =>
  `run ${runId} is not finished and belongs to ${keyText(owner)}: that key or an admin replaces it`;

/** Why something of a batch is refused that was removed. */
export const removedBatchText = (batchId: string): string =>
  `batch ${batchId} was removed: only an admin can bring it back; use another name`;
