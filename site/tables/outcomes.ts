import { OutcomesSchema } from "#contract/figures/figures.ts";
import type { Outcome } from "#contract/runs/outcome.ts";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { OUTCOMES } from "#words/outcomes.ts";

type OutcomeMeasure = Extract<RunMeasure, keyof typeof OutcomesSchema.shape>;

/** An outcome as tables have it. */
export interface OutcomeRow {
  outcome: Outcome;
  /** Where the snapshot counts its runs. */
  measure: OutcomeMeasure;
  label: string;
  meaning: string;
  /** What its runs are in a share of passes. */
  counts: "passed" | "not passed" | "not counted";
}

const rowOf = (outcome: Outcome, measure: OutcomeMeasure, counts: OutcomeRow["counts"]): OutcomeRow => ({
  outcome,
  measure,
  label: OUTCOMES[outcome].label,
  meaning: OutcomesSchema.shape[measure].description ?? "",
  counts,
});

/** Every outcome: those that count first. */
export const OUTCOME_ROWS: readonly OutcomeRow[] = [
  rowOf("pass", "pass", "passed"),
  rowOf("fail", "fail", "not passed"),
  rowOf("timeout", "timeout", "not passed"),
  rowOf("unknown-failure", "unknownFailure", "not passed"),
  rowOf("infrastructure-error", "infrastructureError", "not counted"),
  rowOf("not-stated", "notStated", "not counted"),
  rowOf("not-final", "notFinal", "not counted"),
  rowOf("excluded", "excluded", "not counted"),
];
