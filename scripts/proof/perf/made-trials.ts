import { KNOWN_TIERS as TIERS } from "#contract/names/tier.ts";
import { randomOf } from "../../sample/random.ts";
import type { Names } from "./endpoints.ts";
import type { MadeRun } from "./made-runs.ts";

const DAY = 86_400_000;
const ENTRIES = 10;
const SCENARIOS = 100;

/** How many cells the trials are of. */
export const CELLS = ENTRIES * SCENARIOS * TIERS.length;

/** The days on which runs start: before today, and all among the last 30 even if midnight passes meanwhile. */
const DAYS = 28;

/** The name of a trial of the cell that requests ask for, or of another scenario. */
export const runIdOf = (trial: number, scenario = 0): string => `perf:${trial}:0:${scenario}:L0`;

/** What requests ask for. */
export const NAMES: Names = {
  suite: "perf",
  scenario: "scenario-0",
  tier: "L0",
  agent: "agent-0",
  model: "model-0",
  evaluator: "tests",
  batches: ["perf:0-0", "perf:0-1"],
  entries: ["agent-0~model-0", "agent-1~model-1"],
  runId: runIdOf(0),
};

const madeRun = (trial: number, { entry, scenario, tier }: { entry: number; scenario: number; tier: number }) => {
  const random = randomOf("trial", trial, entry, scenario, tier);
  // Two batches and days for each cell, both reached by its first two trials: more trials bring new pairs of neither.
  const half = trial % 2;
  const day = (entry * TIERS.length * 2 + tier * 2 + half) % DAYS;
  const isSuccessful = random() < 0.3 + 0.04 * entry;
  const startsAt = new Date(Math.floor(Date.now() / DAY) * DAY - (day + 1) * DAY + Math.floor(random() * DAY));
  const startedAt = startsAt.toISOString();
  return {
    runId: `perf:${trial}:${entry}:${scenario}:${TIERS[tier]}`,
    batchId: `perf:${entry}-${half}`,
    suite: NAMES.suite,
    scenario: `scenario-${scenario}`,
    tier: TIERS[tier] ?? "",
    agent: `agent-${entry % 5}`,
    model: `model-${entry}`,
    status: "completed",
    startedAt,
    completedAt: startedAt,
    totalScore: Number(isSuccessful),
    isSuccessful,
    synthetic: true,
    metadata: { trial, source: "made for measuring" },
    evaluations: [
      { evaluatorName: NAMES.evaluator, score: Number(isSuccessful), maxScore: 1 },
      { evaluatorName: "build", score: Math.round(random() * 10), maxScore: 10 },
    ],
    telemetry: {
      costUsd: Math.round(random() * 2e6) / 1e6,
      tokensIn: Math.round(random() * 1e6),
      tokensOut: Math.round(random() * 1e4),
      durationMs: Math.round(random() * 6e5),
    },
  } satisfies MadeRun;
};

/**
 * The trials from number `from` to before `to` of each of the CELLS, as lines, a whole round after the other. From two trials a cell on, more of
 * them add no cell, batch, day or evaluator, nor a pair of those: whatever an endpoint reads more of, it reads by the run.
 */
export function* madeTrials(from: number, to: number): Generator<string> {
  for (let trial = from; trial < to; trial++) {
    for (let entry = 0; entry < ENTRIES; entry++) {
      for (let scenario = 0; scenario < SCENARIOS; scenario++) {
        for (let tier = 0; tier < TIERS.length; tier++) yield JSON.stringify(madeRun(trial, { entry, scenario, tier }));
      }
    }
  }
}
