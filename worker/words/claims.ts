import type { Claims, Difference } from "#contract/batches/claims.ts";
import { formatCount, UNKNOWN } from "./numbers.ts";

/** What each claim that a harness can make of a batch is about. */
export const CLAIM_LABELS: Readonly<Record<keyof Claims, string>> = {
  totalRuns: "Runs",
  successfulRuns: "Successful runs",
  avgScore: "Mean score of successful runs",
  avgWeightedScore: "Mean weighted score of successful runs",
};

/** Whether a batch's harness claims any total. */
export const makesClaims = (claimed: Claims): boolean => Object.values(claimed).some((claim) => claim !== null);

/** Whether a batch's runs bear out what its harness claims: "2 differ", "agree", or "n/a" where it claims nothing. */
export const describeClaims = (batch: { claimed: Claims; differences: readonly Difference[] }): string => {
  const { claimed, differences } = batch;
  if (differences.length > 0)
    return `${formatCount(differences.length)} ${differences.length === 1 ? "differs" : "differ"}`;
  return makesClaims(claimed) ? "agree" : UNKNOWN;
};
