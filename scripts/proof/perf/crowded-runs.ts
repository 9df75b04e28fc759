import type { Names } from "./endpoints.ts";
import type { MadeRun } from "./made-runs.ts";

const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** What runs can be crowded in: each has thousands of one thing, and one of everything else. */
export const CROWDS = [
  "suites",
  "versions",
  "scenarios",
  "tiers",
  "agents",
  "models",
  "variants",
  "batches",
  "evaluators",
  "days",
] as const;
export type Crowd = (typeof CROWDS)[number];

type CrowdedRun = MadeRun & { suiteVersion?: string; variant?: string };

/** The most evaluations that a run may have. */
const MOST_EVALUATIONS = 1_000;

/** What is told apart in each crowd, by number. */
const TOLD_APART: { [Of in Crowd]: (n: number) => Partial<CrowdedRun> } = {
  suites: (n) => ({ suite: `suites-${n}` }),
  versions: (n) => ({ suiteVersion: `1.${n}` }),
  scenarios: (n) => ({ scenario: `scenario-${n}` }),
  tiers: (n) => ({ tier: `tier-${n}` }),
  agents: (n) => ({ agent: `agent-${n}` }),
  models: (n) => ({ model: `model-${n}` }),
  variants: (n) => ({ variant: `variant-${n}` }),
  batches: (n) => ({ batchId: `batches-${n}` }),
  evaluators: () => ({}),
  days: (n) => ({
    startedAt: new Date(START - n * DAY).toISOString(),
    completedAt: new Date(START - n * DAY).toISOString(),
  }),
};

const runOf = (crowd: Crowd, n: number): CrowdedRun => {
  const startedAt = new Date(START + (n % 60) * 60_000).toISOString();
  return {
    ...{ runId: `${crowd}:${n}`, batchId: `${crowd}-0`, suite: `${crowd}-0`, scenario: "scenario-0", tier: "tier-0" },
    ...{ agent: "agent-0", model: "model-0", status: "completed", startedAt, completedAt: startedAt, totalScore: 1 },
    ...{ isSuccessful: true, synthetic: true, metadata: {} },
    evaluations: [{ evaluatorName: "evaluator-0", score: 1, maxScore: 1 }],
    ...TOLD_APART[crowd](n),
  };
};

/** The runs of a crowd of so many, as lines. Evaluators come many to a run, everything else one. */
export function* crowdedLines(crowd: Crowd, count: number): Generator<string> {
  if (crowd !== "evaluators") {
    for (let n = 0; n < count; n++) yield JSON.stringify(runOf(crowd, n));
    return;
  }
  for (let first = 0; first < count; first += MOST_EVALUATIONS) {
    const evaluations = Array.from({ length: Math.min(MOST_EVALUATIONS, count - first) }, (_, n) => ({
      ...{ evaluatorName: `evaluator-${first + n}`, score: 1, maxScore: 1 },
    }));
    yield JSON.stringify({ ...runOf(crowd, first), evaluations });
  }
}

/** What requests ask for in a crowd. */
export const crowdedNames = (crowd: Crowd): Names => ({
  ...{ suite: `${crowd}-0`, scenario: "scenario-0", tier: "tier-0", agent: "agent-0", model: "model-0" },
  ...{ evaluator: "evaluator-0", runId: `${crowd}:0`, batches: [`${crowd}-0`, "suites-0"] },
  entries: [
    `agent-0~model-0${crowd === "variants" ? "~variant-0" : ""}`,
    crowd === "agents" ? "agent-1~model-0" : "agent-0~model-0",
  ],
});
