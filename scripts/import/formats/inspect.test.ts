import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspect } from "./inspect.ts";
import { jsonFile, openMade, payloadsOf, readMade } from "./testing/made-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inspect-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A made-up log: nothing in it was ever measured. */
const header = {
  version: 2,
  status: "success",
  eval: {
    run_id: "R",
    task_id: "T",
    task: "made/sums",
    task_version: 0,
    model: "lab/m",
    created: "2026-01-02T01:00:00+01:00",
  },
  plan: { steps: [{ solver: "generate" }] },
  stats: { started_at: "2026-01-02T01:00:00+01:00" },
};
const sample = {
  id: "add",
  epoch: 2,
  messages: [{ role: "assistant", tool_calls: [{ id: "1" }, { id: "2" }] }],
  scores: { match: { value: "C", explanation: "42" } },
  model_usage: {
    "lab/m": { input_tokens: 100, output_tokens: 7, total_tokens: 107, input_tokens_cache_read: 60 },
    "lab/judge": { input_tokens: 999, output_tokens: 9, total_tokens: 1008 },
  },
  total_time: 1.5,
};
const runsOf = (changes: object, ofHeader: object = {}) =>
  payloadsOf(inspect, jsonFile({ ...header, ...ofHeader, samples: [{ ...sample, ...changes }] }));

const openEval = async (name: string, entries: Record<string, unknown>, cutTo?: number) => {
  const files = Object.entries(entries).map(([path, value]) => [path, strToU8(JSON.stringify(value))]);
  const bytes = zipSync(Object.fromEntries(files));
  const path = join(folder, name);
  await writeFile(path, bytes.subarray(0, cutTo));
  return await openMade(path);
};

