import type { Difference } from "#contract/batches/claims.ts";
import { compareNames } from "#contract/names/compare-names.ts";
import { batchesOf, type SnapshotBatch } from "#contract/snapshot/batches.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { differencesOf, type Recomputed, recomputeClaims } from "#statistics/batches/claims.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { type Usage, usageOf } from "#statistics/costs/usage.ts";
import { makesClaims } from "#words/claims.ts";
import { batchPath } from "./links.ts";
import { runsOf, type SuiteVersion } from "./suites.ts";

/** A batch with what its pages say of it. */
export interface Batch extends SnapshotBatch {
  /** The address of its page, with slashes around it. */
  path: string;
  /** completed: its harness has said that it ended. */
  status: "completed" | "running";
  /** Of all outcomes. */
  runs: number;
  counted: number;
  /** Passes of counted runs, every run weighing the same; null if none counts. */
  passShare: number | null;
  usage: Usage;
  /** What its claims are held against. */
  recomputed: Recomputed;
  differences: readonly Difference[];
  /** Whether its harness claims any total. */
  hasClaims: boolean;
}

const describeBatch = (batch: SnapshotBatch): Batch => {
  const runs = runsOf(batch);
  const counted = countedRuns(batch);
  const recomputed = recomputeClaims({ ...batch, runs });
  return {
    ...batch,
    path: batchPath(batch.batchId),
    status: batch.completedAt === null ? "running" : "completed",
    runs,
    counted,
    passShare: counted > 0 ? batch.pass / counted : null,
    usage: usageOf([batch]),
    recomputed,
    differences: differencesOf(batch.claimed, recomputed),
    hasClaims: makesClaims(batch.claimed),
  };
};

/** The versions of suites that a batch has runs of, as far as its entries are named. */
export const versionsIn = <Version extends Pick<SuiteVersion, "suite" | "suiteVersion">>(
  { entries }: Pick<Batch, "entries">,
  versions: readonly Version[],
): Version[] =>
  versions.filter(({ suite, suiteVersion }) =>
    entries.some((own) => own.suite === suite && own.suiteVersion === suiteVersion),
  );

const NEVER = Number.NEGATIVE_INFINITY;

/** The batches of a snapshot, the newest first by when they claim to have started; those that claim no moment last, by name. */
export const listBatches = ({ batches }: Pick<Snapshot, "batches">): Batch[] =>
  batches
    .flatMap(batchesOf)
    .map(describeBatch)
    .sort((a, b) => (b.createdAt ?? NEVER) - (a.createdAt ?? NEVER) || compareNames(a.batchId, b.batchId));
