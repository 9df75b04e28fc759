import { describe, expect, it } from "vitest";
import { type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";
import { type AggregateRow, boardOfRows, byName, byVersion, countRows, coverageOfAll, coverageOfOne } from "./board.ts";
import { describeBatch } from "./describe-batch.ts";
import { evaluationFigures } from "./evaluations.ts";
import {
  batchTotalsOf,
  estimateAnswer,
  figuresOfAll,
  figuresOfEntries,
  figuresOfScenarios,
  plainFigures,
  totalsOf,
} from "./figures.ts";

const NOTHING = measuresOf({});

/** A cell's row: of one suite, scenario, tier and agent but for what is given; a run is counted as each figure says. */
const row = (fields: Partial<AggregateRow> = {}): AggregateRow => ({
  ...NOTHING,
  ...{ suite: "s", suiteVersion: "", scenario: "c", tier: "L0", agent: "a", model: "", variant: "" },
  ...fields,
});

describe("what rows add up to", () => {
  it("is nothing, and no mean, of no rows", () => {
    expect(totalsOf([])).toMatchObject({
      ...{ totalRuns: 0, successfulRuns: 0, successRate: null, avgScore: null, avgWeightedScore: null },
      ...{ countedRuns: 0, passShare: null, scoreMean: null, syntheticRuns: 0, costPerSuccess: null },
      cost: { mean: null, total: null, runs: 0, share: null },
    });
  });

  it("counts in the original's rate the completed runs, and in the share of passes those alone that count", () => {
    const outcomes = { pass: 3, fail: 1, timeout: 1, refusal: 1, unknownFailure: 2, infrastructureError: 4 };
    const others = { notStated: 5, notFinal: 6, excluded: 7 };
    const totals = totalsOf([
      row({ runs: 30, completedRuns: 10, ...outcomes, ...others }),
      row({ runs: 2, completedRuns: 2, pass: 1, fail: 1 }),
    ]);
    expect(totals).toMatchObject({
      totalRuns: 12,
      successfulRuns: 4,
      successRate: 4 / 12,
      results: 32,
      countedRuns: 10,
      passShare: 0.4,
    });
    expect(totals.outcomes).toEqual({ ...outcomes, ...others, pass: 4, fail: 2 });
  });

  it("has the mean of the completed runs' scores as the original does, and that of all scored runs", () => {
    const totals = totalsOf([
      row({ scoreRuns: 4, scoreSum: 2 * SCORE_UNITS, completedScoreRuns: 2, completedScoreSum: 1.8 * SCORE_UNITS }),
      row({
        scoreRuns: 4,
        scoreSum: SCORE_UNITS,
        completedWeightedRuns: 1,
        completedWeightedSum: 7 * SCORE_UNITS,
        syntheticRuns: 3,
      }),
    ]);
    expect(totals).toMatchObject({ scoreMean: 3 / 8, avgScore: 0.9, avgWeightedScore: 7, syntheticRuns: 3 });
  });

  it("has what runs used over those that report it, and its share of the final ones", () => {
    const totals = totalsOf([
      row({ pass: 2, fail: 1, notStated: 1, costRuns: 2, costSum: 3 * COST_UNITS, costPasses: 1 }),
      row({ tokenRuns: 1, tokensInSum: 70, tokensOutSum: 30, durationRuns: 1, durationSum: 5 * DURATION_UNITS }),
      row({ toolCallRuns: 2, toolCallSum: 0, infrastructureError: 9 }),
    ]);
    expect(totals.cost).toEqual({ mean: 1.5, total: 3, runs: 2, share: 0.5 });
    expect(totals.costPerSuccess).toBe(3);
    expect(totals.tokens).toEqual({ mean: 100, total: 100, runs: 1, share: 0.25 });
    expect(totals.duration).toEqual({ mean: 5, total: 5, runs: 1, share: 0.25 });
    expect(totals.toolCalls).toEqual({ mean: 0, total: 0, runs: 2, share: 0.5 });
  });

  it("has no rates where these would take the cells", () => {
    const rows = [row({ runs: 2, pass: 1 })];
    const unread = { successRateEstimate: null, meanScore: null, coverage: null };
    expect(plainFigures(rows)).toEqual({ ...batchTotalsOf(rows), ...unread });
  });

  it("is of a batch in the words of its claims: of all results, and averages of the passes", () => {
    const rows = [
      row({
        ...{ runs: 3, pass: 4, fail: 6, infrastructureError: 1, completedRuns: 10 },
        ...{
          passScoreRuns: 4,
          passScoreSum: 3 * SCORE_UNITS,
          completedScoreRuns: 10,
          completedScoreSum: 5 * SCORE_UNITS,
        },
        ...{ passWeightedRuns: 1, passWeightedSum: 7 * SCORE_UNITS },
      }),
    ];
    const claimable = { totalRuns: 3, successRate: 4 / 11, avgScore: 0.75, avgWeightedScore: 7 };
    expect(batchTotalsOf(rows)).toEqual({ ...totalsOf(rows), ...claimable });
    expect(totalsOf(rows)).toMatchObject({ totalRuns: 10, successRate: 0.4, avgScore: 0.5, avgWeightedScore: null });
  });
});

describe("an estimate in an answer", () => {
  it("has both ends of its interval, or neither", () => {
    const estimate = { value: 0.5, standardError: 0.1, unit: "scenario" as const, n: 4, method: "student" as const };
    expect(estimateAnswer({ ...estimate, interval: { low: 0.3, high: 0.7 } })).toEqual({
      ...estimate,
      low: 0.3,
      high: 0.7,
    });
    expect(estimateAnswer({ ...estimate, interval: null })).toEqual({ ...estimate, low: null, high: null });
  });
});

describe("a board", () => {
  const pair = [row({ agent: "a", pass: 1 }), row({ agent: "b", fail: 1 })];

  it("pools no scenario of two versions, and no entry of two models", () => {
    const cells = countRows([
      row(),
      row({ suiteVersion: "2" }),
      row({ suite: "t" }),
      row({ model: "m" }),
      row({ variant: "m" }),
      row({ tier: "L1" }),
      row(),
    ]).map(({ cell }) => [cell.scenario, cell.tier, cell.entry]);
    expect(cells).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [2, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it("has the cells that anything has a counted run in as its places, each once", () => {
    const rows = [
      ...pair,
      row({ scenario: "d", infrastructureError: 3 }),
      row({ scenario: "c", tier: "L1", timeout: 1 }),
    ];
    expect(boardOfRows(rows).places).toBe(2);
  });

  const graded: Partial<Measures> = { scoreRuns: 2, scoreSum: 1.2 * SCORE_UNITS, scoreSpread: 0.01 * SPREAD_UNITS };

  it("has one scale where all scores are 0 or 1, or of one suite, else none", () => {
    const binary: Partial<Measures> = { scoreRuns: 2, scoreSum: SCORE_UNITS, scoreSpread: SPREAD_UNITS };
    expect(boardOfRows([row(binary), row({ suite: "t", ...binary })]).scoreScale).toMatchObject({ binary: true });
    expect(boardOfRows([row(graded), row({ suiteVersion: "2", ...graded })]).scoreScale).toMatchObject({ ends: null });
    expect(boardOfRows([row(graded), row({ suite: "t", ...graded })]).scoreScale).toBeNull();
  });

  it("has no mean score where it has no scale", () => {
    const figures = figuresOfAll(boardOfRows([row({ pass: 1, ...graded }), row({ suite: "t", pass: 1, ...graded })]));
    expect(figures.meanScore).toMatchObject({ value: null, n: 0 });
    expect(figures.successRateEstimate?.value).toBe(1);
  });

  it("covers of an entry what it has run of what anything has", () => {
    const board = boardOfRows([
      ...pair,
      row({ agent: "b", scenario: "d", pass: 1 }),
      row({ scenario: "d", notFinal: 2 }),
    ]);
    const own = byName(board.counted, ({ agent }) => agent).map(([, counted]) => coverageOfOne(counted, board));
    expect(own).toEqual([
      { covered: 1, coverable: 2, share: 0.5 },
      { covered: 2, coverable: 2, share: 1 },
    ]);
    expect(coverageOfOne([], boardOfRows([]))).toEqual({ covered: 0, coverable: 0, share: null });
  });

  it("covers of all entries each cell of its suite by each of them", () => {
    const rows = [...pair, row({ agent: "b", scenario: "d", pass: 1 }), row({ suite: "t", agent: "a", pass: 1 })];
    const board = boardOfRows(rows);
    // Two entries in two cells of s, one in one of t: five, of which four were run.
    expect(coverageOfAll(board.counted, board)).toEqual({ covered: 4, coverable: 5, share: 0.8 });
    const ofD = board.counted.filter(({ row: { scenario } }) => scenario === "d");
    expect(coverageOfAll(ofD, board)).toEqual({ covered: 1, coverable: 2, share: 0.5 });
  });

  it("is sorted by names as texts, and by version the newest first", () => {
    const rows = ["b", "B", "a", "é"].map((agent) => row({ agent }));
    expect(byName(countRows(rows), ({ agent }) => agent).map(([name]) => name)).toEqual(["B", "a", "b", "é"]);
    const versions = ["1.9", "", "1.10"].map((suiteVersion) => row({ suiteVersion, suite: "t" }));
    expect(byVersion(countRows([...versions, row()])).map(([version, own]) => [version, own.length])).toEqual([
      [{ suite: "s", suiteVersion: "" }, 1],
      [{ suite: "t", suiteVersion: "1.10" }, 1],
      [{ suite: "t", suiteVersion: "1.9" }, 1],
      [{ suite: "t", suiteVersion: "" }, 1],
    ]);
  });
});

describe("the figures of a board", () => {
  const rows = [
    row({ agent: "a", scenario: "c", runs: 4, pass: 4 }),
    row({ agent: "a", scenario: "d", runs: 2, pass: 1, fail: 1 }),
    row({ agent: "b", scenario: "c", runs: 4, pass: 1, fail: 3 }),
    row({ agent: "c", model: "m", scenario: "d", runs: 1, notStated: 1 }),
    row({ agent: "d", variant: "v", scenario: "c", runs: 1, pass: 1 }),
  ];
  const board = boardOfRows(rows);

  it("have each cell weigh the same", () => {
    const [, ofA] = figuresOfEntries(board);
    expect(ofA).toMatchObject({
      entry: "a",
      successRateEstimate: { value: 0.75, unit: "scenario", n: 2 },
      passShare: 5 / 6,
    });
  });

  it("are by entry, the best first and those without a rate last, each named in full", () => {
    expect(
      figuresOfEntries(board).map(({ entry, successRateEstimate }) => [entry, successRateEstimate?.value]),
    ).toEqual([
      ["d~~v", 1],
      ["a", 0.75],
      ["b", 0.25],
      ["c~m", null],
    ]);
    expect(figuresOfEntries(board).at(-1)).toMatchObject({
      agent: "c",
      model: "m",
      coverage: { covered: 0, coverable: 2 },
    });
  });

  it("are by scenario in the order of their names, over all entries", () => {
    expect(
      figuresOfScenarios(board).map(({ scenario, totalRuns, coverage }) => [scenario, totalRuns, coverage]),
    ).toEqual([
      ["c", 9, { covered: 3, coverable: 4, share: 0.75 }],
      ["d", 3, { covered: 1, coverable: 4, share: 0.25 }],
    ]);
  });

  it("are of the whole what its rows add up to", () => {
    expect(figuresOfAll(board)).toMatchObject({
      ...batchTotalsOf(rows),
      coverage: { covered: 4, coverable: 8, share: 0.5 },
    });
  });
});

describe("a batch", () => {
  const row = {
    ...{ batchId: "b", createdAt: null, listedAt: 5, completedAt: null, keyId: "k", removal: null },
    ...{ totalRuns: 3, successfulRuns: null, avgScore: 0.5, avgWeightedScore: null },
  };
  const recomputed = batchTotalsOf([{ ...NOTHING, runs: 2, pass: 1, passScoreRuns: 1, passScoreSum: SCORE_UNITS / 2 }]);

  it("stands beside what its runs add up to, with the claims that these do not bear out", () => {
    expect(describeBatch(row, recomputed)).toEqual({
      ...{ batchId: "b", createdAt: 5, completedAt: null, status: "running" },
      claimed: { totalRuns: 3, successfulRuns: null, avgScore: 0.5, avgWeightedScore: null },
      differences: [{ field: "totalRuns", claimed: 3, recomputed: 2 }],
      ...recomputed,
    });
  });

  it("is completed once its harness has said so, and was created when that says", () => {
    expect(describeBatch({ ...row, createdAt: 0, completedAt: 9 }, recomputed)).toMatchObject({
      ...{ status: "completed", createdAt: 0, completedAt: 9 },
    });
  });

  it("tells nothing of the key that it belongs to", () => {
    expect(describeBatch(row, recomputed)).not.toHaveProperty("keyId");
  });
});

it("gives the mean share of evaluations, null of none", () => {
  expect(evaluationFigures({ evaluations: 4, shareSum: 3, standardDeviation: 0.5 })).toEqual({
    ...{ evaluations: 4, avgScore: 0.75, standardDeviation: 0.5 },
  });
  expect(evaluationFigures({ evaluations: 0, shareSum: 0, standardDeviation: null }).avgScore).toBeNull();
});
