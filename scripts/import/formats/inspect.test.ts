import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "../reading/open-file.ts";
import { fileSource } from "../reading/read-file.ts";
import { inspect } from "./inspect.ts";
import { jsonFile, payloadsOf } from "./testing/made-file.ts";

const signal = new AbortController().signal;
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
  return await openFile(fileSource(name, path, undefined), signal);
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
    expect(await scored(7)).toMatchObject({ evaluations: [], metadata: { otherScores: { s: 7 } } });
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

  it("states neither tokens nor time that the sample does not", async () => {
    const [run] = await runsOf({ model_usage: {}, total_time: undefined, messages: undefined });
    expect(run).not.toHaveProperty("telemetry");
  });

  it("refuses other versions, cut files and broken samples, with the place", async () => {
    await expect(runsOf({}, { version: 9 })).rejects.toThrow("version must be 2 or 3 of Inspect's log: 9");
    await expect(openEval("cut.eval", { "header.json": header }, 40)).rejects.toThrow("it is no whole zip file");
    await expect(runsOf({ id: null })).rejects.toThrow("a sample has no id");
    await writeFile(join(folder, "broken.json"), '{\n"version": 2,\n"eval": {');
    const opening = openFile(fileSource("broken.json", join(folder, "broken.json"), undefined), signal);
    await expect(opening).rejects.toThrow(/^it is no whole JSON: .*line 3/s);
  });
});
