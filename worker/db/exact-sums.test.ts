import { mean } from "d3-array";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysOf, recordOf } from "#contract/names/records.ts";
import { MAX_SCORE } from "#contract/runs/outcome.ts";
import { MAX_TRIALS } from "#contract/runs/run.ts";
import { batchesOf } from "#contract/snapshot/batches.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import { BATCH_MEASURES, columnName, MEASURE_COLUMNS, MEASURE_NAMES, measuresOf } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { leaderboard } from "#statistics/ranks/leaderboard.ts";
import { postLines } from "../testing/call.ts";
import { describeAmounts, differencesFrom, PRECISION } from "../testing/direct-sums.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { outcomeColumn, type Row, readAggregates, runsOfRows } from "../testing/recount.ts";
import { readSnapshot } from "../testing/snapshot.ts";
import { evaluationTotals } from "./read-evaluators.ts";

const EVALUATION_WORDS = [
  ...(["evaluations", "shareSum", "shareSumHigh"] as const),
  ...(["shareSquares", "shareSquaresMiddle", "shareSquaresHigh"] as const),
];

/** Numbers up to a limit, of every size: the limit itself, whole ones, tiny ones. */
const upTo = (limit: number, least = 0): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(0, limit, limit / 3, 1, 0.1),
    fc.double({ min: least, max: limit, noNaN: true }),
    fc.integer({ min: 0, max: Math.floor(limit) }),
  );

const score = fc.tuple(upTo(MAX_SCORE), fc.boolean()).map(([size, isNegative]) => (isNegative ? -size : size));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const amount = maybe(fc.integer({ min: 0, max: 1e12 }));

/** What becomes of a run; of results that stand for many, how many passed. */
const ending = fc.oneof(
  fc.record({
    status: fc.constantFrom("completed", "completed", "completed", "failed", "incomplete"),
    isSuccessful: maybe(fc.boolean()),
    errorType: maybe(fc.constantFrom("workspace", "agent", "timeout", "refusal")),
    totalScore: maybe(score),
  }),
  fc.tuple(fc.constantFrom(2, 7, MAX_TRIALS), maybe(fc.constant(0.5)), upTo(1)).map(([trials, totalScore, share]) => ({
    status: "completed" as const,
    trials,
    passes: Math.round(trials * share),
    totalScore,
  })),
);

/** Runs that state anything there are sums of, of any size that the contract allows, in few rows of each aggregate. */
const run = fc
  .record({
    scenario: fc.constantFrom("a", "b"),
    tier: fc.constantFrom("L0", "L1"),
    agent: fc.constantFrom("x", "y"),
    batchId: fc.constantFrom("one", "two", null),
    startedAt: fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-01-02T23:59:59.999Z"),
    completedAt: fc.constant(null),
    ending,
    weightedScore: maybe(score),
    scoreStandardError: maybe(upTo(3_000)),
    synthetic: maybe(fc.boolean()),
    relationship: maybe(fc.constantFrom("first-party", "third-party")),
    shares: fc.array(upTo(100), { maxLength: 2 }),
    telemetry: fc.record({
      costUsd: maybe(upTo(1e6, 1e-12)),
      durationMs: maybe(upTo(1e12)),
      tokensIn: amount,
      tokensOut: amount,
      toolCalls: amount,
    }),
  })
  .map(({ ending, shares, scoreStandardError, ...fields }) => ({
    ...fields,
    isSuccessful: null,
    ...ending,
    // A standard error is one of a score.
    scoreStandardError: ending.totalScore === null ? null : scoreStandardError,
    evaluations: shares.map((share, position) => ({ evaluatorName: `e${position}`, score: share * 3, maxScore: 3 })),
  }));
const runs = fc.array(run, { minLength: 1, maxLength: 60 });

/** The aggregates that sum the measures, and those that sum evaluations. */
const MEASURED = ["cells", "entry_tiers", "scenario_tiers", "days", "batch_entries"] as const;
const EVALUATED = ["evaluator_suites", "evaluator_days", "batch_evaluators"] as const;

const inCamelCase = (row: Row) => recordOf(MEASURE_COLUMNS, (name) => row[columnName(name)] ?? 0);

/** How every row of every aggregate differs from what is computed of its runs directly. */
const differencesInDatabase = async (all: readonly SubmittedRun[]): Promise<string[]> => {
  const tables = await readAggregates();
  return MEASURED.flatMap((table) => {
    const expected = runsOfRows(table, all);
    const missing = tables[table].size === expected.size ? [] : [`${table} has ${tables[table].size} rows`];
    const wrong = [...tables[table]].flatMap(([key, row]) =>
      differencesFrom(expected.get(key) ?? [], measuresOf(inCamelCase(row)), MEASURE_NAMES).map(
        (difference) => `${table} ${key}: ${difference}`,
      ),
    );
    return [...missing, ...wrong];
  });
};

