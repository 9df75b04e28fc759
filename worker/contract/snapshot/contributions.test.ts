import { DatabaseSync } from "node:sqlite";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysOf, recordOf } from "../names/records.ts";
import { OUTCOME_NAMES } from "../runs/outcomes.ts";
import {
  CONTRIBUTED_COLUMNS,
  type CountedRun,
  contributionOf,
  isCompleted,
  isMetered,
  SUMMED_TELEMETRY,
  summedTelemetry,
} from "./contributions.ts";
import { MEASURE_COLUMNS } from "./measures.ts";

const RUN: CountedRun = {
  outcome: "pass",
  status: "completed",
  totalScore: null,
  weightedScore: null,
  scoreStandardError: null,
  costUsd: null,
  tokensIn: null,
  tokensOut: null,
  durationMs: null,
  toolCalls: null,
  trials: 1,
  passes: null,
  synthetic: false,
  relationship: null,
};

/** What a run adds, without the columns to which it adds nothing. */
const added = (fields: Partial<CountedRun>) =>
  Object.fromEntries(Object.entries(contributionOf({ ...RUN, ...fields })).filter(([, value]) => value !== 0));

describe("what a run adds", () => {
  it.each<[string, Partial<CountedRun>, Record<string, number>]>([
    ["a bare pass", {}, { runs: 1, completedRuns: 1, pass: 1 }],
    [
      "a pass that its maker ran",
      { relationship: "first-party" },
      { runs: 1, completedRuns: 1, pass: 1, firstPartyRuns: 1 },
    ],
    [
      "a pass that somebody else ran",
      { relationship: "third-party" },
      { runs: 1, completedRuns: 1, pass: 1, thirdPartyRuns: 1 },
    ],
    ["a bare failure, whose score is 0", { outcome: "fail", status: "failed" }, { runs: 1, fail: 1, scoreRuns: 1 }],
    ["a timeout", { outcome: "timeout", status: "failed" }, { runs: 1, timeout: 1, scoreRuns: 1 }],
    ["a run without a verdict", { outcome: "not-stated" }, { runs: 1, completedRuns: 1, notStated: 1 }],
    [
      "an infrastructure error, whatever it used",
      { outcome: "infrastructure-error", status: "failed", totalScore: 1, costUsd: 1, toolCalls: 3 },
      { runs: 1, infrastructureError: 1 },
    ],
    ["an excluded run", { outcome: "excluded", totalScore: 1, costUsd: 1 }, { runs: 1, excluded: 1 }],
    [
      "a run that is not final",
      { outcome: "not-final", status: "running", tokensIn: 1, tokensOut: 1 },
      { runs: 1, notFinal: 1 },
    ],
    [
      "a failed run that a decision made a pass",
      { outcome: "pass", status: "failed" },
      { runs: 1, completedRuns: 1, pass: 1, scoreRuns: 1 },
    ],
    ["a made-up run", { synthetic: true }, { runs: 1, completedRuns: 1, pass: 1, syntheticRuns: 1 }],
    ["tokens of which one kind is unknown", { tokensIn: 5 }, { runs: 1, completedRuns: 1, pass: 1 }],
    [
      "tokens of both kinds",
      { tokensIn: 5, tokensOut: 7 },
      { runs: 1, completedRuns: 1, pass: 1, tokenRuns: 1, tokensInSum: 5, tokensOutSum: 7 },
    ],
    ["tool calls", { toolCalls: 4 }, { runs: 1, completedRuns: 1, pass: 1, toolCallRuns: 1, toolCallSum: 4 }],
    ["no tool call", { toolCalls: 0 }, { runs: 1, completedRuns: 1, pass: 1, toolCallRuns: 1 }],
    [
      "a time of 1 ms",
      { durationMs: 1 },
      { runs: 1, completedRuns: 1, pass: 1, durationRuns: 1, durationSum: 1_000_000 },
    ],
  ])("%s", (_what, fields, expected) => {
    const { costSum: _low, costSumHigh: _high, scoreSum: _score, ...rest } = added(fields);
    expect(rest).toEqual(expected);
  });

  it("adds costs in words of trillionths, and a pass to the passes with a cost", () => {
    const { costSum, costSumHigh, costRuns, costPasses } = contributionOf({ ...RUN, costUsd: 1.5 });
    expect((costSumHigh ?? 0) * 2 ** 30 + (costSum ?? 0)).toBe(1.5e12);
    expect([costRuns, costPasses]).toEqual([1, 1]);
    expect(contributionOf({ ...RUN, outcome: "fail", costUsd: 1.5 })["costPasses"]).toBe(0);
  });

  it("adds scores in billionths, of a pass to the claims, and of what is completed to the original's means", () => {
    const scored = { ...RUN, totalScore: 0.5, weightedScore: 0.25 };
    const completed = {
      completedScoreRuns: 1,
      completedScoreSum: 5e8,
      completedWeightedRuns: 1,
      completedWeightedSum: 2.5e8,
    };
    expect(contributionOf(scored)).toMatchObject({
      ...{ scoreRuns: 1, scoreSum: 5e8, passScoreRuns: 1, passScoreSum: 5e8 },
      ...{ passWeightedRuns: 1, passWeightedSum: 2.5e8, ...completed },
    });
    const unsuccessful = { passScoreRuns: 0, passScoreSum: 0, passWeightedRuns: 0, passWeightedSum: 0 };
    expect(contributionOf({ ...scored, outcome: "fail" })).toMatchObject({
      ...{ scoreRuns: 1, scoreSum: 5e8, ...unsuccessful, ...completed },
    });
    const nothing = recordOf(keysOf(completed), () => 0);
    for (const run of [{ outcome: "fail", status: "failed" }, { outcome: "excluded" }] as const) {
      expect(contributionOf({ ...scored, ...run })).toMatchObject({ ...unsuccessful, ...nothing, completedRuns: 0 });
    }
  });

  it("counts a total as its attempts: as many passes and failures, and their scores of 1 and 0", () => {
    const total = contributionOf({
      ...RUN,
      outcome: "not-stated",
      trials: 10,
      passes: 7,
      totalScore: 0.7,
      costUsd: null,
    });
    expect(total).toMatchObject({
      runs: 1,
      pass: 7,
      fail: 3,
      notStated: 0,
      summedRuns: 10,
      scoreRuns: 10,
      scoreSum: 7 * (1e9 % 2 ** 30),
      completedRuns: 10,
      completedScoreRuns: 10,
      completedScoreSum: 7 * (1e9 % 2 ** 30),
    });
    expect(contributionOf({ ...RUN, outcome: "not-stated", trials: 10, passes: 7 })["completedScoreSum"]).toBe(0);
    expect(contributionOf({ ...RUN, outcome: "excluded", trials: 10, passes: 7 })).toMatchObject({
      excluded: 10,
      pass: 0,
      fail: 0,
    });
  });

  it("adds the square of a stated error of a single result's score", () => {
    const { scoreErrorRuns, ...squares } = contributionOf({ ...RUN, totalScore: 0.5, scoreStandardError: 0.1 });
    expect(scoreErrorRuns).toBe(1);
    expect((squares["scoreErrorSquaresHigh"] ?? 0) * 2 ** 30 + (squares["scoreErrorSquares"] ?? 0)).toBe(1e10);
    for (const fields of [
      { totalScore: null },
      { trials: 2 },
      { outcome: "excluded" as const },
      { scoreStandardError: null },
    ]) {
      const run = { ...RUN, totalScore: 0.5, scoreStandardError: 0.1, ...fields };
      expect(contributionOf(run), JSON.stringify(fields)).toMatchObject({
        scoreErrorRuns: 0,
        scoreErrorSquares: 0,
        scoreErrorSquaresHigh: 0,
      });
    }
  });

  it("has an amount for every column, in their order", () => {
    expect(CONTRIBUTED_COLUMNS.map(({ name }) => name)).toEqual([...MEASURE_COLUMNS]);
    expect(Object.keys(contributionOf(RUN))).toEqual([...MEASURE_COLUMNS]);
  });
});

