import { arrayIn, countIn, type JsonObject, measuredIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";

/** The newest version of the trajectories that is known here: ATIF-v1.8. */
const NEWEST = 8;

/** What a trajectory says of what its agent used; tokens read include those from the cache. */
export interface TrajectoryUsage {
  toolCalls: number | undefined;
  tokensIn: number | undefined;
  tokensOut: number | undefined;
  cachedTokens: number | undefined;
  costUsd: number | undefined;
  /** The trajectory that goes on where this one ends, by its path from this one's folder. */
  continuedIn: string | undefined;
}

/** Whether a value is an agent's trajectory, of whatever version. */
export const isTrajectory = (value: unknown): boolean => {
  const trajectory = objectIn(value);
  return (
    (textIn(trajectory?.["schema_version"]) ?? "").startsWith("ATIF-") && arrayIn(trajectory?.["steps"]) !== undefined
  );
};

/**
 * Reads a trajectory with those of its subagents. Steps that are copied from an earlier one are not counted again. FormatError for a
 * version that is not known here.
 */
export const readTrajectory = (trajectory: JsonObject): TrajectoryUsage => {
  const version = textIn(trajectory["schema_version"]) ?? "";
  const [, minor] = /^ATIF-v1\.(\d+)$/.exec(version) ?? [];
  if (minor === undefined || Number(minor) > NEWEST) {
    throw new FormatError(`schema_version of a trajectory must be ATIF-v1.0 to ATIF-v1.${NEWEST}: ${version}`);
  }
  const final = objectIn(trajectory["final_metrics"]) ?? {};
  return {
    toolCalls: toolCallsIn(trajectory),
    tokensIn: countIn(final["total_prompt_tokens"]),
    tokensOut: countIn(final["total_completion_tokens"]),
    cachedTokens: countIn(final["total_cached_tokens"]),
    costUsd: measuredIn(final["total_cost_usd"]),
    continuedIn: textIn(trajectory["continued_trajectory_ref"]),
  };
};

const toolCallsIn = (trajectory: JsonObject): number => {
  const steps = (arrayIn(trajectory["steps"]) ?? []).map((step) => objectIn(step) ?? {});
  const own = steps.filter((step) => step["source"] === "agent" && step["is_copied_context"] !== true);
  const calls = own.reduce((sum, step) => sum + (arrayIn(step["tool_calls"])?.length ?? 0), 0);
  const subagents = (arrayIn(trajectory["subagent_trajectories"]) ?? []).map((inner) => objectIn(inner) ?? {});
  return subagents.reduce((sum, inner) => sum + toolCallsIn(inner), calls);
};
