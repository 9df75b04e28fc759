import type * as z from "zod";
import type { RunSchema } from "#contract/runs/run.ts";
import { ENTRIES, type SampleEntry, type SampleSuite, SUITES, TIERS, TRIALS } from "./cast.ts";
import { randomOf } from "./random.ts";
import { shiftTo } from "./sample-days.ts";

/** A run as a harness would submit it. */
export type RunPayload = z.input<typeof RunSchema>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface Attempt {
  suite: SampleSuite;
  scenario: string;
  tier: string;
  entry: SampleEntry;
  trial: number;
  /** Its number within its batch. */
  position: number;
  /** By how many milliseconds its dates are moved. */
  shift: number;
}

/**
 * Made-up runs, the same ones each time but for their dates, the last of which is the day that is given (YYYY-MM-DD). Batch by batch: three
 * suites, one of them in two versions and one with graded scores, five tiers, some dozen entries, three trials. Every run says that it is
 * synthetic. They hold what real runs hold and pages must bear: gaps in telemetry, every kind of failure, runs without a verdict or not yet
 * final, an entry that missed scenarios, two that tie exactly.
 */
export function* sampleRuns(lastDay: string): Generator<RunPayload> {
  const shift = shiftTo(lastDay);
  for (const suite of SUITES) {
    for (const entry of ENTRIES.slice(0, suite.entries)) {
      let position = 0;
      for (let trial = 1; trial <= TRIALS; trial++) {
        for (const scenario of suite.scenarios.slice(entry.misses ?? 0)) {
          for (const tier of suite.tiers) {
            yield runOf({ suite, scenario, tier, entry, trial, position, shift });
            position += 1;
          }
        }
      }
    }
  }
}

/** The batch of an entry's runs of a suite. */
export const batchIdOf = ({ suite, suiteVersion }: SampleSuite, entry: SampleEntry): string =>
  ["sample", suite, suiteVersion, entry.agent, entry.model, entry.variant]
    .filter((part) => part !== undefined)
    .join(":");

const runOf = (attempt: Attempt): RunPayload => {
  const { suite, scenario, tier, entry, trial } = attempt;
  const batchId = batchIdOf(suite, entry);
  const startedAt = startOf(attempt);
  const durationMs = durationOf(attempt);
  const result = resultOf(attempt);
  const isFinal = result.status === "completed" || result.status === "failed";
  return {
    runId: `${batchId}:${scenario}:${tier}:${trial}`,
    batchId,
    suite: suite.suite,
    ...(suite.suiteVersion === undefined ? {} : { suiteVersion: suite.suiteVersion }),
    scenario,
    tier,
    agent: entry.agent,
    ...(entry.model === undefined ? {} : { model: entry.model }),
    ...(entry.variant === undefined ? {} : { variant: entry.variant }),
    startedAt: new Date(startedAt).toISOString(),
    ...(isFinal ? { completedAt: new Date(startedAt + durationMs).toISOString() } : {}),
    synthetic: true,
    ...(entry.relationship === undefined ? {} : { relationship: entry.relationship }),
    ...(isFinal && entry.hasLinks === true ? { links: linksOf(attempt) } : {}),
    ...result,
    ...(isFinal ? telemetryOf(attempt, durationMs) : {}),
  };
};

/** Where a harness would have put what it kept of the run: addresses that lead nowhere, on a host that is made for examples. */
const linksOf = ({ suite, scenario, tier, entry, trial }: Attempt): NonNullable<RunPayload["links"]> => {
  const place = [suite.suite, entry.agent, entry.model ?? "no-model", scenario, tier, trial].join("/");
  return (["transcript", "patch"] as const).map((kind) => ({
    kind,
    url: `https://example.org/made-up/${place}/${kind}`,
  }));
};

/** An entry begins a suite on a day of its own, repeats it every fortnight, and takes a quarter of an hour a run. */
const startOf = ({ suite, entry, trial, position, shift }: Attempt): number =>
  Date.parse(suite.start) +
  shift +
  (ENTRIES.indexOf(entry) + 7 * (entry.weeksLater ?? 0)) * DAY_MS +
  (trial - 1) * 14 * DAY_MS +
  (position % 48) * 15 * MINUTE_MS;

const durationOf = ({ suite, scenario, tier, entry, trial }: Attempt): number => {
  const random = randomOf("duration", suite.suite, scenario, tier, entry.agent, entry.model ?? "", trial);
  return Math.round((1 + 9 * random() * random()) * entry.appetite * MINUTE_MS * 0.5);
};

