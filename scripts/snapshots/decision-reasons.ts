import { WorkerError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { type Entry, entryOf, formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import type { DecisionKind } from "#contract/runs/decision.ts";
import type { SnapshotChange, SnapshotChanges } from "#contract/snapshot/changes.ts";
import { collectPages } from "../command/collect-pages.ts";

/** Why a decision about a run was made, and whose run it was. */
export interface DecisionReason {
  suite: string;
  suiteVersion: string | undefined;
  entry: Entry;
  kind: DecisionKind;
  reason: string;
}

/** So many decisions are looked at: each names a run, which is asked for. */
const MOST_DECISIONS = 200;

/** The reasons of the decisions that a Worker has taken since a moment; none if it does not answer, since pages are whole without. */
export const readReasons = async (
  client: WorkerClient,
  since: string,
  signal: AbortSignal,
): Promise<DecisionReason[]> => {
  try {
    const { items } = await collectPages(
      (limit, cursor) => client.listDecisions({ limit, ...(cursor && { cursor }) }, { signal }),
      MOST_DECISIONS,
    );
    const reasons: DecisionReason[] = [];
    for (const { runId, kind, reason, decidedAt } of items) {
      if (decidedAt < since) break;
      if (runId === undefined) continue;
      const { run } = await client.getRun({ runId }, { signal });
      const { suite, suiteVersion, agent, model, variant } = run;
      const entry = entryOf({ agent, model: model ?? "", variant: variant ?? "" });
      reasons.push({ suite, suiteVersion: suiteVersion ?? undefined, entry, kind, reason });
    }
    return reasons;
  } catch (error) {
    if (error instanceof WorkerError) return [];
    throw error;
  }
};

const nameOf = (suite: string, suiteVersion: string | undefined, entry: Entry, kind: DecisionKind): string =>
  keyOf(suite, suiteVersion, formatEntry(entry), kind);

/** Adds to changes that decisions made their reasons, each once. */
export const withReasons = (changes: SnapshotChanges, known: readonly DecisionReason[]): SnapshotChanges => {
  const byName = Map.groupBy(known, ({ suite, suiteVersion, entry, kind }) => nameOf(suite, suiteVersion, entry, kind));
  const because = (
    { suite, suiteVersion, entry }: { suite: string; suiteVersion?: string | undefined; entry: Entry },
    kind: DecisionKind,
  ) => {
    const reasons = new Set(byName.get(nameOf(suite, suiteVersion, entry, kind))?.map(({ reason }) => reason));
    return reasons.size === 0 ? {} : { reasons: [...reasons] };
  };
  const explain = (change: SnapshotChange): SnapshotChange => {
    switch (change.kind) {
      case "exclusion":
        return { ...change, ...because(change, "exclude") };
      case "inclusion":
        return { ...change, ...because(change, "include") };
      case "re-score":
      case "re-price":
        return { ...change, ...because(change, change.kind) };
      default:
        return change;
    }
  };
  return { ...changes, changes: changes.changes.map(explain) };
};
