import type * as z from "zod";
import type { BatchSchema } from "#contract/batches/batch.ts";
import type { RunSchema } from "#contract/runs/run.ts";
import { randomOf } from "../../sample/random.ts";

/** A run as a harness would submit it. */
export type RunPayload = z.input<typeof RunSchema>;
/** A batch as a harness would submit it. */
export type BatchPayload = z.input<typeof BatchSchema>;

/** What a run's states follow from: the seed and this. */
export interface RunPlan {
  number: number;
  batchId: string | undefined;
  /** Which of the account's keys it is sent with. */
  owner: number;
}

/** What a batch's states follow from. */
export interface BatchPlan {
  /** How many runs the harness claims. */
  size: number;
  owner: number;
}

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** Every 5th run is first submitted before it is final; of those every 4th stays so. */
const EARLY_SHARE = 0.2;
const ABANDONED_SHARE = 0.25;

export const runIdOf = (seed: string, number: number): string => `faults:${seed}:${number}`;

/**
 * The states of a run in the order in which they are submitted: a final one, often after a running or incomplete one, which sometimes
 * is all. The same ones for the same seed and plan. Few names, so that cells hold many runs; every kind of outcome, and every gap.
 */
export const statesOf = (seed: string, { number, batchId }: Pick<RunPlan, "number" | "batchId">): RunPayload[] => {
  const random = randomOf("faults", seed, number);
  const one = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const startedAt = START + Math.floor(random() * 5 * DAY_MS);
  const names = {
    runId: runIdOf(seed, number),
    ...(batchId !== undefined && { batchId }),
    suite: one("faults", "faults/ünïcode 'quoted'"),
    ...one({}, { suiteVersion: "1" }, { suiteVersion: "2" }),
    scenario: one("a", "b", "c"),
    tier: one("L0", "L1"),
    agent: one("imaginary-otter", "imaginary-heron"),
    ...one({}, { model: "default" }, { model: "made-up" }),
    ...one({}, { variant: "high" }),
    startedAt: new Date(startedAt).toISOString(),
    synthetic: true,
  };
  const isEarly = random() < EARLY_SHARE;
  const isAbandoned = isEarly && random() < ABANDONED_SHARE;
  const early: RunPayload = {
    ...names,
    status: one("running", "incomplete"),
    // What the final state no longer has: a mixture of the two would show.
    metadata: { early: number },
    evaluations: [{ evaluatorName: "early", score: 1, maxScore: 2 }],
    telemetry: { toolCalls: 1, workspaceDir: "/early" },
  };
  const final: RunPayload = {
    ...names,
    completedAt: new Date(startedAt + Math.floor(random() * 1e6)).toISOString(),
    ...resultOf(random),
    ...telemetryOf(random),
  };
  if (isAbandoned) return [early];
  return isEarly ? [early, final] : [final];
};

/** A score with four digits. */
const scoreOf = (random: () => number): number => Math.round(random() * 1e4) / 1e4;

const resultOf = (random: () => number): Pick<RunPayload, "status"> & Partial<RunPayload> => {
  const fate = random();
  const scores = {
    ...(random() < 0.8 && { totalScore: scoreOf(random) }),
    ...(random() < 0.6 && { weightedScore: 10 * scoreOf(random) }),
  };
  const evaluations = ["tests", "lint", "judge"].slice(0, Math.floor(random() * 4)).map((evaluatorName, position) => ({
    evaluatorName,
    score: Math.round(random() * 20) / 2,
    maxScore: 3 + 7 * position,
    ...(random() < 0.3 && { details: `"${Math.round(random() * 1e6)}" of\n'many'` }),
  }));
  const metadata = { text: "x".repeat(Math.floor(random() * 400)), nested: { values: [1, "two", null, random()] } };
  if (fate < 0.5) return { status: "completed", isSuccessful: true, ...scores, evaluations, metadata };
  if (fate < 0.75) return { status: "completed", isSuccessful: false, ...scores, evaluations };
  if (fate < 0.8) return { status: "completed", ...scores, evaluations, metadata };
  if (fate < 0.84) return { status: "failed", metadata: { errorType: "timeout" }, evaluations };
  const kinds = ["workspace", "prompt", "agent", "evaluation", "timeout", "unknown", undefined] as const;
  const errorType = kinds[Math.floor(random() * kinds.length)];
  return { status: "failed", ...(errorType && { errorType }), ...(random() < 0.3 && scores), evaluations };
};

const telemetryOf = (random: () => number): Pick<RunPayload, "telemetry"> => {
  if (random() < 0.1) return {};
  return {
    telemetry: {
      workspaceDir: "/work",
      ...(random() < 0.8 && { toolCalls: Math.floor(random() * 100) }),
      ...(random() < 0.8 && { tokensIn: Math.floor(random() * 1e6) }),
      ...(random() < 0.8 && { tokensOut: Math.floor(random() * 1e5) }),
      ...(random() < 0.3 && { cacheReadTokens: Math.floor(random() * 1e6) }),
      ...(random() < 0.7 && { costUsd: Math.round(random() * 2e6) / 1e6 }),
      ...(random() < 0.8 && { durationMs: Math.floor(random() * 6e5) }),
    },
  };
};

/** The two states of a batch: begun, and ended with its harness's claims. */
export const batchStatesOf = (batchId: string, { size }: Pick<BatchPlan, "size">): [BatchPayload, BatchPayload] => {
  const begun = { batchId, createdAt: START, metadata: { size } };
  return [begun, { ...begun, completedAt: START + DAY_MS, totalRuns: size, avgScore: 1 / 3 }];
};
