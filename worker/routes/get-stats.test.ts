import { beforeEach, describe, expect, it } from "vitest";
import {
  AgentStatsSchema,
  EvaluatorStatsSchema,
  EvaluatorTrendsSchema,
  ModelStatsSchema,
  ScenarioStatsSchema,
  StatsSchema,
  SuiteStatsSchema,
} from "#contract/figures/stats.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, post, postLines, read, unlimited } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

const DAY = 86_400_000;

/** The first and the last moment of the day that is `days` before today, in UTC. */
const edgesOf = (days: number): [string, string] => {
  const start = Math.floor(Date.now() / DAY) * DAY - days * DAY;
  return [new Date(start).toISOString(), new Date(start + DAY - 1).toISOString()];
};

const submit = async (runs: Partial<SubmittedRun>[]) => {
  const response = await postLines(
    runs.map((run, position) => makeRun({ runId: `run-${position}`, completedAt: null, ...run })),
  );
  expect(await response.json()).toMatchObject({ accepted: runs.length });
};

const readStats = async (query: string) => StatsSchema.parse(await read(`/api/stats${query}`));

describe("GET /api/stats", () => {
  it("looks back by the time when runs started, in UTC", async () => {
    const [start, end] = edgesOf(6);
    const [before] = edgesOf(29);
    const [, long] = edgesOf(30);
    await submit([{ startedAt: start }, { startedAt: end }, { startedAt: before }, { startedAt: long }]);
    expect(await readStats("?days=7")).toMatchObject({ days: 7, since: start, totalRuns: 2 });
    expect((await readStats("?days=6")).totalRuns).toBe(0);
    expect(await readStats("?days=30")).toMatchObject({ days: 30, totalRuns: 3 });
    expect(await readStats("?days=all")).toMatchObject({ days: null, since: null, totalRuns: 4 });
    expect(await readStats("")).toEqual(await readStats("?days=all"));
  });

  it("says the same of all days as of very many", async () => {
    await submit(
      Array.from({ length: 60 }, (_, position) => ({
        suite: `s${position % 2}`,
        scenario: `c${position % 5}`,
        tier: `L${position % 3}`,
        agent: `a${position % 4}`,
        isSuccessful: position % 7 > 2,
        totalScore: position / 60,
        startedAt: new Date(Date.UTC(2026, 0, 1 + position)).toISOString(),
      })),
    );
    const { days: _days, since: _since, ...all } = await readStats("?days=all");
    const { days: _others, since: _other, ...many } = await readStats("?days=36500");
    expect(many).toEqual(all);
    expect(all).toMatchObject({ totalRuns: 60, passShare: 33 / 60 });
    expect(all.scoreMean).toBeCloseTo(59 / 120, 9);
  });

  it("counts every run, of whatever version", async () => {
    await submit([
      { suiteVersion: "9", isSuccessful: false },
      { suiteVersion: "10" },
      { suiteVersion: "10", scenario: "other", status: "failed", errorType: "workspace", isSuccessful: null },
      { suite: "t", status: "running", isSuccessful: null },
    ]);
    expect(await readStats("?days=all")).toMatchObject({
      results: 4,
      totalRuns: 2,
      successfulRuns: 1,
      successRate: 0.5,
      countedRuns: 2,
      passShare: 0.5,
      outcomes: { pass: 1, fail: 1, infrastructureError: 1, notFinal: 1 },
    });
  });

  it("is nulls, not zeros, of nothing", async () => {
    expect(await readStats("")).toMatchObject({
      totalRuns: 0,
      avgScore: null,
      avgWeightedScore: null,
      passShare: null,
      scoreMean: null,
      cost: { mean: null, total: null, runs: 0, share: null },
    });
  });

  it.each(["days=0", "days=-1", "days=1.5", "days=36501", "days=week", "days=", "days=1&days=2", "day=1"])(
    "refuses %s",
    async (query) => {
      expect((await call(`/api/stats?${query}`)).status).toBe(400);
    },
  );
});

