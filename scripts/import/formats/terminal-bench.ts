import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countedTogether,
  countIn,
  type JsonObject,
  momentIn,
  nameIn,
  objectIn,
  textIn,
  verdictIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/**
 * Results of Terminal-Bench 1: results.json of a whole run, which holds all trials, or of one trial; run_metadata.json of the run says
 * what it was of.
 */
export const terminalBench: Importer = {
  format: "terminal-bench",
  title: "Terminal-Bench 1 results",
  recognize: ({ content }) => {
    const results = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
    const all = arrayIn(results["results"]);
    return isTrial(all === undefined ? results : all[0]) || ("n_resolved" in results && all?.length === 0);
  },
  runs: (file, states) => runsOf(file, states),
};

const isTrial = (value: unknown): boolean => {
  const trial = objectIn(value) ?? {};
  return ["task_id", "trial_name", "is_resolved", "failure_mode"].every((field) => field in trial);
};

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") return;
  const document = objectIn(file.content.value) ?? {};
  const all = arrayIn(document["results"]);
  const context = await contextOf(file, document);
  if (all === undefined) return yield runOfTrial(document, context);
  const counts = ["n_resolved", "n_unresolved"].map((field) => countIn(document[field]));
  const stated = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (stated > 0) states({ runs: stated, what: "trials" });
  for (const [index, value] of all.entries()) {
    const trial = objectIn(value);
    if (trial === undefined) throw new FormatError(`results[${index}] is not a trial`);
    // Each trial has a file of its own as well.
    file.takesIn(`${textIn(trial["task_id"])}/${textIn(trial["trial_name"])}/results.json`);
    yield runOfTrial(trial, context);
  }
}

/** What the trials of a run share. */
interface Context {
  identity: string | undefined;
  suite: string | undefined;
  suiteVersion: string | undefined;
  agent: string | undefined;
  model: string | undefined;
  variant: string | undefined;
  startedAt: string | undefined;
  startedAtSource: string | undefined;
}

/** Where the run's own file lies, from there and from a trial's. */
const METADATA = ["run_metadata.json", "../../run_metadata.json"];

