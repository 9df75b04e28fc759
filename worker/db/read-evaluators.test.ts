import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import {
  evaluationTotals,
  hasEvaluator,
  readBatchEvaluators,
  readEvaluatorDays,
  readEvaluatorSuites,
} from "./read-evaluators.ts";

const database = openDatabase(env.DB);
const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 7, 1) / DAY;

const run = (runId: string, day: number, more: object) => {
  const startedAt = new Date((FIRST + day) * DAY).toISOString();
  return { runId, startedAt, completedAt: startedAt, ...more };
};
const evaluation = (evaluatorName: string, score: number, maxScore = 4) => ({ evaluatorName, score, maxScore });

describe("what evaluators gave", () => {
  it("is read by suite, by day and by batch, of runs that count alone", async () => {
    await store([
      run("1", 0, { evaluations: [evaluation("tests", 4), evaluation("lint", 1)], batchId: "b" }),
      run("2", 1, { evaluations: [evaluation("tests", 2)], batchId: "b" }),
      run("3", 3, { evaluations: [evaluation("tests", 0)], suite: "other", suiteVersion: "2" }),
      run("4", 3, {
        evaluations: [evaluation("tests", 4)],
        status: "failed",
        errorType: "workspace",
        isSuccessful: undefined,
      }),
    ]);
    const { rows, next } = await readEvaluatorSuites(database, undefined);
    const read = rows.map(({ words, ...row }) => ({ ...row, ...evaluationTotals([words]) }));
    expect(next).toBeUndefined();
    expect(
      read.sort((a, b) => a.suite.localeCompare(b.suite) || a.evaluatorName.localeCompare(b.evaluatorName)),
    ).toEqual([
      {
        evaluatorName: "tests",
        suite: "other",
        suiteVersion: "2",
        evaluations: 1,
        shareSum: 0,
        standardDeviation: null,
      },
      {
        evaluatorName: "lint",
        suite: "suite",
        suiteVersion: "",
        evaluations: 1,
        shareSum: 0.25,
        standardDeviation: null,
      },
      {
        ...{ evaluatorName: "tests", suite: "suite", suiteVersion: "", evaluations: 2, shareSum: 1.5 },
        // Of 1 and 0.5.
        standardDeviation: Math.SQRT1_2 / 2,
      },
    ]);
    expect((await readEvaluatorSuites(database, "lint")).rows.map(({ evaluatorName }) => evaluatorName)).toEqual([
      "tests",
      "tests",
    ]);
    expect((await readEvaluatorSuites(database, "tests")).rows).toEqual([]);

    const days = async (name: string, from?: number) =>
      (await readEvaluatorDays(database, name, from)).map(({ day }) => day - FIRST);
    expect(await days("tests")).toEqual([0, 1, 3]);
    expect(await days("tests", FIRST + 1)).toEqual([1, 3]);
    expect(await days("none")).toEqual([]);
    expect([await hasEvaluator(database, "tests"), await hasEvaluator(database, "test")]).toEqual([true, false]);

    const ofBatch = await readBatchEvaluators(database, "b");
    expect(ofBatch.map(({ evaluatorName, evaluations }) => [evaluatorName, evaluations])).toEqual([
      ["lint", 1],
      ["tests", 2],
    ]);
    expect(await readBatchEvaluators(database, "other")).toEqual([]);
  });

  it("comes in pages that no evaluator is spread over", async () => {
    const versions = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...{ runId: `${name}-${n}`, suite: `${name}-${n}`, evaluations: [evaluation(name, 1)] },
      }));
    await store([...versions("a", 600), ...versions("b", 600)]);
    const first = await readEvaluatorSuites(database, undefined);
    expect([first.rows.length, first.next]).toEqual([600, "a"]);
    const second = await readEvaluatorSuites(database, "a");
    expect([second.rows.length, second.next]).toEqual([600, undefined]);
  });
});

describe("totals of evaluations", () => {
  const words = {
    evaluations: 0,
    shareSum: 0,
    shareSumHigh: 0,
    shareSquares: 0,
    shareSquaresMiddle: 0,
    shareSquaresHigh: 0,
  };

  it("are nothing of no rows, and have no deviation below two", () => {
    expect(evaluationTotals([])).toEqual({ evaluations: 0, shareSum: 0, standardDeviation: null });
    expect(evaluationTotals([{ ...words, evaluations: 1 }]).standardDeviation).toBeNull();
    expect(
      evaluationTotals([
        { ...words, evaluations: 1 },
        { ...words, evaluations: 1 },
      ]).standardDeviation,
    ).toBe(0);
  });
});