describe("inspect", () => {
  it("makes a run of a sample and epoch", async () => {
    const [run] = await runsOf({});
    expect(run).toEqual({
      runId: "inspect:R:T:add:2",
      batchId: "R",
      suite: "made/sums",
      scenario: "add",
      tier: "default",
      agent: "inspect_ai",
      model: "lab/m",
      status: "completed",
      startedAt: "2026-01-02T00:00:00.000Z",
      totalScore: 1,
      isSuccessful: true,
      evaluations: [{ evaluatorName: "match", score: 1, maxScore: 1, details: "42" }],
      telemetry: { toolCalls: 2, tokensIn: 40, tokensOut: 7, cacheReadTokens: 60, durationMs: 1500 },
      metadata: {
        format: "inspect",
        epoch: 2,
        solvers: ["generate"],
        modelUsage: sample.model_usage,
        startedAtSource: "start of the whole evaluation",
      },
    });
  });

  it("gives the same runs of the .eval and the .json form, in either version", async () => {
    for (const version of [2, 3]) {
      const log = { ...header, version };
      const { file, close } = await openEval("whole.eval", { "header.json": log, "samples/add_epoch_2.json": sample });
      expect(await payloadsOf(inspect, file)).toEqual(await runsOf({}, { version }));
      await close();
    }
  });

  it("takes the samples of a log that was never finished", async () => {
    const { file, close } = await openEval("journal.eval", {
      "_journal/start.json": { version: 2, eval: header.eval, plan: header.plan },
      "samples/add_epoch_2.json": { ...sample, scores: null },
    });
    expect(await payloadsOf(inspect, file)).toMatchObject([
      { status: "incomplete", startedAt: "2026-01-02T00:00:00.000Z" },
    ]);
    await close();
  });

  it("reads grades, and states no verdict for a bare number", async () => {
    const scored = async (value: unknown) => (await runsOf({ scores: { s: { value } } }))[0];
    expect(await scored("I")).toMatchObject({ totalScore: 0, isSuccessful: false });
    expect(await scored("P")).toMatchObject({ totalScore: 0.5, isSuccessful: false });
    expect(await scored(true)).toMatchObject({ totalScore: 1, isSuccessful: true });
    expect(await scored(0.25)).toMatchObject({ totalScore: 0.25, evaluations: [{ score: 0.25, maxScore: 1 }] });
    expect(await scored(0.25)).not.toHaveProperty("isSuccessful");
    expect(await scored(7)).toMatchObject({ totalScore: 7, evaluations: [], metadata: { otherScores: { s: 7 } } });
    expect(await scored("yes")).toMatchObject({ totalScore: 1, isSuccessful: true });
    expect(await scored("True")).toMatchObject({ totalScore: 1, isSuccessful: true });
    expect(await scored("NO")).toMatchObject({ totalScore: 0, isSuccessful: false });
    for (const other of ["c", "constructor"])
      expect(await scored(other)).toMatchObject({ metadata: { ungraded: { s: other } } });
    expect(await scored("B+")).toMatchObject({ evaluations: [], metadata: { ungraded: { s: "B+" } } });
  });

  it("takes a number for the score on the task's own scale, unless all of that scorer are shares", async () => {
    const graded = async (...values: unknown[]) => {
      const samples = values.map((value, id) => ({ ...sample, id, scores: { grade: { value } } }));
      const runs = await payloadsOf(inspect, jsonFile({ ...header, samples }));
      return runs.map(({ totalScore, evaluations }) => [totalScore, evaluations?.length]);
    };
    expect(await graded(1, 0.5, "0.25")).toEqual([
      [1, 1],
      [0.5, 1],
      [0.25, 1],
    ]);
    expect(await graded(1, 5)).toEqual([
      [1, 0],
      [5, 0],
    ]);
    expect(await graded(-1, 1)).toEqual([
      [-1, 0],
      [1, 0],
    ]);
  });

  it("leaves a scale of more than a score may be in the metadata", async () => {
    const [run] = await runsOf({ scores: { elo: { value: 20_000 } } });
    expect(run).toMatchObject({ evaluations: [], metadata: { otherScores: { elo: 20_000 } } });
    expect(run).not.toHaveProperty("totalScore");
  });

  it("takes what was set of the model, the task and the solver for the variant", async () => {
    const variant = async (changes: object) =>
      (await runsOf({}, { eval: { ...header.eval, ...changes } })).map((run) => run.variant)[0];
    expect(await variant({ model_generate_config: { reasoning_effort: "high", max_connections: 9 } })).toBe(
      "reasoning_effort=high",
    );
    expect(await variant({ model_args: { quantization: "int4", api_key: "secret", device: "cuda" } })).toBe(
      "quantization=int4",
    );
    expect(await variant({ task_args: { cot: true, n: 1 }, task_args_passed: { n: 1 } })).toBe("n=1");
    expect(await variant({ solver_args: { attempts: 3 } })).toBe("attempts=3");
    expect(await variant({ model_generate_config: {} })).toBeUndefined();
  });

  it("keeps every scorer and part of a score, and no verdict of several", async () => {
    const [run] = await runsOf({ scores: { a: { value: "C" }, b: { value: { x: 1, y: "I" } } } });
    expect(run?.evaluations?.map(({ evaluatorName, score }) => [evaluatorName, score])).toEqual([
      ["a", 1],
      ["b/x", 1],
      ["b/y", 0],
    ]);
    expect(run).not.toHaveProperty("isSuccessful");
  });

  it("tells errors and time limits apart", async () => {
    expect(await runsOf({ error: { message: "no\u0000pe" } })).toMatchObject([
      { status: "failed", errorType: "unknown", metadata: { error: "nope" } },
    ]);
    expect(await runsOf({ scores: {}, limit: { type: "time" } })).toMatchObject([
      { status: "failed", errorType: "timeout" },
    ]);
  });

  it("leaves an error open where a retry takes it up again: in a log that has not ended well", async () => {
    const failed = { error: { message: "429" } };
    expect(await runsOf(failed, { status: "error" })).toMatchObject([
      { status: "incomplete", metadata: { logStatus: "error", error: "429" } },
    ]);
    const whole = await runsOf({}, { status: "error" });
    expect(whole).toEqual(await runsOf({}));
  });

  it("names a sample by its uuid, which its copies keep, and by the evaluation of one model alone", async () => {
    const copy = { ...sample, uuid: "u", started_at: "2026-01-02T00:00:00Z" };
    const read = (changes: object) => payloadsOf(inspect, jsonFile({ ...header, ...changes, samples: [copy] }));
    const first = await read({ status: "error" });
    const later = { ...header.eval, run_id: "R2", created: "2026-01-03T00:00:00Z" };
    expect(await read({ eval: later, stats: {} })).toEqual(first);
    expect(first[0]?.runId).toMatch(/^inspect:made\/sums:T:[\da-f]{8}:u$/);
    const other = await read({ eval: { ...header.eval, model: "lab/n" } });
    expect(other[0]?.runId).not.toBe(first[0]?.runId);
  });

  it("says which attempt a sample is, and whether it failed", async () => {
    const attempts = async (changes: object, status = "success") => {
      const { drafts } = await readMade(inspect, jsonFile({ ...header, status, samples: [{ ...sample, ...changes }] }));
      return drafts.map(({ attempt }) => attempt?.failed)[0];
    };
    expect(await attempts({})).toBe(false);
    expect(await attempts({ scores: {}, limit: { type: "time" } })).toBe(false);
    expect(await attempts({ error: { message: "no" } })).toBe(true);
    expect(await attempts({ error: { message: "no" } }, "error")).toBe(true);
    expect(await attempts({ scores: {} }, "cancelled")).toBe(true);
  });

  it("keeps a sample that a reviewer has invalidated, with who did it and why", async () => {
    const read = async (invalidation: unknown) =>
      (await readMade(inspect, jsonFile({ ...header, samples: [{ ...sample, invalidation }] }))).drafts[0]?.invalidated;
    expect(await read({ author: "A", reason: "leaked" })).toBe("Invalidated in the log by A: leaked");
    expect(await read({ reason: "x".repeat(1_002) })).toBe(`Invalidated in the log: ${"x".repeat(1_000)}`);
    expect(await read({})).toBe("Invalidated in the log: no reason given");
    expect(await read(null)).toBeUndefined();
  });

  it("states how many samples the log is of", async () => {
    const stated = async (changes: object) =>
      (await readMade(inspect, jsonFile({ ...header, samples: [sample], ...changes }))).statements;
    const evaluation = (dataset: object, config: object) => ({ eval: { ...header.eval, dataset, config } });
    expect(await stated({ results: { total_samples: 50 }, status: "cancelled" })).toMatchObject([
      { runs: 50, what: "samples", because: "its status is cancelled" },
    ]);
    expect(await stated(evaluation({ samples: 9, sample_ids: [1, 2] }, { epochs: 3 }))).toMatchObject([{ runs: 6 }]);
    expect(await stated(evaluation({ samples: 9 }, {}))).toMatchObject([{ runs: 9 }]);
    expect(await stated(evaluation({ samples: 9 }, { limit: 2 }))).toMatchObject([{ runs: 0 }]);
    expect((await stated({}))[0]?.because).toBeUndefined();
  });

  const totalsOf = async (results: object, changes: object = {}) => {
    const log = { ...header, results, samples: [], ...changes };
    return (await readMade(inspect, jsonFile(log))).payloads;
  };
  const scorer = (accuracy: number, more: object = {}) => ({
    scored_samples: 100,
    metrics: { accuracy: { value: accuracy }, stderr: { value: 0.05 } },
    ...more,
  });

  it("lets one run stand for the samples that a log is of and does not hold", async () => {
    expect(await totalsOf({ scores: [scorer(0.61)] })).toMatchObject([
      {
        suite: "made/sums",
        scenario: "all samples",
        status: "completed",
        trials: 100,
        passes: 61,
        metadata: { format: "inspect" },
      },
    ]);
    expect(await totalsOf({ scores: [scorer(0.6155)] })).toMatchObject([
      { totalScore: 0.6155, scoreStandardError: 0.05 },
    ]);
    expect(await totalsOf({ total_samples: 4, scores: [scorer(0.5, { scored_samples: null })] })).toMatchObject([
      { trials: 4, passes: 2 },
    ]);
    expect(await totalsOf({ scores: [scorer(1), scorer(0)] })).toEqual([]);
    expect(await totalsOf({ scores: [{}] })).toEqual([]);
    expect(await totalsOf({ scores: [scorer(1)] }, { status: "error" })).toEqual([]);
    expect(await totalsOf({ scores: [scorer(1)] }, { samples: [sample] })).toHaveLength(1);
  });

  it("tells an answer that the provider filtered", async () => {
    const output = { stop_reason: "content_filter" };
    expect(await runsOf({ output })).toMatchObject([{ status: "completed", errorType: "refusal" }]);
    expect((await runsOf({ output: { stop_reason: "stop" } }))[0]).not.toHaveProperty("errorType");
  });

  it("measures nothing that came from the cache, and takes 0 for not measured", async () => {
    const events = [{ event: "model", cache: "read" }];
    expect((await runsOf({ events }))[0]?.telemetry).toEqual({ toolCalls: 2 });
    expect((await runsOf({ events: [{ event: "model", cache: "write" }] }))[0]?.telemetry).toHaveProperty("tokensIn");
    const usage = { "lab/m": { input_tokens: 0, output_tokens: 0, total_tokens: 0, total_cost: 0 } };
    const [none] = await runsOf({ model_usage: usage, total_time: 0, messages: [] });
    expect(none).not.toHaveProperty("telemetry");
  });

  it("takes the cost that newer logs state", async () => {
    const usage = { "lab/m": { input_tokens: 1, output_tokens: 1, total_tokens: 2, total_cost: 0.25 } };
    expect((await runsOf({ model_usage: usage }))[0]?.telemetry).toMatchObject({ costUsd: 0.25 });
  });

  it("states neither tokens nor time that the sample does not", async () => {
    const [run] = await runsOf({ model_usage: {}, total_time: undefined, messages: undefined });
    expect(run).not.toHaveProperty("telemetry");
  });

  it("refuses other versions, cut files and broken samples, with the place", async () => {
    await expect(runsOf({}, { version: 9 })).rejects.toThrow("version must be 2 or 3 in an Inspect log: 9");
    await expect(openEval("cut.eval", { "header.json": header }, 40)).rejects.toThrow("it is not a complete zip file");
    await expect(runsOf({ id: null })).rejects.toThrow("a sample has no id");
    await writeFile(join(folder, "broken.json"), '{\n"version": 2,\n"eval": {');
    const opening = openMade(join(folder, "broken.json"));
    await expect(opening).rejects.toThrow(/^it is not valid JSON: .*line 3/s);
  });
});
