import { OUTCOME_NAMES, OUTCOMES, type Outcome, type OutcomeMeasure, outcomeMeasure } from "#contract/runs/outcomes.ts";
import type { ErrorType, RunSummary } from "#contract/runs/run.ts";
import { formatCounted } from "./numbers.ts";

/** How an outcome is said to a reader: of a run, of several, and by a sign that tells it apart without colour. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, { label: string; many: string; sign: string }>> = {
  pass: { label: "Passed", many: "Passed", sign: "✓" },
  fail: { label: "Failed", many: "Failed", sign: "✗" },
  timeout: { label: "Timeout", many: "Timeouts", sign: "◔" },
  refusal: { label: "Refusal", many: "Refusals", sign: "⊝" },
  "infrastructure-error": { label: "Infrastructure error", many: "Infrastructure errors", sign: "!" },
  "unknown-failure": { label: "Unknown failure", many: "Unknown failures", sign: "?" },
  "not-stated": { label: "No verdict", many: "No verdict", sign: "–" },
  "not-final": { label: "Not final", many: "Not final", sign: "…" },
  excluded: { label: "Excluded", many: "Excluded", sign: "⊘" },
};

const CULPRITS: Partial<Record<ErrorType, string>> = {
  workspace: "its workspace",
  prompt: "its prompt",
  evaluation: "the evaluation",
};

/** One sentence on why a run counts as it does. */
export const explainOutcome = (run: Pick<RunSummary, "outcome" | "status" | "errorType" | "totalScore">): string => {
  switch (run.outcome) {
    case "pass":
      return "Completed and judged successful: it counts as passed.";
    case "fail":
      return run.status === "failed"
        ? "Failed because of the agent: it counts as not passed."
        : "Completed and judged not successful: it counts as not passed.";
    case "timeout":
      return "Ran out of time: it counts as not passed.";
    case "refusal":
      return "The model declined the task: it counts as not passed, and is also counted separately.";
    case "infrastructure-error":
      return `Failed because of ${CULPRITS[run.errorType ?? "unknown"] ?? "the environment"}, not of the agent: it counts in no score and is shown separately.`;
    case "unknown-failure":
      return "Failed without a known reason: it counts as not passed, and is also counted separately.";
    case "not-stated":
      return run.totalScore === undefined
        ? "Completed without a verdict and without a score: it counts in no rate and no mean."
        : "Completed without a verdict: it is not in the success rate; its score is in the mean score.";
    case "not-final":
      return "Running or incomplete: it counts in no figure until its final result arrives.";
    case "excluded":
      return "Excluded by a decision: it counts in no figure.";
  }
};

/** How many of the runs passed, how many count, and how many do not; the first two are those of the page's "12/15". */
export const countRuns = (runs: readonly Pick<RunSummary, "outcome">[]) => {
  const counted = runs.filter(({ outcome }) => OUTCOMES[outcome].counts !== "not counted").length;
  return {
    passes: runs.filter(({ outcome }) => outcome === "pass").length,
    counted,
    notCounted: runs.length - counted,
  };
};

/** Runs by outcome, as a list of those that there are: "3 passed, 2 failed, 1 timeout". */
export const formatOutcomes = (counts: Readonly<Record<OutcomeMeasure, number>>): string =>
  OUTCOME_NAMES.map((outcome) => ({ ...OUTCOME_WORDS[outcome], count: counts[outcomeMeasure(outcome)] }))
    .filter(({ count }) => count > 0)
    .map(({ label, many, count }) => formatCounted(count, label.toLowerCase(), many.toLowerCase()))
    .join(", ");
