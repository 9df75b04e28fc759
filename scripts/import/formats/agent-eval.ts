import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  countIn,
  type JsonObject,
  measuredIn,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/**
 * Results of Vercel's agent-eval: EXPERIMENT/MOMENT/EVAL/run-N/result.json, with summary.json and classification.json of all runs of an
 * eval beside them. A run for each of its runs.
 */
export const agentEval: Importer = {
  format: "agent-eval",
  title: "agent-eval results",
  recognize: ({ content }) => content.kind === "json" && (isSummary(content.value) || isResult(content.value)),
  runs: (file, states) => runsOf(file, states),
};

const isSummary = (value: unknown): boolean => {
  const summary = objectIn(value) ?? {};
  return ["totalRuns", "passedRuns", "passRate", "meanDuration"].every((field) => field in summary);
};

const isResult = (value: unknown): boolean => {
  const { status, duration, model } = objectIn(value) ?? {};
  return (
    (status === "passed" || status === "failed") && numberIn(duration) !== undefined && textIn(model) !== undefined
  );
};

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") return;
  const document = objectIn(file.content.value) ?? {};
  if (!isSummary(document)) {
    const [run = "", ...folders] = file.folders;
    const summary = await jsonBeside(file, "../summary.json");
    return yield runOfResult(document, run, await contextOf(file, { folder: "..", folders, summary }));
  }
  const context = await contextOf(file, { folder: ".", folders: file.folders, summary: document });
  states({ runs: countIn(document["totalRuns"]) ?? 0, what: "runs" });
  for (const run of await file.namesBeside()) {
    if (!/^run-\d+$/.test(run)) continue;
    const result = await jsonBeside(file, `${run}/result.json`);
    if (!isResult(result)) throw new FormatError(`${run}/result.json is not a result`);
    yield runOfResult(result, run, context);
  }
}

const jsonBeside = async (file: ForeignFile, path: string): Promise<JsonObject> => {
  const content = await file.openBeside(path);
  return content?.kind === "json" ? (objectIn(content.value) ?? {}) : {};
};

/** What the runs of an eval share; its folders say most of it. */
interface Context {
  experiment: string | undefined;
  evaluation: string | undefined;
  startedAt: string | undefined;
  moment: string;
  failureType: string | undefined;
  failureReason: string | undefined;
  invalidated: string | undefined;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d(?:\.\d+)?)Z?$/;

interface Around {
  /** The eval's folder, by its path from the file's. */
  folder: string;
  /** The names of that folder and those above it. */
  folders: readonly string[];
  summary: JsonObject;
}

const contextOf = async (file: ForeignFile, { folder, folders, summary }: Around): Promise<Context> => {
  const classification = await jsonBeside(file, `${folder}/classification.json`);
  // An eval's name may have several parts, a folder each.
  const root = folders.findIndex((name) => MOMENT.test(name));
  const [, day, hour, minute, second] = MOMENT.exec(folders[root] ?? "") ?? [];
  const parts = root === -1 ? folders.slice(0, 1) : folders.slice(0, root);
  return {
    experiment: root === -1 ? undefined : nameIn(folders[root + 1]),
    evaluation: nameIn(parts.toReversed().join("/")),
    startedAt: momentIn(`${day}T${hour}:${minute}:${second}Z`),
    moment: folders[root] ?? "",
    failureType: textIn(classification["failureType"]),
    failureReason: plainText(classification["failureReason"]),
    invalidated: invalidationOf(summary),
  };
};

const invalidationOf = (summary: JsonObject): string | undefined => {
  if (summary["valid"] === false) return "Marked as not valid in its summary.json";
  return summary["smoke"] === true ? "Marked as a smoke test in its summary.json" : undefined;
};

/** What agent-eval's own classification says of a failure. */
const FAILURES: Readonly<Record<string, NonNullable<Draft["errorType"]>>> = { infra: "workspace", timeout: "timeout" };

/** The run of a result. The agent is not stated: the experiment stands for it, and tells its settings apart. */
const runOfResult = (result: JsonObject, run: string, context: Context): Draft => {
  const passed = result["status"] === "passed";
  const error = plainText(result["error"]);
  const classified = FAILURES[context.failureType ?? ""] ?? (/timed? ?out/i.test(error ?? "") ? "timeout" : undefined);
  const model = textIn(result["observedModel"]) ?? textIn(result["model"]);
  const seconds = measuredIn(result["duration"]);
  // Runs are numbered alike in every experiment: one that lies elsewhere is named by what it holds.
  const experiment = context.moment === "" ? undefined : [context.experiment ?? "", context.moment];
  return {
    runId: runIdOf("agent-eval", ...(experiment ?? [fingerprintOf(result)]), context.evaluation ?? "", run),
    batchId: experiment === undefined ? undefined : runIdOf("agent-eval", ...experiment),
    scenario: context.evaluation,
    model: model === "native-default" ? undefined : nameIn(model),
    variant: context.experiment,
    ...(passed || classified === undefined ? { status: "completed" } : { status: "failed", errorType: classified }),
    isSuccessful: passed,
    totalScore: Number(passed),
    startedAt: context.startedAt,
    invalidated: context.invalidated,
    telemetry: withoutAbsent({
      toolCalls: countIn(objectIn(result["o11y"])?.["totalToolCalls"]),
      durationMs: seconds === undefined ? undefined : seconds * 1000,
    }),
    metadata: withoutAbsent({
      format: "agent-eval",
      error,
      failure: passed ? undefined : context.failureReason,
      startedAtSource: context.startedAt === undefined ? undefined : "start of the whole experiment",
    }),
    otherwise: { suite: "agent-eval", tier: "default", agent: context.experiment },
  };
};
