// A harness that the fault test starts and kills: `node harness.ts FIRST LAST` logs the runs of these numbers, eight at a time.
import { writeSync } from "node:fs";
import { BenchmarkLogger } from "../benchmark-logger.ts";

const [first = 1, last = 1] = process.argv.slice(2).map(Number);
const PARALLEL = 8;

const momentOf = (seconds: number): string => new Date(Date.UTC(2026, 7, 1) + seconds * 1000).toISOString();

const logger = BenchmarkLogger.getInstance({ timeoutMs: 5_000, retries: 3, pauseMs: 100, notice: () => undefined });

/** Says the same of a run each time: a harness that was killed and goes on from its notes repeats itself. */
const logRun = async (number: number): Promise<void> => {
  const names = { suite: "faults", scenario: `scenario-${number % 5}`, tier: "L1", agent: "harness" };
  const runId = logger.startRun({ runId: `run-${number}`, ...names, startedAt: momentOf(number), synthetic: true });
  logger.logEvaluation({ runId, evaluatorName: "number", score: number % 11, maxScore: 10 });
  logger.logTelemetry({ runId, toolCalls: number, costUsd: number / 1000 });
  const end = { completedAt: momentOf(number + 1), totalScore: (number % 11) / 10, isSuccessful: number % 2 === 0 };
  const delivery = logger.completeRun({ runId, ...end, metadata: { text: "ü".repeat(number % 300) } });
  // From here on it must not get lost.
  writeSync(1, `${number}\n`);
  await delivery;
};

let next = first;
const logRuns = async (): Promise<void> => {
  while (next <= last) await logRun(next++);
};

await Promise.all(Array.from({ length: PARALLEL }, logRuns));
await logger.close();
