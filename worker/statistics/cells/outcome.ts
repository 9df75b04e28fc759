import type { ErrorType, Outcome, Status } from "#contract/runs/run.ts";
import type { Cell } from "#contract/snapshot/cells.ts";

/** What an outcome depends on. Null, as a database gives it, means absent. */
export interface Verdict {
  status: Status;
  isSuccessful?: boolean | null | undefined;
  errorType?: ErrorType | null | undefined;
}

const failureOutcomes: Record<ErrorType, Outcome> = {
  workspace: "infrastructure-error",
  prompt: "infrastructure-error",
  evaluation: "infrastructure-error",
  agent: "fail",
  timeout: "timeout",
  refusal: "refusal",
  unknown: "unknown-failure",
};

/** What a run counts as. A failed run has no verdict: its error type alone decides; of a completed one it says whether the model declined. */
export const outcomeOf = ({ status, isSuccessful, errorType }: Verdict): Outcome => {
  if (status === "running" || status === "incomplete") return "not-final";
  if (status === "failed") return failureOutcomes[errorType ?? "unknown"];
  if (errorType === "refusal") return "refusal";
  if (isSuccessful === undefined || isSuccessful === null) return "not-stated";
  return isSuccessful ? "pass" : "fail";
};

type Counts = Pick<
  Cell,
  "pass" | "fail" | "timeout" | "refusal" | "unknownFailure" | "notStated" | "infrastructureError"
>;

/** How many runs count in the success rate: passes, failures, timeouts, refusals and unknown failures. */
export const countedRuns = ({
  pass,
  fail,
  timeout,
  refusal,
  unknownFailure,
}: Omit<Counts, "notStated" | "infrastructureError">) => pass + fail + timeout + refusal + unknownFailure;

/** How many runs are eligible for cost, tokens and time: the final ones, without infrastructure errors. */
export const eligibleRuns = (counts: Omit<Counts, "infrastructureError">): number =>
  countedRuns(counts) + counts.notStated;

/** How many runs are final: they will not be replaced by a later submission. */
export const finalRuns = (counts: Counts): number => eligibleRuns(counts) + counts.infrastructureError;
