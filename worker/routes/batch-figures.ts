import type { Claims, Difference } from "#contract/batch-details.ts";
import type { Totals } from "#contract/figures.ts";
import type { BatchClaimsRow } from "../db/read-batches.ts";

/** Averages that differ by less are the same: sums are kept in billionths. */
const ROUNDING = 1e-6;

const claimsOf = ({ totalRuns, successfulRuns, avgScore, avgWeightedScore }: BatchClaimsRow): Claims => ({
  totalRuns,
  successfulRuns,
  avgScore,
  avgWeightedScore,
});

/** The claims that the runs do not bear out. What is not claimed cannot differ; a claim about what no run has always does. */
export const differencesOf = (claims: Claims, recomputed: Pick<Totals, keyof Claims>): Difference[] =>
  (Object.keys(claims) as (keyof Claims)[]).flatMap((field) => {
    const [claimed, ours] = [claims[field], recomputed[field]];
    if (claimed === null) return [];
    const isSame = ours !== null && Math.abs(claimed - ours) <= ROUNDING * Math.max(1, Math.abs(ours));
    return isSame ? [] : [{ field, claimed, recomputed: ours }];
  });

/** What a batch says of itself, beside what its runs add up to. */
export const describeBatch = <Recomputed extends Totals>(row: BatchClaimsRow, recomputed: Recomputed) => {
  const claimed = claimsOf(row);
  return {
    batchId: row.batchId,
    createdAt: row.createdAt,
    completedAt: row.completedAt,
    status: row.completedAt === null ? ("running" as const) : ("completed" as const),
    claimed,
    differences: differencesOf(claimed, recomputed),
    ...recomputed,
  };
};
