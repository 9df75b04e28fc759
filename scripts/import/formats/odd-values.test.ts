import { describe, expect, it } from "vitest";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { everyEvalEver } from "./every-eval-ever.ts";
import { harbor } from "./harbor.ts";
import type { Importer } from "./importer.ts";
import { lmEval } from "./lm-eval.ts";
import { promptfoo } from "./promptfoo.ts";
import { svelteBench } from "./svelte-bench.ts";
import { tauBench } from "./tau-bench.ts";
import { terminalBench } from "./terminal-bench.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf, readMade } from "./testing/made-file.ts";
import { vexp } from "./vexp.ts";

// Values of another type than their format says, in every format that has such a value.
const mapping = { suite: "s", agent: "a", model: "m", startedAt: "2026-01-02T00:00:00.000Z" };
const lines = (...values: object[]) => madeFile(jsonLines(...values), { name: "made.jsonl" });

const trial = (resolved: unknown) => ({
  task_id: "t",
  trial_name: "t.1",
  is_resolved: resolved,
  failure_mode: "unset",
});
const result = (more: object) => ({
  testIdx: 0,
  promptIdx: 0,
  provider: "m",
  vars: { q: "a" },
  success: true,
  score: 1,
  ...more,
});
const sample = (evaluation: object) => ({
  schema_version: "0.3.0",
  evaluation_id: "E",
  evaluation_name: "e",
  sample_id: "1",
  evaluation,
});
const rewarded = (reward: unknown) => ({
  task_name: "t",
  trial_name: "t__x",
  agent_info: {},
  finished_at: "2026-01-02",
  verifier_result: { rewards: { reward } },
});
const info = { agent_info: {}, environment_info: {}, num_trials: 1 };
const simulated = (reward: unknown) => ({ info, simulations: [{ task_id: "7", trial: 0, reward_info: { reward } }] });

describe("a verdict", () => {
  it.each<[string, Importer, (verdict: unknown) => ForeignFile, string]>([
    ["Terminal-Bench", terminalBench, (verdict) => jsonFile(trial(verdict)), "is_resolved of t.1"],
    ["promptfoo", promptfoo, (success) => lines(result({ success })), "success of a result"],
    ["Every Eval Ever", everyEvalEver, (is_correct) => lines(sample({ is_correct })), "line 1: evaluation.is_correct"],
    [
      "vexp",
      vexp,
      (resolved) => lines({ instanceId: "i", numTurns: 1, modelPatch: "p", resolved }),
      "line 1: resolved",
    ],
    [
      "SvelteBench",
      svelteBench,
      (success) => jsonFile([{ testName: "t", modelId: "m", provider: "p", samples: [{ success }] }]),
      "success of sample 1",
    ],
  ])("of %s is true, false or absent, and nothing else", async (_name, importer, fileOf, field) => {
    const verdictOf = async (value: unknown) => (await payloadsOf(importer, fileOf(value), mapping))[0]?.isSuccessful;
    expect(await verdictOf(true)).toBe(true);
    expect(await verdictOf(false)).toBe(false);
    await expect(verdictOf("true")).rejects.toThrow(`${field} must be true or false: "true"`);
    await expect(verdictOf(1)).rejects.toThrow(`${field} must be true or false: 1`);
  });
});

describe("a score", () => {
  it.each<[string, Importer, (score: unknown) => ForeignFile, string]>([
    ["promptfoo", promptfoo, (score) => lines(result({ score })), "score of a result"],
    ["Every Eval Ever", everyEvalEver, (score) => lines(sample({ score })), "line 1: evaluation.score"],
    ["Harbor", harbor, (reward) => jsonFile(rewarded(reward)), "the reward reward"],
    ["τ²", tauBench, (reward) => jsonFile(simulated(reward)), "the reward of task 7"],
  ])("of %s may be text, and is refused where it is no number", async (_name, importer, fileOf, field) => {
    const scoreOf = async (value: unknown) => (await payloadsOf(importer, fileOf(value), mapping))[0]?.totalScore;
    expect(await scoreOf(0.25)).toBe(0.25);
    expect(await scoreOf("0.25")).toBe(0.25);
    expect(await scoreOf(null)).toBeUndefined();
    await expect(scoreOf("25%")).rejects.toThrow(`${field} must be a number: "25%"`);
  });
});

describe("a task of lm-eval", () => {
  const resultsOf = (made: object) =>
    jsonFile({ results: { made, other: { "acc,none": 0.5 } }, versions: {} }, { name: "results_x.json" });

  it("without a number is missing", async () => {
    const { payloads, statements } = await readMade(lmEval, resultsOf({ "acc,none": "N/A", alias: "made" }), mapping);
    expect(payloads.map(({ scenario }) => scenario)).toEqual(["other"]);
    expect(statements).toEqual([
      { runs: 1, what: "tasks and documents", because: "made has no metric that is a number" },
      { runs: 1, what: "tasks and documents", because: undefined },
    ]);
  });

  it("goes by its filter, save for the one that is none", async () => {
    const metrics = { "acc,none": 0.5, "acc,nonesuch": 0.25, "acc_stderr,none": 0.1 };
    const [made] = await payloadsOf(lmEval, resultsOf(metrics), mapping);
    expect(made?.evaluations?.map(({ evaluatorName }) => evaluatorName)).toEqual(["acc", "acc,nonesuch"]);
  });

  it("with a metric that may be negative has no share of it", async () => {
    const [made] = await payloadsOf(lmEval, resultsOf({ "mcc,none": -0.05 }), mapping);
    expect(made).toMatchObject({ evaluations: [], metadata: { otherMetrics: { mcc: -0.05 } } });
    expect(made).not.toHaveProperty("totalScore");
  });
});
