import { CLAIMS } from "#contract/batches/claims.ts";
import { CLAIM_LABELS } from "#words/claims.ts";
import { formatNumber } from "#words/numbers.ts";
import type { Batch } from "../snapshot/batches.ts";

/** A claim beside what the runs add up to, in words. */
export interface ClaimRow {
  label: string;
  claimed: string;
  recomputed: string;
  verdict: "agrees" | "differs" | "not claimed";
}

/** Every claim that a batch's harness can make, beside what its runs add up to. */
export const claimRows = ({ claimed, recomputed, differences }: Batch): ClaimRow[] =>
  CLAIMS.map((field) => {
    const claim = claimed[field];
    const isDifferent = differences.some((difference) => difference.field === field);
    return {
      label: CLAIM_LABELS[field],
      claimed: claim === null ? "not claimed" : formatNumber(claim, 6),
      recomputed: formatNumber(recomputed[field], 6),
      verdict: claim === null ? "not claimed" : isDifferent ? "differs" : "agrees",
    };
  });
