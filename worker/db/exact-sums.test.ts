import { deviation, mean } from "d3-array";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EvaluatorStatsSchema } from "#contract/figures/stats.ts";
import { MAX_SCORE } from "#contract/runs/outcome.ts";
import { batchesOf } from "#contract/snapshot/batches.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";
import { leaderboard } from "#statistics/ranks/leaderboard.ts";
import { postLines, read } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

/** Numbers up to a limit, of every size: the limit itself, whole ones, tiny ones. */
const upTo = (limit: number, least = 0): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(0, limit, limit / 3, 1, 0.1),
    fc.double({ min: least, max: limit, noNaN: true }),
    fc.integer({ min: 0, max: Math.floor(limit) }),
  );

const score = fc.tuple(upTo(MAX_SCORE), fc.boolean()).map(([size, isNegative]) => (isNegative ? -size : size));

/** Runs that state everything there are sums of, of any size that the contract allows, in few cells. */
const runs = fc.array(
  fc.record({
    scenario: fc.constantFrom("a", "b"),
    isSuccessful: fc.boolean(),
    totalScore: score,
    weightedScore: score,
    costUsd: upTo(1e6, 1e-12),
    durationMs: upTo(1e12),
    tokens: fc.integer({ min: 0, max: 1e12 }),
    toolCalls: fc.integer({ min: 0, max: 1e12 }),
    share: upTo(100),
  }),
  { minLength: 1, maxLength: 60 },
);
type Made = typeof runs extends fc.Arbitrary<(infer T)[]> ? T : never;

const submitted = (made: Made, position: number): SubmittedRun =>
  makeRun({
    runId: `run-${position}`,
    batchId: "batch",
    scenario: made.scenario,
    isSuccessful: made.isSuccessful,
    totalScore: made.totalScore,
    weightedScore: made.weightedScore,
    evaluations: [{ evaluatorName: "e", score: made.share * 3, maxScore: 3 }],
    telemetry: {
      costUsd: made.costUsd,
      durationMs: made.durationMs,
      tokensIn: made.tokens,
      tokensOut: made.tokens,
      toolCalls: made.toolCalls,
    },
  });

const largest = (values: readonly number[]) => Math.max(1, ...values.map(Math.abs));

/** That a figure equals what is computed directly, to a billionth of the scale. */
const near = (figure: number | null, direct: number, scale: number) => {
  expect(Math.abs((figure ?? Number.NaN) - direct)).toBeLessThanOrEqual(1e-9 * scale);
};

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe("the sums", () => {
  it("of any runs that are accepted give a snapshot that parses, and figures as computed directly", async () => {
    let number = 0;
    const all: Made[] = [];
    const holds = async (made: Made[]) => {
      const lines = made.map((one) => submitted(one, number++));
      expect(await (await postLines(lines)).json()).toMatchObject({ accepted: lines.length, rejected: [] });
      all.push(...made);
      const { suites, batches } = await readSnapshot();
      const [suite] = suites;
      if (!suite) throw new Error("no suite");
      for (const cell of cellsOf(suite)) {
        const own = all.filter(({ scenario }) => scenario === suite.scenarios[cell.scenario]);
        const scores = own.map(({ totalScore }) => totalScore);
        near(cell.scoreSum / SCORE_UNITS / cell.scoreRuns, mean(scores) ?? 0, largest(scores));
        const spread = cell.scoreSpread / SPREAD_UNITS / cell.scoreRuns / (cell.scoreRuns - 1);
        if (own.length > 1) near(Math.sqrt(spread), deviation(scores) ?? 0, largest(scores));
        const costs = own.map(({ costUsd }) => costUsd);
        near(cell.costSum / COST_UNITS / cell.costRuns, mean(costs) ?? 0, largest(costs));
        const durations = own.map(({ durationMs }) => durationMs);
        near(cell.durationSum / DURATION_UNITS / cell.durationRuns, mean(durations) ?? 0, largest(durations));
        const tokens = own.map(({ tokens }) => tokens);
        near(cell.tokensInSum, sumOf(tokens), sumOf(tokens) + 1);
        const calls = own.map(({ toolCalls }) => toolCalls);
        near(cell.toolCallSum, sumOf(calls), sumOf(calls) + 1);
      }
      const batch = batches.flatMap(batchesOf)[0];
      const passes = all.filter(({ isSuccessful }) => isSuccessful).map(({ weightedScore }) => weightedScore);
      if (passes.length > 0) {
        near((batch?.passWeightedSum ?? 0) / SCORE_UNITS / passes.length, mean(passes) ?? 0, largest(passes));
      }
      const [evaluator] = EvaluatorStatsSchema.parse(await read("/api/stats/evaluators"));
      const shares = all.map(({ share }) => share);
      near(evaluator?.avgScore ?? null, mean(shares) ?? 0, 100);
      if (shares.length > 1) near(evaluator?.standardDeviation ?? null, deviation(shares) ?? 0, 100);
      const [standing] = leaderboard(cellsOf(suite), { metric: "score", entries: suite.entries }).standings;
      const means = [...Map.groupBy(all, ({ scenario }) => scenario).values()].map(
        (own) => mean(own, ({ totalScore }) => totalScore) ?? 0,
      );
      near(standing?.estimate.value ?? null, mean(means) ?? 0, MAX_SCORE);
    };
    await fc.assert(fc.asyncProperty(runs, holds), { seed: 9, numRuns: 40, endOnFailure: true });
  }, 120_000);

  it.each([
    ["one run of 3,002 points", 1, 3_002],
    ["901 runs of 100 points", 901, 100],
    ["2,000 runs of the most points", 2_000, MAX_SCORE],
  ])("build: %s", async (_name, count, totalScore) => {
    const made = Array.from({ length: count }, (_, position) => makeRun({ runId: `run-${position}`, totalScore }));
    await postLines(made);
    const { suites } = await readSnapshot();
    const [cell] = suites.flatMap(cellsOf);
    expect(cell?.scoreSum).toBe(count * totalScore * SCORE_UNITS);
    expect(cell?.scoreSpread).toBe(0);
  });

  it("keep fractions of a millisecond and of a billionth of a dollar", async () => {
    await postLines([makeRun({ telemetry: { durationMs: 0.25, costUsd: 4e-10 } })]);
    const [cell] = (await readSnapshot()).suites.flatMap(cellsOf);
    expect([(cell?.durationSum ?? 0) / DURATION_UNITS, (cell?.costSum ?? 0) / COST_UNITS]).toEqual([0.25, 4e-10]);
  });
});
