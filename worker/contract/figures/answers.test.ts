import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { saidOf } from "../../testing/said-of.ts";
import { examples } from "../openapi/recorded.ts";
import { BoardIndexSchema, BoardSchema } from "./board.ts";
import { ComparisonSchema } from "./comparison.ts";
import { EstimateSchema, FiguresSchema, ResourceSchema, type Totals } from "./figures.ts";
import { PlanSchema } from "./plan.ts";
import { EvaluatorTrendsSchema, StatsSchema } from "./stats.ts";

// The recorded answers are those of the real Worker to the examples.

const board = examples.getBoard.body;
const [row] = board.entries;
const comparison = examples.compareEntries.body;
const plan = examples.planRuns.body;
const stats = examples.getStats.body;
const trends = examples.getEvaluatorTrends.body;

describe("a figure that cannot be", () => {
  it.each<[z.ZodType, object, string]>([
    [BoardSchema, { ...board, entries: [{ ...row, rankFrom: 0 }] }, "entries[0].rankFrom must be at least 1"],
    [BoardSchema, { ...board, entries: [{ ...row, group: 1.5 }] }, "entries[0].group must be a whole number, not 1.5"],
    [BoardSchema, { ...board, entries: [{ ...row, pass: -1 }] }, "entries[0].pass must be at least 0"],
    [BoardSchema, { ...board, entries: [{ ...row, pass: null }] }, "entries[0].pass must be a number, not null"],
    [
      BoardSchema,
      { ...board, entries: [{ ...row, estimate: "1" }] },
      "entries[0].estimate must be a number, not a string",
    ],
    [
      BoardSchema,
      { ...board, entries: [{ ...row, intervalMethod: "guess" }] },
      "entries[0].intervalMethod must be one of clopper-pearson, student, stated, none",
    ],
    [
      BoardSchema,
      { ...board, entries: [{ ...row, unit: "task" }] },
      "entries[0].unit must be one of scenario, tier, run",
    ],
    [
      BoardSchema,
      { ...board, entries: [{ ...row, betterThan: [[0, -1]] }] },
      "entries[0].betterThan[0][1] must be at least 0",
    ],
    [BoardSchema, { ...board, metric: "cost" }, "metric must be one of success, score"],
    [BoardSchema, { ...board, rule: "guessed" }, "rule must be one of stated, found"],
    [BoardSchema, { ...board, scale: { low: 0 } }, "scale.high is missing"],
    [BoardSchema, { ...board, cells: -1 }, "cells must be at least 0"],
    [BoardSchema, { ...board, bargain: {} }, "bargain.entry is missing"],
    [ComparisonSchema, { ...comparison, noWorse: { margin: 0.1, worseBy: null } }, "noWorse.holds is missing"],
    [
      ComparisonSchema,
      { ...comparison, successRate: { ...comparison.successRate, method: "z" } },
      "successRate.method must be one of mcnemar, student, boschloo, fisher, welch, normal, none",
    ],
    [
      ComparisonSchema,
      { ...comparison, successRate: { ...comparison.successRate, pValue: null } },
      "successRate.pValue must be a number, not null",
    ],
    [
      PlanSchema,
      { ...plan, neighbours: [{ ...plan.neighbours[0], side: "above" }] },
      "neighbours[0].side must be one of better, worse",
    ],
    [PlanSchema, { ...plan, alpha: null }, "alpha must be a number, not null"],
    [StatsSchema, { ...stats, totalRuns: -1 }, "totalRuns must be at least 0"],
    [
      StatsSchema,
      { ...stats, outcomes: { ...stats.outcomes, pass: 0.5 } },
      "outcomes.pass must be a whole number, not 0.5",
    ],
    [StatsSchema, { ...stats, cost: { ...stats.cost, runs: -1 } }, "cost.runs must be at least 0"],
    [EvaluatorTrendsSchema, { ...trends, days: 1.5 }, "days must be a whole number, not 1.5"],
  ])("is refused in words (%#)", (schema, answer, said) => {
    const lines = saidOf(schema, answer);
    expect(lines).toContain(said);
  });

  it.each<[z.ZodType, object]>([
    [EstimateSchema, { value: null, low: null, high: null, standardError: null, unit: "run", n: 0, method: "none" }],
    [ResourceSchema, { mean: null, total: null, runs: 0, share: null }],
    [
      FiguresSchema,
      { ...stats, days: undefined, since: undefined, successRateEstimate: null, meanScore: null, coverage: null },
    ],
  ])("is null rather than 0 (%#)", (schema, answer) => {
    const stated = Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
    expect(saidOf(schema, stated)).toEqual([]);
  });
});

