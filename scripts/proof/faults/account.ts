import type { Ledger } from "./ledger.ts";
import type { BatchPlan, RunPlan } from "./planned-runs.ts";

/** What outlives every Worker: what was sent and acknowledged, and what must not have happened. */
export interface Account {
  seed: string;
  runs: Ledger<RunPlan>;
  batches: Ledger<BatchPlan>;
  /** Answers that a Worker must not give: a line each. */
  violations: string[];
  /** Requests whose answer never came. */
  unanswered: number;
}
