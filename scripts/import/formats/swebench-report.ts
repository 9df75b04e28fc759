import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  booleanIn,
  countIn,
  type JsonObject,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOf, fingerprintOfAll, runIdOf } from "./run-id.ts";

/** What SWE-bench's evaluation writes: the report of a run of the evaluation, or report.json of an instance. */
export const swebenchReport: Importer = {
  format: "swebench-report",
  title: "SWE-bench report",
  recognize: ({ content }) =>
    content.kind === "json" && (isRunReport(content.value) || isInstanceReport(content.value)),
  runs: (file, states) => runsOf(file, states),
};

const isRunReport = (value: unknown): boolean => {
  const report = objectIn(value);
  return arrayIn(report?.["submitted_ids"]) !== undefined && arrayIn(report?.["resolved_ids"]) !== undefined;
};

const isInstanceReport = (value: unknown): boolean => {
  const reports = Object.values(objectIn(value) ?? {});
  const isReport = (report: unknown) =>
    booleanIn(objectIn(report)?.["resolved"]) !== undefined && "patch_exists" in (objectIn(report) ?? {});
  return reports.length > 0 && reports.every(isReport);
};

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  const { content, folders } = file;
  const report = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
  const submitted = countIn(report["submitted_instances"]);
  if (submitted !== undefined) states({ runs: submitted, what: "submitted instances" });
  if (isRunReport(report)) return yield* runsOfRunReport(file, report);
  for (const [instance, one] of Object.entries(report)) {
    yield runOfInstanceReport(instance, objectIn(one) ?? {}, folders);
  }
}

const SUITE = { suite: "swe-bench", tier: "default" };

/**
 * The runs of a report over all instances; the file's name is MODEL.RUN.json, as the evaluation names it. Instances that nothing was
 * submitted for are no runs. The reports of single instances, where they lie beside, say which tests passed. FormatError for another
 * version than 2.
 */
async function* runsOfRunReport(file: ForeignFile, report: JsonObject): AsyncGenerator<Draft> {
  if (report["schema_version"] !== 2) {
    throw new FormatError(
      `schema_version must be 2 in a SWE-bench report: ${JSON.stringify(report["schema_version"])}`,
    );
  }
  const ids = (list: string) => new Set((arrayIn(report[list]) ?? []).flatMap((id) => textIn(id) ?? []));
  const [resolved, empty, failed] = [ids("resolved_ids"), ids("empty_patch_ids"), ids("error_ids")];
  const [, model, evaluation] = /^(.+)\.([^.]+)\.json$/.exec(file.name) ?? [];
  // The lists of a report may stand in any order.
  const identity = fingerprintOfAll(
    Object.entries(report).map(([name, value]) => [
      name,
      arrayIn(value) ? fingerprintOfAll(arrayIn(value) ?? []) : value,
    ]),
  );
  for (const instance of [...ids("submitted_ids")].sort()) {
    const pass = resolved.has(instance);
    const place = { evaluation, model, instance };
    const failure = empty.has(instance) ? "agent" : failed.has(instance) ? "unknown" : undefined;
    yield {
      runId: runIdOf("swebench-report", identity, instance),
      scenario: instance,
      held: heldAt(place, failure ?? pass),
      ...(failure === undefined ? { status: "completed" } : { status: "failed", errorType: failure }),
      totalScore: pass ? 1 : 0,
      isSuccessful: pass,
      evaluations: [
        { evaluatorName: "resolved", score: pass ? 1 : 0, maxScore: 1 },
        ...testsIn(await instanceReport(file, place)),
      ],
      metadata: withoutAbsent({
        format: "swebench-report",
        evaluation,
        emptyPatch: empty.has(instance) || undefined,
        evaluationError: failed.has(instance) || undefined,
      }),
      otherwise: { ...SUITE, agent: model?.replaceAll("__", "/") },
    };
  }
}

/** Where the evaluation puts the report of an instance. */
interface Place {
  evaluation: string | undefined;
  model: string | undefined;
  instance: string;
}

/** The names of an evaluation may be given again, so that another outcome, why it failed or whether it is resolved, is another result. */
const heldAt = ({ evaluation, model, instance }: Place, outcome: string | boolean): Draft["held"] =>
  evaluation === undefined || model === undefined
    ? undefined
    : { key: JSON.stringify([evaluation, model, instance, outcome]), isDated: true };

/** An instance's own report, in the folders that the evaluation makes beside its report over all; without it there is no more to say. */
const instanceReport = async (file: ForeignFile, { evaluation, model, instance }: Place): Promise<JsonObject> => {
  const ofModel = `run_evaluation/${evaluation}/${model}`;
  for (const folder of [`logs/${ofModel}`, ofModel, "run_evaluation"]) {
    const content = await file.openBeside(`${folder}/${instance}/report.json`);
    if (content?.kind === "json") return objectIn(objectIn(content.value)?.[instance]) ?? {};
  }
  return {};
};

const TESTS = ["FAIL_TO_PASS", "PASS_TO_PASS"] as const;

/** How many tests of each kind passed, of an instance's report. */
const testsIn = (report: JsonObject): NonNullable<Draft["evaluations"]> => {
  const statuses = objectIn(report["tests_status"]) ?? {};
  return TESTS.flatMap((evaluatorName) => {
    const status = objectIn(statuses[evaluatorName]);
    const count = (name: string) => arrayIn(status?.[name])?.length ?? 0;
    const maxScore = count("success") + count("failure");
    return maxScore > 0 ? [{ evaluatorName, score: count("success"), maxScore }] : [];
  });
};

/**
 * The run of an instance's report. Where it lies as the evaluation puts it, in run_evaluation/RUN/MODEL/INSTANCE, the folders name
 * the model and the run of the evaluation.
 */
const runOfInstanceReport = (instance: string, report: JsonObject, folders: readonly string[]): Draft => {
  const [parent, model, evaluation, root] = folders;
  const isInPlace = root === "run_evaluation" && parent === instance;
  const resolved = booleanIn(report["resolved"]) ?? false;
  const hasPatch = report["patch_exists"] !== false && report["patch_is_None"] !== true;
  return {
    runId: isInPlace
      ? runIdOf("swebench-report", evaluation ?? "", model ?? "", instance)
      : runIdOf("swebench-report", instance, fingerprintOf(report)),
    batchId: isInPlace ? evaluation : undefined,
    scenario: instance,
    held: isInPlace ? heldAt({ evaluation, model, instance }, hasPatch ? resolved : "agent") : undefined,
    ...(hasPatch ? { status: "completed" } : { status: "failed", errorType: "agent" }),
    totalScore: resolved ? 1 : 0,
    isSuccessful: resolved,
    evaluations: [{ evaluatorName: "resolved", score: resolved ? 1 : 0, maxScore: 1 }, ...testsIn(report)],
    metadata: withoutAbsent({ format: "swebench-report", patchApplied: report["patch_successfully_applied"] }),
    otherwise: { ...SUITE, agent: isInPlace ? model?.replaceAll("__", "/") : undefined },
  };
};
