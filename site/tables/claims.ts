import { CLAIMS, type Claims } from "#contract/batches/claims.ts";
import { formatCount, formatExactly, UNKNOWN } from "#words/numbers.ts";
import type { Batch } from "../snapshot/batches.ts";

const LABELS: Record<keyof Claims, string> = {
  totalRuns: "Runs",
  successfulRuns: "Successful runs",
  avgScore: "Mean score of successful runs",
  avgWeightedScore: "Mean weighted score of successful runs",
};

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
      label: LABELS[field],
      claimed: claim === null ? "not claimed" : formatExactly(claim),
      recomputed: formatExactly(recomputed[field]),
      verdict: claim === null ? "not claimed" : isDifferent ? "differs" : "agrees",
    };
  });

/** Whether a batch's runs bear out what its harness claims: "2 differ", "agree", or "n/a" where it claims nothing. */
export const describeClaims = ({ hasClaims, differences }: Pick<Batch, "hasClaims" | "differences">): string => {
  if (differences.length > 0)
    return `${formatCount(differences.length)} ${differences.length === 1 ? "differs" : "differ"}`;
  return hasClaims ? "agree" : UNKNOWN;
};