/** It is in run_metadata.json; what that does not state, the folders of a submission do: DATASET@VERSION/DAY_AGENT_MODEL. */
const contextOf = async (file: ForeignFile, document: JsonObject): Promise<Context> => {
  let metadata: JsonObject = {};
  for (const path of METADATA) {
    const content = await file.openBeside(path);
    if (content?.kind === "json") metadata = objectIn(content.value) ?? {};
  }
  const [submission, day, agent, model] = firstMatch(file.folders, /^(\d{8})_([^_]+)_(.+)$/);
  const [, suite, version] = firstMatch(file.folders, /^(terminal-bench[\w-]*)[:@](.+)$/);
  const [, recorded] = /^(\d{4}-\d\d-\d\d__\d\d-\d\d-\d\d)\//.exec(recordingOf(document)) ?? [];
  const stated = momentIn(metadata["start_time"]);
  const submitted = day === undefined ? undefined : momentIn(day.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"));
  const moment = momentOfFolder(recorded);
  return {
    // Trials are called the same in every run.
    identity: textIn(metadata["uuid"]) ?? textIn(document["id"]) ?? recorded ?? submission,
    suite: nameIn(metadata["dataset_name"]) ?? suite,
    suiteVersion: nameIn(metadata["dataset_version"]) ?? version,
    agent: nameIn(metadata["agent_name"]) ?? agent,
    model: nameIn(metadata["model_name"]) ?? model,
    variant: variantOf([], objectIn(metadata["agent_kwargs"])),
    startedAt: stated ?? moment ?? submitted,
    startedAtSource:
      stated !== undefined
        ? "start of the whole run"
        : moment !== undefined
          ? "the recording's path, whose time zone is unknown, taken as UTC"
          : submitted && "day of the submission, from the folder's name",
  };
};

const firstMatch = (names: readonly string[], pattern: RegExp): RegExpExecArray | [] => {
  for (const name of names) {
    const match = pattern.exec(name);
    if (match) return match;
  }
  return [];
};

/** A recording's path begins with the moment of the run. */
const recordingOf = (document: JsonObject): string => {
  const trial = objectIn(arrayIn(document["results"])?.[0]) ?? document;
  return textIn(trial["recording_path"]) ?? "";
};

const momentOfFolder = (name: string | undefined): string | undefined =>
  momentIn(name?.replace("__", "T").replace(/T(\d\d)-(\d\d)-(\d\d)$/, "T$1:$2:$3Z"));

/**
 * What made a trial fail, where it did. Like the source's own accuracy, every trial that is not resolved counts as not passed: one whose
 * tests were never told included.
 */
const FAILURES: Readonly<Record<string, NonNullable<Draft["errorType"]>>> = {
  agent_timeout: "timeout",
  unknown_agent_error: "agent",
  agent_installation_failed: "agent",
};

/** The run of a trial. One that is resolved has passed, whatever its failure mode says: many are resolved and timed out. */
const runOfTrial = (trial: JsonObject, context: Context): Draft => {
  const name = textIn(trial["trial_name"]) ?? "";
  const id = textIn(trial["id"]) ?? textIn(trial["uuid"]);
  const started = momentIn(trial["trial_started_at"]);
  const ended = momentIn(trial["trial_ended_at"]);
  const { identity, startedAtSource, suite, ...shared } = context;
  return {
    ...shared,
    runId:
      id === undefined
        ? runIdOf("terminal-bench", identity ?? fingerprintOf(trial), name)
        : runIdOf("terminal-bench", id),
    batchId: identity === undefined ? undefined : runIdOf("terminal-bench", identity),
    suite,
    scenario: nameIn(trial["task_id"]),
    held: heldBy(trial),
    ...outcomeOf(trial),
    startedAt: started ?? shared.startedAt,
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    evaluations: evaluationsOf(objectIn(trial["parser_results"])),
    telemetry: withoutAbsent({
      ...countedTogether({
        tokensIn: countIn(trial["total_input_tokens"]),
        tokensOut: countIn(trial["total_output_tokens"]),
      }),
      durationMs: between(trial["agent_started_at"], trial["agent_ended_at"]),
    }),
    metadata: withoutAbsent({
      format: "terminal-bench",
      trialName: name,
      failureMode: trial["failure_mode"] === "unset" ? undefined : trial["failure_mode"],
      startedAtSource: started === undefined ? startedAtSource : undefined,
    }),
    otherwise: { suite: "terminal-bench", tier: "default" },
  };
};

/** What a trial is wherever it stands, where something tells that it is not another run's. */
const heldBy = (trial: JsonObject): Draft["held"] =>
  ["id", "uuid", "recording_path", "trial_started_at"].some((field) => textIn(trial[field]) !== undefined)
    ? { key: fingerprintOf(trial), isDated: true }
    : undefined;

const outcomeOf = (trial: JsonObject): Pick<Draft, "status" | "errorType" | "isSuccessful" | "totalScore"> => {
  const resolved = verdictIn(trial["is_resolved"], `is_resolved of ${textIn(trial["trial_name"]) ?? "a trial"}`);
  if (resolved === true) return { status: "completed", isSuccessful: true, totalScore: 1 };
  const mode = textIn(trial["failure_mode"]) ?? "unset";
  if (mode === "unset" && resolved === false) return { status: "completed", isSuccessful: false, totalScore: 0 };
  return { status: "failed", errorType: FAILURES[mode] ?? "unknown", isSuccessful: false, totalScore: 0 };
};

/** How many of a trial's tests passed. */
const evaluationsOf = (tests: JsonObject | undefined): NonNullable<Draft["evaluations"]> => {
  const states = Object.values(tests ?? {});
  const score = states.filter((state) => state === "passed").length;
  return states.length === 0 ? [] : [{ evaluatorName: "tests", score, maxScore: states.length }];
};

const between = (start: unknown, end: unknown): number | undefined => {
  const [from, to] = [momentIn(start), momentIn(end)];
  const milliseconds = from === undefined || to === undefined ? 0 : Date.parse(to) - Date.parse(from);
  return milliseconds > 0 ? milliseconds : undefined;
};