describe("the figures that the original has", () => {
  // What its front page asks SQLite for: AVG over the runs with status = 'completed', whatever their verdict.
  it("are over the completed runs, and averages over those that have the score", async () => {
    await submit([
      { totalScore: 1, weightedScore: 8 },
      { totalScore: 0.25, isSuccessful: false },
      { isSuccessful: null, weightedScore: 2 },
      { isSuccessful: false },
      { status: "failed", errorType: "agent", isSuccessful: null, totalScore: 0.5, weightedScore: 9 },
      { status: "running", isSuccessful: null },
    ]);
    const expected = {
      totalRuns: 4,
      successfulRuns: 1,
      successRate: 0.25,
      avgScore: 0.625,
      avgWeightedScore: 5,
      results: 6,
    };
    for (const path of ["/api/stats", "/api/stats?days=36500", "/api/stats/suites/suite"]) {
      expect(await read(path), path).toMatchObject(expected);
    }
    expect(await read("/api/stats/agents")).toMatchObject([expected]);
    expect(await read("/api/stats/scenarios/suite/scenario")).toMatchObject({ agentComparison: [expected] });
  });

  it("count a result that stands for many as often, so that no rate passes 1", async () => {
    await submit([{ trials: 10, passes: 7, isSuccessful: null, totalScore: 0.7 }]);
    expect(await readStats("")).toMatchObject({
      ...{ totalRuns: 10, successfulRuns: 7, successRate: 0.7, avgScore: 0.7, results: 1 },
    });
  });

  it("follow a decision: a run that is excluded is in none of them", async () => {
    await submit([{ totalScore: 1 }, { totalScore: 0, isSuccessful: false }]);
    await post("/api/runs/run-1/decisions", { kind: "exclude", reason: "made by hand" });
    expect(await readStats("")).toMatchObject({ totalRuns: 1, successRate: 1, avgScore: 1, results: 2 });
  });
});

describe("the statistics of agents, models, suites and scenarios", () => {
  beforeEach(async () => {
    await submit([
      { suiteVersion: "2", agent: "x", model: "m", totalScore: 1, weightedScore: 8, telemetry: { costUsd: 0.5 } },
      { suiteVersion: "2", agent: "x", model: "m", scenario: "other", isSuccessful: false, totalScore: 0.25 },
      { suiteVersion: "2", agent: "x", model: "n", tier: "L1" },
      { suiteVersion: "2", agent: "y/z", variant: "v" },
      { suiteVersion: "1", agent: "old" },
      { suite: "t", agent: "y/z", scenario: "far" },
    ]);
  });

  it("tells agents apart, over the newest version of every suite", async () => {
    const stats = AgentStatsSchema.parse(await read("/api/stats/agents"));
    expect(stats.map(({ agent, totalRuns, runs, passShare }) => [agent, totalRuns, runs, passShare])).toEqual([
      ["x", 3, 2, 2 / 3],
      ["y/z", 2, 2, 1],
    ]);
    expect(stats[0]).toMatchObject({
      suites: [{ suite: "suite", suiteVersion: "2" }],
      avgScore: 0.625,
      avgWeightedScore: 8,
      scoreMean: 0.625,
      cost: { mean: 0.5, runs: 1, share: 1 / 3 },
      costPerSuccess: 0.5,
    });
    expect(
      stats[0]?.entries.map(({ suite, entry, totalRuns, successRateEstimate }) => [
        suite,
        entry,
        totalRuns,
        successRateEstimate,
      ]),
    ).toEqual([
      ["suite", "x~m", 2, null],
      ["suite", "x~n", 1, null],
    ]);
    expect(stats[1]?.suites).toEqual([
      { suite: "suite", suiteVersion: "2" },
      { suite: "t", suiteVersion: null },
    ]);
  });

  it("gives each entry its success rate on the board of the last build", async () => {
    const environment = { ...unlimited, ASSETS: await buildSite() };
    const { id } = await readSnapshot();
    const rates = async (path: string) =>
      AgentStatsSchema.parse(await (await call(path, {}, environment)).json()).flatMap(({ entries }) =>
        entries.map(({ entry, successRateEstimate }) => [
          entry,
          successRateEstimate?.value,
          successRateEstimate?.snapshot,
        ]),
      );
    expect(await rates("/api/stats/agents")).toEqual([
      ["x~m", 1, id],
      // It ran nothing of the board.
      ["x~n", null, id],
      ["y/z~~v", 1, id],
      ["y/z", 1, id],
    ]);
    expect(await rates("/api/stats/agents?suite=suite&tier=L1")).toEqual([["x~n", 1, id]]);
  });

  it("restricts agents to a suite, a version and a tier", async () => {
    const agents = async (query: string) =>
      AgentStatsSchema.parse(await read(`/api/stats/agents?${query}`)).map(({ agent, totalRuns }) => [
        agent,
        totalRuns,
      ]);
    expect(await agents("suite=suite&tier=L1")).toEqual([["x", 1]]);
    expect(await agents("tier=L1")).toEqual([["x", 1]]);
    expect(await agents("suite=suite&suiteVersion=1")).toEqual([["old", 1]]);
    expect(await agents("suite=t&suiteVersion=")).toEqual([["y/z", 1]]);
    expect((await call("/api/stats/agents?suiteVersion=1")).status).toBe(400);
  });

  it("tells models apart, null for none", async () => {
    const stats = ModelStatsSchema.parse(await read("/api/stats/models?suite=suite"));
    expect(stats.map(({ model, totalRuns }) => [model, totalRuns])).toEqual([
      [null, 1],
      ["m", 2],
      ["n", 1],
    ]);
  });

  it("breaks a suite down by scenario, and says which version", async () => {
    const stats = SuiteStatsSchema.parse(await read("/api/stats/suites/suite"));
    expect(stats).toMatchObject({
      suite: "suite",
      suiteVersion: "2",
      versions: ["2", "1"],
      tier: null,
      totalRuns: 4,
      passShare: 0.75,
    });
    expect(stats.scenarioBreakdown.map(({ scenario, totalRuns }) => [scenario, totalRuns])).toEqual([
      ["other", 1],
      ["scenario", 3],
    ]);
    const old = SuiteStatsSchema.parse(await read("/api/stats/suites/suite?suiteVersion=1"));
    expect(old).toMatchObject({ suiteVersion: "1", totalRuns: 1 });
  });

  it("compares the entries of a scenario", async () => {
    const stats = ScenarioStatsSchema.parse(await read("/api/stats/scenarios/suite/scenario"));
    expect(stats).toMatchObject({ suiteVersion: "2", scenario: "scenario", totalRuns: 3 });
    expect(stats.agentComparison.map(({ entry, totalRuns, passShare }) => [entry, totalRuns, passShare])).toEqual([
      ["x~m", 1, 1],
      ["x~n", 1, 1],
      ["y/z~~v", 1, 1],
    ]);
  });

  it.each([
    ["/api/stats/suites/no%2Fsuch", "no suite is called no/such"],
    ["/api/stats/suites/suite?suiteVersion=7", "suite suite has no version 7; it has 2, 1"],
    ["/api/stats/suites/suite?tier=L9", "no run is of tier L9 (did you mean L0?)"],
    ["/api/stats/suites/siute", "no suite is called siute (did you mean suite?)"],
    ["/api/stats/scenarios/suite/none", "no scenario of suite suite 2 is called none"],
    ["/api/stats/scenarios/suite/scenari", "is called scenari (did you mean scenario?)"],
    ["/api/stats/scenarios/none/scenario", "no suite is called none"],
    ["/api/stats/agents?suite=none", "no suite is called none"],
    ["/api/stats/evaluators/none/trends", "no evaluator is called none"],
  ])("is 404 at %s, naming what is unknown", async (path, detail) => {
    const response = await call(path);
    expect(response.status).toBe(404);
    expect(ProblemSchema.parse(await response.json()).detail).toContain(detail);
  });
});

