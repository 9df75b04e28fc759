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
  scoreIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** How far a reward may be from 1 and still be a success. */
const TOLERANCE = 1e-6;

/** A reward that is 1 is a success, and nothing else is. */
export const isSuccess = (reward: number): boolean => Math.abs(reward - 1) <= TOLERANCE;

/** What the simulations of a file share. */
export interface TauContext {
  identity: string;
  suite: string;
  tier: string | undefined;
  agent: string | undefined;
  model: string | undefined;
  variant: string | undefined;
  commit: string | undefined;
}

/** A language model of τ answers at temperature 0 where nothing else is said. */
const DEFAULTS = { temperature: 0 };

/** Who acted in which domain. The model that plays the user is the tier: another one is another test. */
export const contextOf = (info: JsonObject): TauContext => {
  const [agent, user, environment] = ["agent_info", "user_info", "environment_info"].map(
    (name) => objectIn(info[name]) ?? {},
  ) as [JsonObject, JsonObject, JsonObject];
  const settings = { ...objectIn(agent["llm_args"]), retrieval_config: retrievalIn(info["retrieval_config"]) };
  return {
    identity: fingerprintOf(info),
    suite: `tau2-${nameIn(environment["domain_name"]) ?? "bench"}`,
    tier: nameIn(user["llm"]) ?? nameIn(user["implementation"]),
    agent: nameIn(agent["implementation"]),
    model: nameIn(agent["llm"]),
    variant: variantOf([], settings, DEFAULTS),
    commit: textIn(info["git_commit"]),
  };
};

const retrievalIn = (value: unknown): unknown => objectIn(value)?.["name"] ?? value;

/**
 * What ended a simulation before its time: the agent, the time, the simulated user, or something around it. A reward that is a success
 * stands whatever ended it.
 */
const FAILURES: Readonly<Record<string, NonNullable<Draft["errorType"]>>> = {
  max_steps: "agent",
  too_many_errors: "agent",
  agent_error: "agent",
  context_window_exceeded: "agent",
  timeout: "timeout",
  user_error: "evaluation",
  infrastructure_error: "workspace",
  unexpected_error: "unknown",
};

/** The run of a simulation. FormatError without a task. */
export const runOfSimulation = (simulation: JsonObject, context: TauContext): Draft => {
  const task = nameIn(simulation["task_id"]);
  if (task === undefined) throw new FormatError("a simulation has no task_id");
  const { identity, commit, tier, ...shared } = context;
  const [started, ended] = ["start_time", "end_time"].map((name) => momentIn(simulation[name]));
  const trial = countIn(simulation["trial"]);
  const id = textIn(simulation["id"]);
  return {
    ...shared,
    runId:
      id === undefined
        ? runIdOf("tau-bench", identity, task, trial ?? fingerprintOf(simulation))
        : runIdOf("tau-bench", id),
    batchId: runIdOf("tau-bench", identity),
    scenario: task,
    startedAt: started ?? momentIn(simulation["timestamp"]),
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    ...outcomeOf(simulation),
    telemetry: telemetryOf(simulation),
    metadata: withoutAbsent({
      format: "tau-bench",
      trial,
      seed: simulation["seed"],
      terminationReason: simulation["termination_reason"],
      gitCommit: commit,
    }),
    otherwise: { tier: tier ?? "default" },
  };
};

const outcomeOf = (
  simulation: JsonObject,
): Pick<Draft, "status" | "errorType" | "isSuccessful" | "totalScore" | "scores"> => {
  const info = objectIn(simulation["reward_info"]);
  const reward = scoreIn(info?.["reward"], `the reward of task ${textIn(simulation["task_id"])}`);
  const errorType = FAILURES[textIn(simulation["termination_reason"]) ?? ""];
  const success = reward !== undefined && isSuccess(reward);
  const isBroken = errorType !== undefined && !success;
  return {
    ...(isBroken ? { status: "failed", errorType } : { status: "completed" }),
    totalScore: reward,
    isSuccessful: reward === undefined ? undefined : success,
    scores: Object.entries(objectIn(info?.["reward_breakdown"]) ?? {}).flatMap(([name, part]) => {
      const value = numberIn(part);
      return value === undefined ? [] : [{ name, value }];
    }),
  };
};

/** The agent's share alone: the simulated user costs as well. */
const telemetryOf = (simulation: JsonObject): Draft["telemetry"] => {
  const messages = arrayIn(simulation["messages"]);
  const own = (messages ?? []).flatMap((message) => {
    const fields = objectIn(message) ?? {};
    return fields["role"] === "assistant" ? [fields] : [];
  });
  const usage = objectIn(simulation["agent_usage"]) ?? summedUsage(own);
  const seconds = measuredIn(simulation["duration"]);
  return withoutAbsent({
    toolCalls: messages?.length ? own.flatMap((message) => arrayIn(message["tool_calls"]) ?? []).length : undefined,
    ...countedTogether({ tokensIn: countIn(usage["prompt_tokens"]), tokensOut: countIn(usage["completion_tokens"]) }),
    costUsd: measuredIn(simulation["agent_cost"]),
    durationMs: seconds === undefined ? undefined : seconds * 1000,
  });
};

const summedUsage = (messages: readonly JsonObject[]): JsonObject => {
  const usages = messages.map((message) => objectIn(message["usage"]) ?? {});
  const sum = (name: string) =>
    usages.reduce<number>((total, usage) => total + (countIn(usage[name]) ?? 0), 0) || undefined;
  return { prompt_tokens: sum("prompt_tokens"), completion_tokens: sum("completion_tokens") };
};
