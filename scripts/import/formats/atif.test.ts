import { describe, expect, it } from "vitest";
import { isTrajectory, readTrajectory } from "./atif.ts";

const call = (count: number, more: object = {}) => ({ source: "agent", tool_calls: Array(count).fill({}), ...more });
const trajectory = (more: object = {}) => ({ schema_version: "ATIF-v1.6", steps: [call(2)], ...more });

describe("isTrajectory", () => {
  it.each([
    [trajectory(), true],
    [trajectory({ schema_version: "ATIF-v9.9" }), true],
    [{ schema_version: "ATIF-v1.6" }, false],
    [{ steps: [] }, false],
    [{ schema_version: "x ATIF-v1.6", steps: [] }, false],
    [null, false],
    [[], false],
  ])("takes %j for one: %s", (value, expected) => {
    expect(isTrajectory(value)).toBe(expected);
  });
});

describe("readTrajectory", () => {
  it.each(["ATIF-v1.0", "ATIF-v1.5", "ATIF-v1.8"])("reads %s", (schema_version) => {
    expect(readTrajectory(trajectory({ schema_version })).toolCalls).toBe(2);
  });

  it.each(["ATIF-v1.9", "ATIF-v2.0", "ATIF-v1.10", "ATIF-v1.8x", "ATIF-v1."])(
    "refuses %s by name",
    (schema_version) => {
      expect(() => readTrajectory(trajectory({ schema_version }))).toThrow(
        `schema_version of a trajectory must be ATIF-v1.0 to ATIF-v1.8: ${schema_version}`,
      );
    },
  );

  it.each<[string, object, number]>([
    ["the agent's calls", { steps: [call(2), call(1)] }, 3],
    ["no calls of others", { steps: [call(2), call(5, { source: "user" }), call(5, { source: "system" })] }, 2],
    ["no copied context", { steps: [call(2), call(5, { is_copied_context: true })] }, 2],
    ["context that says it is not copied", { steps: [call(2, { is_copied_context: false })] }, 2],
    ["steps without calls", { steps: [{ source: "agent" }, null, "x"] }, 0],
    [
      "those of subagents, and of theirs",
      { subagent_trajectories: [trajectory({ subagent_trajectories: [trajectory()] })] },
      6,
    ],
  ])("counts %s", (_what, more, calls) => {
    expect(readTrajectory(trajectory(more)).toolCalls).toBe(calls);
  });

  it("takes what the whole used, and 0 as no cost", () => {
    const final_metrics = {
      total_prompt_tokens: 10,
      total_completion_tokens: 5,
      total_cached_tokens: 4,
      total_cost_usd: 0.5,
    };
    expect(readTrajectory(trajectory({ final_metrics, continued_trajectory_ref: "next.json" }))).toEqual({
      toolCalls: 2,
      tokensIn: 10,
      tokensOut: 5,
      cachedTokens: 4,
      costUsd: 0.5,
      continuedIn: "next.json",
    });
    const free = readTrajectory(trajectory({ final_metrics: { ...final_metrics, total_cost_usd: 0 } }));
    expect(free.costUsd).toBeUndefined();
    expect(readTrajectory(trajectory())).toEqual({ toolCalls: 2 });
  });
});
