import { describe, expect, it } from "vitest";
import type { ErrorType } from "#contract/runs/run.ts";
import type { RunResult } from "../running/run-once.ts";
import { claimableOf, claimsOf, outcomeOfResult, summarize } from "./summarize.ts";

interface Made {
  scenario?: string;
  tier?: string;
  agent?: string;
  model?: string;
  /** The total score; 1 passes. */
  score?: number;
  errorType?: ErrorType;
  costUsd?: number;
}

const made = ({ scenario = "a", tier = "L1", agent = "x", model, score = 0, errorType, costUsd }: Made): RunResult =>
  ({
    planned: { scenario: { suite: "s", id: scenario }, tier, agent: { name: agent }, model, trial: 1 },
    agentMs: 1000,
    usage: costUsd === undefined ? {} : { costUsd },
    evaluations: [],
    notes: [],
    ...(errorType === undefined
      ? { scores: { totalScore: score, weightedScore: 10 * score, successMetric: score, isSuccessful: score === 1 } }
      : { failure: { errorType, message: "no" } }),
  }) as unknown as RunResult;

describe("summarize", () => {
  it("groups by suite, tier and entry, sorted by name", () => {
    const results = [made({ tier: "L2" }), made({ agent: "y" }), made({ model: "m" }), made({}), made({})];
    expect(summarize(results).map(({ tier, entry, runs }) => [tier, entry, runs])).toEqual([
      ["L1", "x", 2],
      ["L1", "x~m", 1],
      ["L1", "y", 1],
      ["L2", "x", 1],
    ]);
  });

  it("has every scenario weigh the same, and takes the interval from their spread", () => {
    const results = [
      ...[1, 1, 1, 1].map((score) => made({ scenario: "a", score })),
      made({ scenario: "b", score: 0.5 }),
      made({ scenario: "c", score: 1 }),
    ];
    const [summary] = summarize(results);
    expect(summary).toMatchObject({ passes: 5, counted: 6, successRate: { n: 3, method: "clopper-pearson" } });
    expect(summary?.successRate.value).toBeCloseTo(2 / 3, 12);
    expect(summary?.score.value).toBeCloseTo(2.5 / 3, 12);
  });

  it("leaves infrastructure errors out, and counts other failures as 0", () => {
    const [summary] = summarize([
      made({ score: 1 }),
      made({ errorType: "workspace" }),
      made({ errorType: "timeout" }),
      made({ errorType: "unknown" }),
    ]);
    expect(summary).toMatchObject({ runs: 4, counted: 3, passes: 1 });
    expect(summary?.score.value).toBeCloseTo(1 / 3, 12);
  });

  it("takes the mean cost over the runs that tell it, and none for unknown", () => {
    expect(summarize([made({ costUsd: 0.5 }), made({})])[0]?.meanCostUsd).toBe(0.5);
    expect(summarize([made({})])[0]?.meanCostUsd).toBeNull();
  });
});

describe("outcomeOfResult", () => {
  it.each([
    [{ score: 1 }, "pass"],
    [{ score: 0.9 }, "fail"],
    [{ errorType: "agent" }, "fail"],
    [{ errorType: "timeout" }, "timeout"],
    [{ errorType: "evaluation" }, "infrastructure-error"],
    [{ errorType: "unknown" }, "unknown-failure"],
  ] as const)("tells what %j counts as", (result, outcome) => {
    expect(outcomeOfResult(made(result))).toBe(outcome);
  });
});

describe("claimsOf", () => {
  it("claims averages over successful runs alone, and none where there is none", () => {
    const results = [made({ score: 1 }), made({ score: 0.5 }), made({ errorType: "agent" })];
    expect(claimsOf(results.map(claimableOf))).toEqual({
      totalRuns: 3,
      successfulRuns: 1,
      avgScore: 1,
      avgWeightedScore: 10,
    });
    expect(claimsOf([made({})].map(claimableOf))).toMatchObject({ successfulRuns: 0, avgScore: undefined });
  });
});
