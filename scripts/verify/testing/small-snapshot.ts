import type { Snapshot, SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";

const SCENARIOS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const positions = SCENARIOS.map((_, position) => position);

/**
 * Eight scenarios. In L0 "best" passes all and "worst" none, two trials each; in L1 "best" alone ran the first scenario, once, for half a
 * dollar, 30 tokens and two seconds, after an attempt that the infrastructure spoilt.
 */
const plain: SnapshotSuite = {
  suite: "plain",
  suiteVersion: "2",
  scenarios: SCENARIOS,
  tiers: ["L0", "L1"],
  entries: [{ agent: "worst", model: "m" }, { agent: "best", model: "m", variant: "fast" }, { agent: "absent" }],
  cells: {
    scenario: [...positions, ...positions, 0],
    tier: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    entry: [...positions.map(() => 0), ...positions.map(() => 1), 1],
    pass: [...positions.map(() => 0), ...positions.map(() => 2), 1],
    fail: [...positions.map(() => 2), ...positions.map(() => 0), 0],
    infrastructureError: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    costRuns: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    costSum: [...positions.map(() => 0), ...positions.map(() => 0), 0.5 * COST_UNITS],
    costPasses: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    tokenRuns: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    tokensInSum: [...positions.map(() => 0), ...positions.map(() => 0), 20],
    tokensOutSum: [...positions.map(() => 0), ...positions.map(() => 0), 10],
    durationRuns: [...positions.map(() => 0), ...positions.map(() => 0), 1],
    durationSum: [...positions.map(() => 0), ...positions.map(() => 0), 2000 * DURATION_UNITS],
  },
};

/** One run a cell, scored by shares of the points: "best" has 0.75 everywhere and passes, "worst" 0.25. It states no version. */
const graded: SnapshotSuite = {
  suite: "graded",
  scenarios: SCENARIOS,
  tiers: ["L0"],
  entries: [{ agent: "best", model: "m", variant: "fast" }, { agent: "worst" }],
  cells: {
    scenario: [...positions, ...positions],
    tier: [...positions, ...positions].map(() => 0),
    entry: [...positions.map(() => 0), ...positions.map(() => 1)],
    pass: [...positions.map(() => 1), ...positions.map(() => 0)],
    fail: [...positions.map(() => 0), ...positions.map(() => 1)],
    scoreRuns: [...positions, ...positions].map(() => 1),
    scoreSum: [...positions.map(() => 0.75 * SCORE_UNITS), ...positions.map(() => 0.25 * SCORE_UNITS)],
  },
};

/** Two suites and two batches: one over with a wrong claim, one that is still running and claims nothing. */
export const SMALL_SNAPSHOT: Snapshot = {
  id: "5".repeat(64),
  createdAt: "2026-08-01T12:00:00.000Z",
  runs: 50,
  suites: [graded, plain],
  batches: [
    {
      batchId: ["over", "running"],
      createdAt: [Date.UTC(2026, 6, 1), null],
      completedAt: [Date.UTC(2026, 6, 2), null],
      claimed: { totalRuns: [4, null], successfulRuns: [3, null], avgScore: [0.5, null] },
      pass: [2, 0],
      fail: [1, 0],
      infrastructureError: [1, 1],
      passScoreRuns: [2, 0],
      passScoreSum: [1 * SCORE_UNITS, 0],
      costRuns: [2, 0],
      costSum: [3 * COST_UNITS, 0],
      costPasses: [2, 0],
    },
  ],
};

/** The same with the first metric of the graded suite stated. */
export const withFirstMetric = (firstMetric: "score" | "success"): Snapshot => ({
  ...SMALL_SNAPSHOT,
  suites: [{ ...graded, stated: { suite: "graded", manifest: { firstMetric }, decisions: [] } }, plain],
});
