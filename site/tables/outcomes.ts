import { OUTCOME_NAMES, OUTCOMES, type Outcome, type OutcomeMeasure, outcomeMeasure } from "#contract/runs/outcomes.ts";
import { OUTCOME_WORDS } from "#words/outcomes.ts";

/** An outcome as tables have it. */
export interface OutcomeRow {
  outcome: Outcome;
  /** Where the snapshot counts its runs. */
  measure: OutcomeMeasure;
  /** What a reader calls one run of it, and several. */
  label: string;
  many: string;
  meaning: string;
  /** What its runs are in a share of passes. */
  counts: (typeof OUTCOMES)[Outcome]["counts"];
}

const rowOf = (outcome: Outcome): OutcomeRow => ({
  outcome,
  measure: outcomeMeasure(outcome),
  ...OUTCOME_WORDS[outcome],
  ...OUTCOMES[outcome],
});

/** Every outcome: those that count first. */
export const OUTCOME_ROWS: readonly OutcomeRow[] = OUTCOME_NAMES.map(rowOf).sort(
  (a, b) => Number(a.counts === "not counted") - Number(b.counts === "not counted"),
);