describe("the index of a suite's boards", () => {
  const version = { suiteVersion: null, path: "/s/", metrics: ["success"], tiers: [] };

  it("has for each version its page, and those of its tiers", () => {
    const tier = { tier: "L0", path: "/s/L0/", metrics: ["score"] };
    const index = { snapshot: "id", suite: "s", versions: [{ ...version, tiers: [tier] }] };
    expect(BoardIndexSchema.parse(index)).toEqual(index);
    expect(saidOf(BoardIndexSchema, { ...index, versions: [{ ...version, metrics: ["cost"] }] })).toEqual([
      "versions[0].metrics[0] must be one of success, score",
    ]);
    expect(saidOf(BoardIndexSchema, { ...index, versions: [{ ...version, tiers: [{ tier: "L0" }] }] })).toHaveLength(2);
  });
});

/** Everything in the recorded answers that runs add up to. */
const totalsIn = (value: unknown): Totals[] => {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(totalsIn);
  return "outcomes" in value && "totalRuns" in value ? [value as Totals, ...inside] : inside;
};

describe("figures that were recorded", () => {
  const recorded = Object.values(examples).flatMap(({ body }) => totalsIn(body));

  it("are there in each kind of answer", () => {
    expect(recorded.length).toBeGreaterThan(15);
  });

  it("have outcomes that add up to all runs, and to those that count", () => {
    for (const { outcomes, results, countedRuns, successfulRuns } of recorded) {
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(results);
      const { pass, fail, timeout, refusal, unknownFailure } = outcomes;
      expect(pass + fail + timeout + refusal + unknownFailure).toBe(countedRuns);
      expect(successfulRuns).toBe(pass);
    }
  });

  it("have rates that are quotients of what stands beside them", () => {
    for (const { outcomes, totalRuns, countedRuns, successRate, passShare, cost, costPerSuccess } of recorded) {
      expect(successRate).toBe(totalRuns > 0 ? outcomes.pass / totalRuns : null);
      expect(passShare).toBe(countedRuns > 0 ? outcomes.pass / countedRuns : null);
      expect(cost.mean).toBe(cost.runs > 0 ? (cost.total ?? 0) / cost.runs : null);
      if (outcomes.pass === 0) expect(costPerSuccess).toBeNull();
    }
  });

  it("have ranks and intervals in order, on the board", () => {
    for (const one of board.entries) {
      expect(one.rankFrom ?? 1).toBeLessThanOrEqual(one.rankTo ?? 1);
      expect(one.jointRankFrom ?? 1).toBeLessThanOrEqual(one.rankFrom ?? 1);
      expect(one.jointRankTo ?? 1).toBeGreaterThanOrEqual(one.rankTo ?? 1);
      expect(one.intervalLow ?? 0).toBeLessThanOrEqual(one.estimate ?? 0);
      expect(one.intervalHigh ?? 1).toBeGreaterThanOrEqual(one.estimate ?? 1);
      expect(one.counted).toBe(one.pass + one.fail + one.timeout + one.refusal + one.unknownFailure);
      expect(one.coveredCells).toBeLessThanOrEqual(one.coverableCells);
    }
  });
});
