import { MAX_TRIALS } from "#contract/runs/run.ts";
import { amountIn, arrayIn, countIn, type JsonObject, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import type { Draft } from "./importer.ts";
import { type InspectHeader, startOfLog, versionOf } from "./inspect-header.ts";
import { runIdOf } from "./run-id.ts";

/** How far a count may be from a whole number: an accuracy is a double. */
const TOLERANCE = 1e-6;

/**
 * The one run that stands for all samples of a log that holds none, by the accuracy of its only scorer: nothing where the log has not ended
 * well or has several. An accuracy that is not a whole number of samples stays a mean.
 */
export function* runOfTotals(header: InspectHeader): Generator<Draft> {
  const [score, ...others] = (arrayIn(header.results["scores"]) ?? []).map((value) => objectIn(value) ?? {});
  const accuracy = metricIn(score, "accuracy");
  const samples = countIn(score?.["scored_samples"]) ?? countIn(header.results["total_samples"]);
  if (header.status !== "success" || others.length > 0 || accuracy === undefined || !samples) return;
  const { evaluation, identity, variant } = header;
  yield {
    runId: runIdOf("inspect", textIn(evaluation["run_id"]) ?? "", ...identity, "total"),
    batchId: runIdOf("inspect", ...identity),
    suite: textIn(evaluation["task"]),
    suiteVersion: versionOf(evaluation),
    scenario: "all samples",
    agent: textIn(evaluation["solver"]),
    model: textIn(evaluation["model"]),
    variant,
    status: "completed",
    startedAt: startOfLog(header),
    ...countsOf(accuracy, samples, metricIn(score, "stderr")),
    standsForMissing: true,
    metadata: { format: "inspect", startedAtSource: "start of the whole evaluation" },
    otherwise: { tier: "default", agent: "inspect_ai" },
  };
}

const metricIn = (score: JsonObject | undefined, name: string): number | undefined =>
  numberIn(objectIn(objectIn(score?.["metrics"])?.[name])?.["value"]);

const countsOf = (accuracy: number, samples: number, error: number | undefined): Partial<Draft> => {
  const passes = accuracy * samples;
  const isCount = Math.abs(passes - Math.round(passes)) <= TOLERANCE * samples;
  if (isCount && accuracy >= 0 && accuracy <= 1 && samples <= MAX_TRIALS)
    return { trials: samples, passes: Math.round(passes) };
  return { totalScore: accuracy, scoreStandardError: amountIn(error) };
};