type Result = Pick<
  RunPayload,
  "status" | "isSuccessful" | "totalScore" | "weightedScore" | "errorType" | "evaluations" | "metadata"
>;

/** The first run of the last entry is still running, its second one was given up: neither counts. */
const unfinishedOf = ({ suite, entry, trial, position }: Attempt): Result | undefined => {
  if (suite.suite !== "refactor" || entry !== ENTRIES.at(-1) || trial !== 1) return undefined;
  if (position === 0) return { status: "running" };
  return position === 1 ? { status: "incomplete" } : undefined;
};

const resultOf = (attempt: Attempt): Result => {
  const { suite, scenario, tier, entry, trial } = attempt;
  const unfinished = unfinishedOf(attempt);
  if (unfinished) return unfinished;
  const random = randomOf("result", suite.suite, suite.suiteVersion ?? "", scenario, tier, entry.luck, trial);
  const difficulty = randomOf("difficulty", suite.suite, scenario)() * 0.7 - 0.35;
  const chance = Math.min(0.97, Math.max(0.03, 0.5 + entry.ability + (TIERS[tier] ?? 0) - difficulty));
  const fate = random();
  const failure = failureOf(fate);
  if (failure) return { status: "failed", ...failure, evaluations: [] };
  const score = suite.graded === true ? gradedScore(chance, random) : Number(random() < chance);
  const isSuccessful = score >= 0.7;
  if (!isSuccessful && fate > 0.9) return { status: "failed", errorType: "agent", isSuccessful, totalScore: score };
  return {
    status: "completed",
    // Some harnesses only score: these runs carry no verdict.
    ...(fate > 0.89 && fate <= 0.9 ? {} : { isSuccessful }),
    totalScore: score,
    weightedScore: score * 10,
    evaluations: evaluationsOf(score, random),
  };
};

/** Shares of the points in steps of a twentieth. */
const gradedScore = (chance: number, random: () => number): number =>
  Math.round(20 * Math.min(1, Math.max(0, chance + (random() + random() - 1) * 0.5))) / 20;

/** What goes wrong before the agent has its say; one kind is told the old way, in the metadata, and one not at all. */
const failureOf = (fate: number): Pick<Result, "errorType" | "metadata"> | undefined => {
  if (fate < 0.008) return { errorType: "workspace" };
  if (fate < 0.012) return { errorType: "prompt" };
  if (fate < 0.02) return { errorType: "evaluation" };
  if (fate < 0.04) return { errorType: "timeout" };
  if (fate < 0.045) return { metadata: { errorType: "timeout", error: "no answer within 20 minutes" } };
  if (fate < 0.052) return { errorType: "unknown" };
  return fate < 0.058 ? {} : undefined;
};

const evaluationsOf = (score: number, random: () => number): NonNullable<RunPayload["evaluations"]> => {
  const passed = Math.round(score * 20);
  const readability = Math.round(Math.min(10, 3 + 5 * score + 2 * random()) * 2) / 2;
  return [
    { evaluatorName: "tests", score: passed, maxScore: 20, details: `${passed} of 20 tests passed` },
    { evaluatorName: "lint", score: Number(random() < 0.5 + score / 2), maxScore: 1 },
    {
      evaluatorName: "judge",
      score: readability,
      maxScore: 10,
      details: readability < 5 ? "The change is hard to follow." : "The change reads well.",
    },
  ];
};

/** Telemetry has gaps: one run in thirty reports none, others leave out their duration or their tool calls. */
const telemetryOf = (attempt: Attempt, durationMs: number): Pick<RunPayload, "telemetry"> => {
  const { suite, scenario, tier, entry, trial } = attempt;
  const random = randomOf("telemetry", suite.suite, scenario, tier, entry.luck, trial);
  const gap = random();
  if (gap < 1 / 30) return {};
  const tokensIn = Math.round((20_000 + 180_000 * random() * random()) * entry.appetite);
  const tokensOut = Math.round(tokensIn * (0.03 + 0.05 * random()));
  return {
    telemetry: {
      ...(gap < 0.08 ? {} : { toolCalls: Math.round(5 + 40 * random() * entry.appetite) }),
      tokensIn,
      tokensOut,
      ...(entry.price === undefined
        ? {}
        : { costUsd: Math.round((tokensIn + 5 * tokensOut) * entry.price * 100) / 1e8 }),
      ...(gap > 0.92 ? {} : { durationMs }),
    },
  };
};
