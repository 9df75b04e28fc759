import type { SnapshotChange } from "#contract/snapshot/changes.ts";

/** Whether a change may be chance alone. */
export const isNoise = (change: SnapshotChange): boolean =>
  (change.kind === "rank" && change.direction === "neither") || (change.kind === "record" && !change.isSeparable);

/** Whether a change says that something moved beyond chance: what a reader wants to hear of first. */
export const isMove = (change: SnapshotChange): boolean =>
  (change.kind === "rank" && change.direction !== "neither") || (change.kind === "record" && change.isSeparable);
