import { randomOf } from "../../sample/random.ts";

/** How large the made-up board is: as many entries and scenarios as the largest public one of its kind. */
const ENTRIES = 134;
const SCENARIOS = 500;

/** A made-up run; the fields that the measurements need, as a harness submits them. */
export interface MadeRun {
  runId: string;
  batchId: string;
  suite: string;
  scenario: string;
  tier: string;
  agent: string;
  model: string;
  status: "completed";
  startedAt: string;
  completedAt: string;
  totalScore: number;
  isSuccessful: boolean;
  synthetic: true;
  metadata: Record<string, unknown>;
  evaluations: { evaluatorName: string; score: number; maxScore: number }[];
  telemetry?: { costUsd: number; tokensIn: number; tokensOut: number; durationMs: number };
}

const START = Date.UTC(2026, 0, 1);
/** Runs of the future are refused. */
const DAYS = 300;

/**
 * The runs of a board: every entry at every scenario, `trials` times. Whether one passes follows from the entry's skill and the
 * scenario's difficulty; every second entry reports its telemetry. The same each time.
 */
export function* madeRuns({
  entries = ENTRIES,
  scenarios = SCENARIOS,
  trials = 1,
}: {
  entries?: number;
  scenarios?: number;
  trials?: number;
} = {}): Generator<MadeRun> {
  for (let entry = 0; entry < entries; entry++) {
    const random = randomOf("perf", entry);
    const skill = 4 * random() - 2;
    const startedAt = new Date(START + (entry % DAYS) * 86_400_000).toISOString();
    for (let scenario = 0; scenario < scenarios; scenario++) {
      const difficulty = 4 * randomOf("difficulty", scenario)() - 2;
      for (let trial = 0; trial < trials; trial++) {
        const isSuccessful = random() < 1 / (1 + Math.exp(difficulty - skill));
        const score = Number(isSuccessful);
        yield {
          runId: `perf:entry-${entry}:scenario-${scenario}:${trial}`,
          batchId: `perf:entry-${entry}`,
          suite: "perf",
          scenario: `scenario__scenario-${scenario}`,
          tier: "L1",
          agent: `agent-${entry % 40}`,
          model: `model-${entry}`,
          status: "completed",
          startedAt,
          completedAt: startedAt,
          totalScore: score,
          isSuccessful,
          synthetic: true,
          metadata: { trial, source: "made for measuring" },
          evaluations: [{ evaluatorName: "tests", score, maxScore: 1 }],
          ...(entry % 2 === 0 && {
            telemetry: {
              costUsd: Math.round(random() * 2e6) / 1e6,
              tokensIn: Math.round(random() * 1e6),
              tokensOut: Math.round(random() * 1e4),
              durationMs: Math.round(random() * 6e5),
            },
          }),
        };
      }
    }
  }
}
