import {
  arrayIn,
  countIn,
  type JsonObject,
  numericIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft } from "./importer.ts";
import { fingerprintOf, fingerprintOfAll, runIdOf } from "./run-id.ts";
import { isSuccess } from "./tau-simulation.ts";
import { variantOf } from "./variant.ts";

/** What the trajectories of a file of the first τ-bench share: the file's name says some of it, and the policy names the domain. */
interface Context {
  /** The trajectories of a file, whatever it is called and in whatever order they stand. */
  identity: string;
  suite: string;
  tier: string;
  agent: string | undefined;
  model: string | undefined;
  variant: string | undefined;
}

/** STRATEGY-MODEL-TEMPERATURE_range_FROM-TO_user-MODEL-STRATEGY_MOMENT.json, as the harness names it. */
const FILE_NAME = /^(tool-calling|act|react|few-shot)-(.+)-([\d.]+)_range_.*_user-(.+)-[a-z]+_\d+\.json$/;

export const contextOfTrajectories = (trajectories: readonly unknown[], fileName: string): Context => {
  const first = objectIn(arrayIn(objectIn(trajectories[0])?.["traj"])?.[0]);
  const [, domain] = /^#\s*(\w+) agent policy/i.exec(textIn(first?.["content"]) ?? "") ?? [];
  const [, agent, model, temperature, user] = FILE_NAME.exec(fileName) ?? [];
  return {
    identity: fingerprintOfAll(trajectories.map(fingerprintOf)),
    suite: `tau-${domain?.toLowerCase() ?? "bench"}`,
    tier: user ?? "default",
    agent,
    model,
    variant:
      temperature === undefined ? undefined : variantOf([], { temperature: Number(temperature) }, { temperature: 0 }),
  };
};

/** The run of a trajectory. When it was is not stated. FormatError for one that is none. */
export const runOfTrajectory = (value: unknown, context: Context, index: number): Draft => {
  const trajectory: JsonObject = objectIn(value) ?? {};
  const [task, reward] = [textIn(trajectory["task_id"]), numericIn(trajectory["reward"])];
  if (task === undefined || reward === undefined)
    throw new FormatError(`trajectory ${index + 1} has no task or reward`);
  const messages = arrayIn(trajectory["traj"]);
  const calls = messages?.flatMap((message) => arrayIn(objectIn(message)?.["tool_calls"]) ?? []);
  return {
    runId: runIdOf("tau-bench", fingerprintOf(trajectory)),
    batchId: runIdOf("tau-bench", context.identity),
    suite: context.suite,
    scenario: task,
    agent: context.agent,
    model: context.model,
    variant: context.variant,
    status: "completed",
    totalScore: reward,
    isSuccessful: isSuccess(reward),
    telemetry: withoutAbsent({ toolCalls: messages?.length ? calls?.length : undefined }),
    metadata: withoutAbsent({ format: "tau-bench", trial: countIn(trajectory["trial"]) }),
    otherwise: { tier: context.tier },
  };
};