describe("the SQL of what a run adds", () => {
  const COLUMNS = [
    "outcome",
    "status",
    "total_score",
    "weighted_score",
    "score_standard_error",
    "cost_usd",
    "tokens_in",
    "tokens_out",
    "duration_ms",
    "tool_calls",
    "synthetic",
    "relationship",
    "trials",
    "passes",
    "is_total",
    "is_metered",
    "is_scored",
    "is_completed",
    "has_error",
  ];
  const database = new DatabaseSync(":memory:");
  const statement = database.prepare(
    `SELECT ${CONTRIBUTED_COLUMNS.map(({ name, sql }) => `${sql} AS "${name}"`).join(", ")}
     FROM (SELECT ${COLUMNS.map((column) => `:${column} AS ${column}`).join(", ")}) AS r`,
  );
  const inSql = (run: CountedRun) => ({
    ...statement.get({
      outcome: run.outcome,
      status: run.status,
      total_score: run.totalScore,
      weighted_score: run.weightedScore,
      score_standard_error: run.scoreStandardError,
      cost_usd: run.costUsd,
      tokens_in: run.tokensIn,
      tokens_out: run.tokensOut,
      duration_ms: run.durationMs,
      tool_calls: run.toolCalls,
      synthetic: Number(run.synthetic),
      relationship: run.relationship,
      trials: run.trials,
      passes: run.passes,
      is_total: Number(run.passes !== null && run.outcome === "not-stated"),
      is_metered: Number(isMetered(run)),
      is_scored: Number(isMetered(run) && (run.totalScore !== null || run.status === "failed")),
      is_completed: Number(isCompleted(run)),
      has_error: Number(
        isMetered(run) &&
          (run.totalScore !== null || run.status === "failed") &&
          run.scoreStandardError !== null &&
          run.trials === 1,
      ),
    }),
  });

  const known = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
  const count = known(fc.nat(1_000_000));
  const score = known(fc.double({ min: -10_000, max: 10_000, noNaN: true }));
  const runs = fc
    .record({
      outcome: fc.constantFrom(...OUTCOME_NAMES),
      status: fc.constantFrom("completed" as const, "failed" as const),
      totalScore: score,
      weightedScore: score,
      scoreStandardError: known(fc.double({ min: 0, max: 3_000, noNaN: true })),
      costUsd: known(fc.double({ min: 0, max: 1e6, noNaN: true })),
      tokensIn: count,
      tokensOut: count,
      durationMs: known(fc.double({ min: 0, max: 1e12, noNaN: true })),
      toolCalls: count,
      trials: fc.constantFrom(1, 2, 30),
      share: fc.option(fc.constantFrom(0, 0.5, 1), { freq: 3 }),
      synthetic: fc.boolean(),
      relationship: fc.constantFrom("first-party", "third-party", null),
    })
    .map(
      ({ share, ...run }) => ({ ...run, passes: share === null ? null : Math.floor(share * run.trials) }) as CountedRun,
    );

  it("says the same as its TypeScript", () => {
    fc.assert(
      fc.property(runs, (run) => {
        const expected = Object.fromEntries(
          Object.entries(contributionOf(run)).map(([name, value]) => [name, value + 0]),
        );
        expect(inSql(run)).toEqual(expected);
      }),
      { seed: 11, numRuns: 1_000 },
    );
  });
});

describe("summedTelemetry", () => {
  it("takes numbers for stated, and anything else for not", () => {
    const row: Record<string, unknown> = { costUsd: 0, tokensIn: "7", tokensOut: null, durationMs: 1.5 };
    expect(summedTelemetry((field) => row[field])).toEqual({
      costUsd: 0,
      tokensIn: null,
      tokensOut: null,
      durationMs: 1.5,
      toolCalls: null,
    });
    expect(SUMMED_TELEMETRY).toHaveLength(5);
  });
});
