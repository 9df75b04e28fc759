import { OUTCOMES } from "#contract/runs/outcomes.ts";
import type { ErrorType, Evaluation, RunSummary } from "#contract/runs/run.ts";
import { formatCount, formatCounted, formatNumber } from "#words/numbers.ts";

/** What a verdict rests on. */
export type Judged = Pick<RunSummary, "outcome" | "status" | "errorType" | "trials" | "passes">;

/** So many of the evaluators that withheld points are named. */
const MOST_NAMED = 2;

const CAUSES: Partial<Record<ErrorType, string>> = {
  workspace: "its workspace failed",
  prompt: "its prompt failed",
  evaluation: "the evaluation failed",
};

/** What an evaluator gave, of what it could have given: "0 of 20". */
export const formatPoints = ({ score, maxScore }: Pick<Evaluation, "score" | "maxScore">): string =>
  `${formatNumber(score)} of ${formatNumber(maxScore)}`;

/** The evaluators that withheld points, in a few words: "tests 0 of 20, judge 3 of 10"; empty where none did. */
const describeWithheld = (evaluations: readonly Evaluation[]): string => {
  const withheld = evaluations.filter(({ score, maxScore }) => score < maxScore);
  const named = withheld.slice(0, MOST_NAMED).map((one) => `${one.evaluatorName} ${formatPoints(one)}`);
  const more = withheld.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more short of full points`] : [])].join(", ");
};

/** Why a run was not solved, or is not counted; empty where nothing is known. */
const reasonOf = ({ outcome, status, errorType }: Judged, evaluations: readonly Evaluation[]): string => {
  switch (outcome) {
    case "fail":
      return describeWithheld(evaluations) || (status === "failed" ? "the agent failed" : "");
    case "timeout":
      return "out of time";
    case "refusal":
      return "the model declined the task";
    case "unknown-failure":
      return "it failed without a known reason";
    case "infrastructure-error":
      return CAUSES[errorType ?? "unknown"] ?? "its environment failed";
    default:
      return "";
  }
};

/** What a reader is told of a run in two words. */
export const verdictWord = ({ outcome }: Pick<Judged, "outcome">): string => {
  if (outcome === "pass") return "Solved";
  if (outcome === "not-stated") return "No verdict";
  if (outcome === "not-final") return "Not finished";
  if (outcome === "excluded") return "Excluded by a decision";
  return OUTCOMES[outcome].counts === "not counted" ? "Not counted" : "Not solved";
};

/** The heading of a run: its verdict, and what decided it as far as that is known: "Not solved: tests 0 of 20". */
export const verdictTitle = (run: Judged, evaluations: readonly Evaluation[]): string => {
  const { passes, trials = 1 } = run;
  if (passes !== undefined) return `${formatCount(passes)} of ${formatCounted(trials, "attempt")} solved`;
  const reason = reasonOf(run, evaluations);
  return reason === "" ? verdictWord(run) : `${verdictWord(run)}: ${reason}`;
};
