import { CLAIMS } from "#contract/batches/claims.ts";
import { CLAIM_LABELS } from "#words/claims.ts";
import { formatNumber } from "#words/numbers.ts";
import type { Batch } from "../snapshot/batches.ts";
import { formatGap } from "./batch-sentences.ts";

/** A claim beside what the runs add up to, in words. */
export interface ClaimRow {
  label: string;
  claimed: string;
  recomputed: string;
  /** "same", or how much more or less is claimed. */
  verdict: string;
  isBorneOut: boolean;
}

/** Every claim that a batch's harness makes, beside what its runs add up to. */
export const claimRows = ({ claimed, recomputed, differences }: Batch): ClaimRow[] =>
  CLAIMS.flatMap((field) => {
    const claim = claimed[field];
    if (claim === null) return [];
    const isBorneOut = !differences.some((difference) => difference.field === field);
    return {
      label: CLAIM_LABELS[field],
      claimed: formatNumber(claim, 6),
      recomputed: formatNumber(recomputed[field], 6),
      verdict: isBorneOut ? "same" : `differs: ${formatGap(claim, recomputed[field])}`,
      isBorneOut,
    };
  });
