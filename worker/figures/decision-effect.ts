import type { Changes, DecisionRequest } from "#contract/runs/decision.ts";
import type { Outcome } from "#contract/runs/run.ts";
import { outcomeOf } from "#statistics/cells/outcome.ts";
import type { Figures, Standing } from "../db/decisions.ts";

/** What a decision does to a run: what it changes, and what counts from then on; null: as it was submitted. */
export interface DecisionEffect extends Figures {
  changes: Changes;
  outcome: Outcome;
}

const FIGURES = ["isSuccessful", "totalScore", "weightedScore", "costUsd"] as const;
const isFigure = (name: string) => FIGURES.some((figure) => figure === name);

/** The figures that a decision states. */
const statedIn = (decision: DecisionRequest): Partial<Figures> =>
  Object.fromEntries(Object.entries(decision).filter(([name, value]) => isFigure(name) && value !== undefined));

/** What counts: a corrected figure before the submitted one. The verdict of a failed run counts only if it was decided. */
const countingFigures = ({ status, submitted, corrected }: Pick<Standing, "status" | "submitted" | "corrected">) => ({
  isSuccessful: corrected.isSuccessful ?? (status === "failed" ? null : submitted.isSuccessful),
  totalScore: corrected.totalScore ?? submitted.totalScore,
  weightedScore: corrected.weightedScore ?? submitted.weightedScore,
  costUsd: corrected.costUsd ?? submitted.costUsd,
});

const isExcludedAfter = ({ kind }: DecisionRequest, before: Outcome): boolean =>
  kind === "exclude" || (kind !== "include" && before === "excluded");

/** What a decision about a final run does to it. One without any changes has no effect. */
export const effectOf = (standing: Standing, decision: DecisionRequest): DecisionEffect => {
  const corrected: Figures = { ...standing.corrected, ...statedIn(decision) };
  const from = { outcome: standing.outcome, ...countingFigures(standing) };
  const figures = countingFigures({ ...standing, corrected });
  const decidedOutcome = corrected.isSuccessful === null ? undefined : corrected.isSuccessful ? "pass" : "fail";
  const outcome = isExcludedAfter(decision, standing.outcome)
    ? "excluded"
    : (decidedOutcome ?? outcomeOf({ ...standing, isSuccessful: standing.submitted.isSuccessful }));
  const to = { outcome, ...figures };
  const changed = (["outcome", ...FIGURES] as const).filter((name) => from[name] !== to[name]);
  return {
    changes: Object.fromEntries(changed.map((name) => [name, { from: from[name], to: to[name] }])),
    outcome,
    ...corrected,
  };
};
