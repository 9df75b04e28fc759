import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  numberIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOfAll, runIdOf } from "./run-id.ts";

/** Reports of GSO, tasks of making code faster: a run for each instance that something was predicted for. */
export const gso: Importer = {
  format: "gso",
  title: "GSO report",
  recognize: ({ content }) => {
    const report = content.kind === "json" ? objectIn(content.value) : undefined;
    return arrayIn(objectIn(report?.["instance_sets"])?.["opt_commit_ids"]) !== undefined;
  },
  runs: (file, states) => runsOf(file, states),
};

function* runsOf({ content, name }: ForeignFile, states: (statement: Statement) => void): Generator<Draft> {
  if (content.kind !== "json") return;
  const report = objectIn(content.value) ?? {};
  const predictions = countIn(objectIn(report["summary"])?.["total_predictions"]);
  if (predictions !== undefined) states({ runs: predictions, what: "predictions" });
  yield* runsOfReport(report, name.replace(/\.json$/, ""));
}

/** What stopped a run before its tests could tell anything: the agent's empty or unusable patch, or something that the report leaves open. */
const FAILURES = [
  ["empty_patch", "agent"],
  ["patch_failed", "agent"],
  ["base_failed", "unknown"],
  ["error", "unknown"],
] as const;

/** The tests pass, the code is faster than before, and it is about as fast as experts made it, which is the verdict. */
const EVALUATIONS = [
  ["tests-pass", "passed"],
  ["opt-vs-base", "opt_base"],
  ["opt-vs-commit", "opt_commit"],
] as const;

/** The runs of a report, which is named after the model. FormatError for another version than 1. */
function* runsOfReport(report: JsonObject, name: string): Generator<Draft> {
  if (report["schema_version"] !== 1) {
    throw new FormatError(`schema_version must be 1 in a GSO report: ${JSON.stringify(report["schema_version"])}`);
  }
  const sets = objectIn(report["instance_sets"]) ?? {};
  const idsOf = (set: string) => new Set((arrayIn(sets[`${set}_ids`]) ?? []).flatMap((id) => textIn(id) ?? []));
  const outcomes = new Map(EVALUATIONS.map(([, set]) => [set, idsOf(set)]));
  const failures = FAILURES.map(([set, errorType]) => ({ set, errorType, ids: idsOf(set) }));
  const all = new Set(
    ["completed", "test_failed", "passed", ...FAILURES.map(([set]) => set)].flatMap((set) => [...idsOf(set)]),
  );
  const statistics = objectIn(report["opt_stats"]) ?? {};
  const identity = fingerprintOfAll(
    Object.entries(sets).map(([set, ids]) => [set, fingerprintOfAll(arrayIn(ids) ?? [])]),
  );
  const testFailed = idsOf("test_failed");
  for (const instance of [...all].sort()) {
    const failure = failures.find(({ ids }) => ids.has(instance));
    const pass = outcomes.get("opt_commit")?.has(instance) === true;
    yield {
      runId: runIdOf("gso", name, identity, instance),
      batchId: `gso:${name}`,
      scenario: instance,
      ...(failure ? { status: "failed", errorType: failure.errorType } : { status: "completed" }),
      totalScore: pass ? 1 : 0,
      isSuccessful: pass,
      evaluations: EVALUATIONS.map(([evaluatorName, set]) => ({
        evaluatorName,
        score: outcomes.get(set)?.has(instance) ? 1 : 0,
        maxScore: 1,
      })),
      metadata: withoutAbsent({
        format: "gso",
        failure: failure?.set ?? (testFailed.has(instance) ? "test_failed" : undefined),
        ...speedups(objectIn(statistics[instance])),
      }),
      otherwise: { suite: "gso", tier: "default", model: name },
    };
  }
}

/** The mean speedups, geometric and harmonic; the times of single tests are left out. */
const speedups = (statistics: JsonObject | undefined): JsonObject => ({
  gmSpeedupPatchBase: numberIn(statistics?.["gm_speedup_patch_base"]),
  gmSpeedupPatchCommit: numberIn(statistics?.["gm_speedup_patch_commit"]),
  hmSpeedupPatchCommit: numberIn(statistics?.["hm_speedup_patch_commit"]),
});
