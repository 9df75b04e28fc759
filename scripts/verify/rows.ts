import { CLAIMS } from "#contract/batches/claims.ts";
import type { Entry } from "#contract/names/entry.ts";
import { allRuns, OUTCOME_NAMES, outcomeMeasure } from "#contract/runs/outcomes.ts";
import type { SnapshotBatch } from "#contract/snapshot/batches.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { RunMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { differencesOf, recomputeClaims } from "#statistics/batches/claims.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { type Usage, usageOf } from "#statistics/costs/usage.ts";
import { standingFigures } from "#statistics/findings/board-entry.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import type { RecomputedBoard } from "./boards.ts";

/** A row as it has to be, by the names of the columns; undefined: null in the file. */
export type Row = Record<string, string | number | boolean | null | undefined>;

const momentOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** The three names of an entry. */
export const entryRow = ({ agent, model, variant }: Entry): Row => ({ agent, model, variant });

const usageRow = ({ cost, costPerSuccess, tokens, duration, toolCalls }: Usage): Row => ({
  costUsdTotal: cost.total,
  costUsdMean: cost.mean,
  costShare: cost.share,
  costUsdPerSuccess: costPerSuccess,
  tokensMean: tokens.mean,
  tokensShare: tokens.share,
  durationMsMean: duration.mean,
  durationShare: duration.share,
  toolCallsMean: toolCalls.mean,
  toolCallsShare: toolCalls.share,
});

const outcomeRow = (counts: Record<RunMeasure, number>): Row =>
  Object.fromEntries(OUTCOME_NAMES.map(outcomeMeasure).map((measure) => [measure, counts[measure]]));

/** An entry's row of a leaderboard. */
export const standingRow = ({ version, metric, tier }: RecomputedBoard, standing: Standing): Row => ({
  ...{ suite: version.suite, suiteVersion: version.suiteVersion },
  tier: tier === undefined ? undefined : version.tiers[tier],
  metric,
  ...standingFigures(standing, version.entries[standing.entry] ?? { agent: "" }),
});

const meanOf = (sum: number, runs: number): number | null => (runs === 0 ? null : sum / runs);

/** What an entry did in a cell. */
export const cellRow = ({ entries, tiers }: RecomputedBoard["version"], cell: Cell): Row => ({
  ...entryRow(entries[cell.entry] ?? { agent: "" }),
  tier: tiers[cell.tier],
  counted: countedRuns(cell),
  ...outcomeRow(cell),
  scoreMean: meanOf(cell.scoreSum / SCORE_UNITS, cell.scoreRuns),
  scoreRuns: cell.scoreRuns,
  costUsdMean: meanOf(cell.costSum / COST_UNITS, cell.costRuns),
  costRuns: cell.costRuns,
  tokensMean: meanOf(cell.tokensInSum + cell.tokensOutSum, cell.tokenRuns),
  tokenRuns: cell.tokenRuns,
  durationMsMean: meanOf(cell.durationSum / DURATION_UNITS, cell.durationRuns),
  durationRuns: cell.durationRuns,
});

const claimedName = (claim: string): string => `claimed${claim.charAt(0).toUpperCase()}${claim.slice(1)}`;

/** A batch: what is claimed of it, and what its runs add up to. */
export const batchRow = (batch: SnapshotBatch): Row => {
  const runs = allRuns(batch);
  const counted = countedRuns(batch);
  const recomputed = recomputeClaims({ ...batch, runs });
  const hasClaims = CLAIMS.some((claim) => batch.claimed[claim] !== null);
  return {
    ...{ batchId: batch.batchId, syntheticRuns: batch.syntheticRuns, runs, counted },
    ...{ firstPartyRuns: batch.firstPartyRuns, thirdPartyRuns: batch.thirdPartyRuns },
    ...{ createdAt: momentOf(batch.createdAt), completedAt: momentOf(batch.completedAt) },
    status: batch.completedAt === null ? "running" : "completed",
    passShare: counted > 0 ? batch.pass / counted : null,
    ...outcomeRow(batch),
    ...Object.fromEntries(CLAIMS.map((claim) => [claimedName(claim), batch.claimed[claim]])),
    ...{ avgScore: recomputed.avgScore, avgWeightedScore: recomputed.avgWeightedScore },
    differingClaims: hasClaims ? differencesOf(batch.claimed, recomputed).length : null,
    ...usageRow(usageOf([batch])),
  };
};