describe("the statistics of evaluators", () => {
  it("gives each its mean share of the maximum, over the newest version that it evaluated", async () => {
    const evaluated = (score: number) => ({ evaluations: [{ evaluatorName: "tests/unit", score, maxScore: 4 }] });
    await submit([
      { suiteVersion: "1", ...evaluated(0) },
      { suiteVersion: "2", ...evaluated(1) },
      { suiteVersion: "2", ...evaluated(3) },
      { suiteVersion: "2", scenario: "other", ...evaluated(4) },
      { suiteVersion: "2", status: "failed", errorType: "workspace", isSuccessful: null, ...evaluated(0) },
    ]);
    const stats = EvaluatorStatsSchema.parse(await read("/api/stats/evaluators"));
    expect(stats).toMatchObject([
      {
        evaluatorName: "tests/unit",
        suites: [{ suite: "suite", suiteVersion: "2" }],
        evaluations: 3,
      },
    ]);
    expect(stats[0]?.avgScore).toBeCloseTo(2 / 3, 9);
    // R: sd(c(1, 3, 4) / 4): 0.3818813
    expect(stats[0]?.standardDeviation).toBeCloseTo(0.3818813, 6);
  });

  it("gives a point for each day that has an evaluation", async () => {
    const evaluated = (days: number, score: number) => ({
      startedAt: edgesOf(days)[1],
      evaluations: [{ evaluatorName: "lint", score, maxScore: 1 }],
    });
    await submit([evaluated(0, 1), evaluated(2, 0.5), evaluated(2, 0.75), evaluated(40, 0)]);
    const trends = async (query: string) =>
      EvaluatorTrendsSchema.parse(await read(`/api/stats/evaluators/lint/trends${query}`));
    const { points, days } = await trends("?days=30");
    expect(days).toBe(30);
    expect(points).toMatchObject([
      { day: edgesOf(2)[0].slice(0, 10), evaluations: 2, avgScore: 0.625 },
      { day: edgesOf(0)[0].slice(0, 10), evaluations: 1, avgScore: 1 },
    ]);
    expect((await trends("?days=all")).points.length).toBe(3);
    expect(await trends("")).toEqual(await trends("?days=all"));
    expect((await trends("?days=1")).points.length).toBe(1);
  });
});