/** How the cells and batches of the snapshot do, each found by its names. */
const differencesInSnapshot = async (all: readonly SubmittedRun[]): Promise<string[]> => {
  const { suites, batches } = await readSnapshot();
  const cells = suites.flatMap((suite) =>
    cellsOf(suite).map((cell) => {
      const names = [suite.entries[cell.entry]?.agent, suite.scenarios[cell.scenario], suite.tiers[cell.tier]];
      const own = all.filter(({ agent, scenario, tier }) => `${names}` === `${[agent, scenario, tier]}`);
      const measures = keysOf(cell).flatMap((name) => MEASURE_NAMES.filter((known) => known === name));
      return { own, differences: differencesFrom(own, cell, measures) };
    }),
  );
  const ofBatches = batches.flatMap(batchesOf).flatMap((batch) =>
    differencesFrom(
      all.filter(({ batchId }) => batchId === batch.batchId),
      batch,
      BATCH_MEASURES,
    ),
  );
  const covered = cells.reduce((sum, { own }) => sum + own.length, 0);
  return [
    ...(covered === all.length ? [] : [`the cells are of ${covered} runs, not ${all.length}`]),
    ...cells.flatMap(({ differences }) => differences),
    ...ofBatches,
  ];
};

/** How the sums of evaluations do, over everything. */
const differencesOfEvaluations = async (all: readonly SubmittedRun[]): Promise<string[]> => {
  const tables = await readAggregates();
  const counted = all.filter((one) => !["not_final", "infrastructure_error"].includes(outcomeColumn(one)));
  return EVALUATED.flatMap((table) => {
    const direct = describeAmounts(
      counted
        .filter(({ batchId }) => table !== "batch_evaluators" || batchId != null)
        .flatMap(({ evaluations }) => evaluations ?? [])
        .map((given) => [given.score / given.maxScore, 1]),
    );
    const words = recordOf(EVALUATION_WORDS, (name) =>
      [...tables[table].values()].reduce((sum, row) => sum + (row[columnName(name)] ?? 0), 0),
    );
    const found = evaluationTotals([words]);
    const isNear = (figure: number, wanted: number) => Math.abs(figure - wanted) <= PRECISION * direct.largest;
    const isRight =
      found.evaluations === direct.count &&
      isNear(found.shareSum / Math.max(1, direct.count), direct.mean) &&
      isNear(found.standardDeviation ?? 0, direct.count < 2 ? 0 : direct.deviation);
    return isRight ? [] : [`${table}: ${JSON.stringify(found)}, directly ${JSON.stringify(direct)}`];
  });
};

describe("the sums", () => {
  it("of any runs that are accepted give a snapshot that parses, and every measure as computed directly", async () => {
    const all: SubmittedRun[] = [];
    const holds = async (made: readonly Partial<SubmittedRun>[]) => {
      const lines = made.map((one, position) => makeRun({ ...one, runId: `run-${all.length + position}` }));
      expect(await (await postLines(lines)).json()).toMatchObject({ accepted: lines.length, rejected: [] });
      all.push(...lines);
      expect(await differencesInDatabase(all)).toEqual([]);
      expect(await differencesInSnapshot(all)).toEqual([]);
      expect(await differencesOfEvaluations(all)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(runs, holds), { seed: 9, numRuns: 20, endOnFailure: true });
  }, 120_000);

  it("give a board's mean as computed directly", async () => {
    const made = fc.sample(fc.record({ scenario: fc.constantFrom("a", "b"), totalScore: score }), {
      seed: 9,
      numRuns: 60,
    });
    await postLines(made.map((one, position) => makeRun({ ...one, runId: `run-${position}` })));
    const [suite] = (await readSnapshot()).suites;
    if (!suite) throw new Error("no suite");
    const [standing] = leaderboard(cellsOf(suite), { metric: "score", entries: suite.entries }).standings;
    const means = [...Map.groupBy(made, ({ scenario }) => scenario).values()].map(
      (own) => mean(own, ({ totalScore }) => totalScore) ?? 0,
    );
    const found = standing?.estimate.value ?? Number.NaN;
    expect(Math.abs(found - (mean(means) ?? 0))).toBeLessThanOrEqual(PRECISION * MAX_SCORE);
  });

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
