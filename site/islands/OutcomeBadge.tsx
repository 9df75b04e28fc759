import type { Outcome } from "#contract/runs/run.ts";
import { OUTCOME_WORDS } from "#words/outcomes.ts";

/** An outcome as a sign and a word; the colour only repeats them. */
export const OutcomeBadge = ({ outcome }: { outcome: Outcome }) => {
  const { label, sign } = OUTCOME_WORDS[outcome];
  return (
    <span className="live-outcome" data-outcome={outcome}>
      <span aria-hidden="true">{sign}</span> {label}
    </span>
  );
};
