import {
  arrayIn,
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  plainText,
  scoreIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { TrajectoryUsage } from "./atif.ts";
import type { Draft } from "./importer.ts";
import { linksOf } from "./links.ts";
import { runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** What the trials of a job share. */
export interface HarborContext {
  job: string;
  suite: string | undefined;
  suiteVersion: string | undefined;
}

/** How far a reward may be from 1 and still be all of it. */
const TOLERANCE = 1e-6;

/** A trial's rewards by their names. */
const rewardsIn = (trial: JsonObject): [string, number][] =>
  Object.entries(objectIn(objectIn(trial["verifier_result"])?.["rewards"]) ?? {}).flatMap(([name, value]) => {
    const reward = scoreIn(value, `the reward ${name}`);
    return reward === undefined ? [] : [[name, reward]];
  });

/** The run of a trial. FormatError without a task. */
export const runOfTrial = (trial: JsonObject, usage: TrajectoryUsage | undefined, context: HarborContext): Draft => {
  const task = nameIn(trial["task_name"]);
  if (task === undefined) throw new FormatError("a trial has no task_name");
  const [agent, config] = [objectIn(trial["agent_info"]) ?? {}, objectIn(trial["config"]) ?? {}];
  const [source, version] = (textIn(trial["source"]) ?? "").split("@", 2);
  const [started, ended] = ["started_at", "finished_at"].map((name) => momentIn(trial[name]));
  const id = textIn(trial["id"]);
  const jobId = textIn(config["job_id"]);
  const job = jobId ?? context.job;
  const name = textIn(trial["trial_name"]) ?? "";
  return {
    // A job names its trials by their names alone.
    runId: jobId !== undefined || id === undefined ? runIdOf("harbor", job, name) : runIdOf("harbor", id),
    batchId: runIdOf("harbor", job),
    suite: nameIn(source) ?? context.suite,
    suiteVersion: nameIn(version) ?? context.suiteVersion,
    scenario: task,
    agent: nameIn(agent["name"]),
    model: modelOf(objectIn(agent["model_info"])),
    variant: variantOf([versionOf(agent["version"])], objectIn(objectIn(config["agent"])?.["kwargs"])),
    startedAt: started,
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    ...outcomeOf(trial),
    scaleGroup: job,
    telemetry: telemetryOf(trial, usage),
    links: linksOf(["task", taskAddress(objectIn(trial["task_id"]))]),
    metadata: withoutAbsent({
      format: "harbor",
      trialName: name,
      taskChecksum: trial["task_checksum"],
      exception: objectIn(trial["exception_info"])?.["exception_type"],
      error: plainText(objectIn(trial["exception_info"])?.["exception_message"]),
      startedAtSource: trial["isNamedAlone"] === true ? "start of the whole job" : undefined,
    }),
    otherwise: { suite: "harbor", tier: "default" },
  };
};

/** Where a task lies in a repository, where it comes from one. */
const taskAddress = (task: JsonObject | undefined): string | undefined => {
  const [repository, commit, path] = ["git_url", "git_commit_id", "path"].map((name) => textIn(task?.[name]));
  if (repository === undefined || commit === undefined || path === undefined) return undefined;
  return `${repository.replace(/\.git$/, "")}/tree/${commit}/${path}`;
};

const modelOf = (info: JsonObject | undefined): string | undefined => {
  const [name, provider] = [nameIn(info?.["name"]), nameIn(info?.["provider"])];
  return name === undefined || provider === undefined || name.startsWith(`${provider}/`) ? name : `${provider}/${name}`;
};

const versionOf = (value: unknown): string | undefined => {
  const version = textIn(value);
  return version === undefined || version === "unknown" ? undefined : version;
};

/** What an exception is the fault of, by its type; the first that fits. */
const EXCEPTIONS: readonly [RegExp, NonNullable<Draft["errorType"]>][] = [
  [/Refus|ContentPolicy|ContentFilter/i, "refusal"],
  [/^AgentTimeout/, "timeout"],
  [/Verif|Reward|Tests?Dir/, "evaluation"],
  [/AgentSetup|Environment|Docker|Daytona|Modal|E2B|Sandbox|Runloop|Image|Build|Download|HealthCheck/i, "workspace"],
  // What the model's provider failed at.
  [/Api[A-Z]|ApiError|RateLimit|Network|Authentication|ModelNotFound/, "workspace"],
  [/Agent|ExitCode|ContextLength|ContextWindow|Output(Length|Token)/, "agent"],
];

/** What Harbor itself says, without a type of its own, of an environment or an agent that it could not set up. */
const SETUP_FAILURE = /^(Docker compose command failed|Agent setup failed|Failed to (build|start|create))/i;

const errorTypeOf = (exception: string, message = ""): Draft["errorType"] => {
  const [, errorType] = EXCEPTIONS.find(([pattern]) => pattern.test(exception)) ?? [];
  return errorType ?? (SETUP_FAILURE.test(message) ? "workspace" : undefined);
};

/** What broke a trial off before its end: it will be tried again. */
const BROKEN_OFF = /Cancel|KeyboardInterrupt/;

/** The reward that decides: by its name where there are several. */
const mainReward = (rewards: readonly [string, number][]): [string, number] | undefined =>
  rewards.find(([name]) => name === "reward") ??
  rewards.find(([name]) => name === "overall") ??
  (rewards.length === 1 ? rewards[0] : undefined);

/** A trial's outcome; where its rewards are no shares of 1, a reward is a score and no verdict. */
const outcomeOf = (trial: JsonObject): Outcome & Pick<Draft, "scores" | "onOwnScale"> => {
  const rewards = rewardsIn(trial);
  const [scorer, reward] = mainReward(rewards) ?? [];
  const exception = textIn(objectIn(trial["exception_info"])?.["exception_type"]);
  if (rewards.length === 0) return unverified(trial, exception);
  const scores = rewards.map(([name, value]) => ({ name, value }));
  const scored: Outcome = { status: "completed", totalScore: reward };
  if (scorer === undefined || reward === undefined) return { ...scored, scores };
  const isSuccessful = Math.abs(reward - 1) <= TOLERANCE;
  const errorType =
    exception === undefined
      ? undefined
      : errorTypeOf(exception, textIn(objectIn(trial["exception_info"])?.["exception_message"]));
  // What was verified stands, and only an agent's own failure explains a reward that it did not earn.
  const isAgents = errorType === "timeout" || errorType === "agent" || errorType === "refusal";
  const failure = !isSuccessful && isAgents ? ({ status: "failed", errorType } as const) : undefined;
  const instead = { ...scored, isSuccessful: null, errorType: null };
  return { ...scored, isSuccessful, ...failure, scores, onOwnScale: { scorer, instead } };
};

/** The outcome of a trial without any reward. */
const unverified = (trial: JsonObject, exception: string | undefined): Outcome => {
  if (exception === undefined) return { status: (trial["finished_at"] ?? null) === null ? "incomplete" : "completed" };
  if (BROKEN_OFF.test(exception)) return { status: "incomplete" };
  const message = textIn(objectIn(trial["exception_info"])?.["exception_message"]);
  return { status: "failed", errorType: errorTypeOf(exception, message) ?? "unknown" };
};

type Outcome = Pick<Draft, "status" | "errorType" | "isSuccessful" | "totalScore">;

/** What the agent used over all steps of a trial that has several. */
const summedSteps = (trial: JsonObject): JsonObject => {
  const steps = (arrayIn(trial["step_results"]) ?? []).map((step) => objectIn(objectIn(step)?.["agent_result"]) ?? {});
  return Object.fromEntries(
    ["n_input_tokens", "n_cache_tokens", "n_output_tokens", "cost_usd"].map((field) => [
      field,
      steps.reduce((sum, step) => sum + (numberIn(step[field]) ?? 0), 0) || undefined,
    ]),
  );
};

/** Tokens read include those from the cache; gateways that report nothing write 0 tokens and no cost. */
const telemetryOf = (trial: JsonObject, usage: TrajectoryUsage | undefined): Draft["telemetry"] => {
  const result = objectIn(trial["agent_result"]) ?? summedSteps(trial);
  const execution = objectIn(trial["agent_execution"]) ?? {};
  const read = countIn(result["n_input_tokens"]) || usage?.tokensIn;
  const cached = countIn(result["n_cache_tokens"]) ?? usage?.cachedTokens;
  const isPart = read !== undefined && cached !== undefined && cached <= read;
  const [from, to] = ["started_at", "finished_at"].map((name) => momentIn(execution[name]));
  return withoutAbsent({
    toolCalls: usage?.toolCalls,
    ...countedTogether({
      tokensIn: isPart ? read - cached : read,
      tokensOut: countIn(result["n_output_tokens"]) || usage?.tokensOut,
      cacheReadTokens: isPart ? cached : undefined,
    }),
    costUsd: measuredIn(result["cost_usd"]) ?? usage?.costUsd,
    durationMs: from === undefined || to === undefined ? undefined : measuredIn(Date.parse(to) - Date.parse(from)),
  });
};
