import type { Ledger } from "./ledger.ts";
import type { BatchPlan, RunPlan } from "./planned-runs.ts";

/** A key that runs are sent with: what they belong to. */
export interface OwningKey {
  id: string;
  token: string;
}

/** What outlives every Worker: what was sent and acknowledged, and what must not have happened. */
export interface Account {
  seed: string;
  /** The keys that it was sent with: a plan's `owner` is a place in this list. */
  keys: readonly OwningKey[];
  runs: Ledger<RunPlan>;
  batches: Ledger<BatchPlan>;
  /** Answers that a Worker must not give: a line each. */
  violations: string[];
  /** Requests whose answer never came. */
  unanswered: number;
}
