import type { Claims, Difference } from "#contract/batches/claims.ts";
import { keysOf } from "#contract/names/records.ts";
import type { BatchMeasure } from "#contract/snapshot/measures.ts";
import { meanOf } from "../cells/observation.ts";

/** Averages that differ by less are the same: sums are kept in billionths. */
const ROUNDING = 1e-6;

/** What claims are held against. */
export type Recomputed = Pick<Claims, "avgScore" | "avgWeightedScore"> & { totalRuns: number; successfulRuns: number };

type Sums = Record<Extract<BatchMeasure, "pass" | `pass${string}`> | "runs", number>;

/**
 * What runs add up to in the words of the claims, which are those of the original API: averages are over completed, successful runs that
 * have a score; null if none has. Takes counts, and sums in billionths.
 */
export const recomputeClaims = (sums: Sums): Recomputed => ({
  totalRuns: sums.runs,
  successfulRuns: sums.pass,
  avgScore: meanOf(sums.passScoreSum, sums.passScoreRuns),
  avgWeightedScore: meanOf(sums.passWeightedSum, sums.passWeightedRuns),
});

/**
 * The claims that the runs do not bear out. What is not claimed cannot differ; a claim about what no run has does, unless it is 0, which the
 * original's harness claims for want of a figure.
 */
export const differencesOf = (claims: Claims, recomputed: Recomputed): Difference[] =>
  keysOf(claims).flatMap((field) => {
    const [claimed, ours] = [claims[field], recomputed[field]];
    if (claimed === null) return [];
    if (ours === null && claimed === 0) return [];
    const isSame = ours !== null && Math.abs(claimed - ours) <= ROUNDING * Math.max(1, Math.abs(ours));
    return isSame ? [] : [{ field, claimed, recomputed: ours }];
  });
