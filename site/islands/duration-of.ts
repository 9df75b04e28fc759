import type { RunSummary } from "#contract/runs/run.ts";

/** How long a run took by its own clock, in milliseconds; undefined if it has not stated its end. */
export const durationOf = ({ startedAt, completedAt }: Pick<RunSummary, "startedAt" | "completedAt">) =>
  completedAt === undefined ? undefined : Date.parse(completedAt) - Date.parse(startedAt);
