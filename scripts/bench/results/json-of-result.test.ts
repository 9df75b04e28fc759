import { describe, expect, it } from "vitest";
import { callByNpm, makeContext } from "../../command/context.ts";
import { makeOutput } from "../../testing/run-in-process.ts";
import type { RunResult } from "../running/run-once.ts";
import { jsonOfResult } from "./json-of-result.ts";
import { printSummary } from "./print-summary.ts";
import { claimsOf } from "./summarize.ts";

const result = (fields: Partial<RunResult> = {}, scenario = "a"): RunResult =>
  ({
    planned: {
      scenario: { suite: "s", suiteVersion: "1", id: scenario },
      tier: "L0",
      agent: { name: "x" },
      model: "m",
      variant: undefined,
      trial: 2,
    },
    startedAt: new Date("2026-08-01T12:00:00Z"),
    completedAt: new Date("2026-08-01T12:01:00Z"),
    agentMs: 1500,
    prompt: "private",
    workspace: "/home/someone",
    usage: { tokensIn: 5, costUsd: 0.25 },
    evaluations: [{ evaluatorName: "tests", score: 1, maxScore: 1 }],
    scores: { totalScore: 1, weightedScore: 10, successMetric: 1, isSuccessful: true },
    notes: ["noted"],
    ...fields,
  }) as unknown as RunResult;

describe("jsonOfResult", () => {
  it("says what a run came to by the names of the contract, and nothing that is private", () => {
    const json = jsonOfResult(result());
    expect(JSON.parse(JSON.stringify(json))).toEqual({
      ...{
        suite: "s",
        suiteVersion: "1",
        scenario: "a",
        tier: "L0",
        agent: "x",
        model: "m",
        trial: 2,
        outcome: "pass",
      },
      ...{ totalScore: 1, weightedScore: 10, successMetric: 1, isSuccessful: true },
      evaluations: [{ evaluatorName: "tests", score: 1, maxScore: 1 }],
      telemetry: { tokensIn: 5, costUsd: 0.25, durationMs: 1500 },
      ...{ startedAt: "2026-08-01T12:00:00.000Z", completedAt: "2026-08-01T12:01:00.000Z", notes: ["noted"] },
    });
    expect(JSON.stringify(json)).not.toMatch(/private|someone/);
  });

  it("says why a run failed, and scores nothing then", () => {
    const failure = { errorType: "timeout" as const, message: "too late" };
    const { scores: _scores, ...failed } = result();
    expect(jsonOfResult({ ...failed, failure } as RunResult)).toMatchObject({ outcome: "timeout", failure });
    expect(jsonOfResult({ ...failed, failure } as RunResult)).not.toHaveProperty("totalScore");
  });
});

describe("printSummary", () => {
  const printed = (results: readonly RunResult[]) => {
    const { output, written } = makeOutput();
    const parts = { stdin: process.stdin, stdout: output, stderr: output, env: {}, cwd: "/", call: callByNpm };
    printSummary(makeContext({ ...parts, signal: new AbortController().signal }), results);
    return written();
  };

  it("prints a row an entry and tier, and the outcomes in a line", () => {
    const broken = { errorType: "workspace" as const, message: "no" };
    const text = printed([
      result(),
      result({}, "b"),
      result({ scores: undefined, failure: broken } as unknown as Partial<RunResult>, "c"),
    ]);
    const lines = text.trimEnd().split("\n");
    expect(lines[1]).toMatch(
      /^SUITE +TIER +ENTRY +PASSED +SUCCESS +95% INTERVAL +SCORE +NOT COUNTED +TIME +COST\/RUN$/,
    );
    expect(lines[2]).toMatch(/^s +L0 +x~m +2\/2 +100\.0% +[\d.]+–100\.0 +1 +1 +1\.5 s +\$0\.25$/);
    expect(lines.at(-1)).toBe("3 runs: 2 passed, 1 infrastructure error");
  });

  it("leaves out the column of what is not counted where everything is, and says nothing of no runs", () => {
    expect(printed([result()])).not.toContain("NOT COUNTED");
    expect(printed([])).toBe("");
  });
});

describe("claimsOf", () => {
  it("claims as the original did: averages over the runs that passed", () => {
    expect(
      claimsOf([
        { outcome: "pass", totalScore: 1, weightedScore: 10 },
        { outcome: "pass", totalScore: 0.5, weightedScore: undefined },
        { outcome: "fail", totalScore: 0, weightedScore: 0 },
      ]),
    ).toEqual({ totalRuns: 3, successfulRuns: 2, avgScore: 0.75, avgWeightedScore: 10 });
    expect(claimsOf([])).toEqual({ totalRuns: 0, successfulRuns: 0, avgScore: undefined, avgWeightedScore: undefined });
  });
});
