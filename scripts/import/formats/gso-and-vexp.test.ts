import { describe, expect, it } from "vitest";
import { gso } from "./gso.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf } from "./testing/made-file.ts";
import { vexp } from "./vexp.ts";

// All results are made up.
const report = {
  schema_version: 1,
  instance_sets: {
    completed_ids: ["a", "b", "c", "d"],
    passed_ids: ["a", "b"],
    test_failed_ids: ["c"],
    base_failed_ids: ["d"],
    empty_patch_ids: ["e"],
    opt_base_ids: ["a", "b"],
    opt_commit_ids: ["a"],
  },
  opt_stats: { a: { gm_speedup_patch_base: 2.5, per_test_speedups: { x: [1, 2] } } },
};
const mapping = { agent: "mine", startedAt: "2026-01-02T00:00:00.000Z" };

describe("gso", () => {
  it("makes a run of every instance that something was predicted for", async () => {
    const runs = await payloadsOf(gso, jsonFile(report, { name: "made-model.json" }), mapping);
    expect(
      runs.map(({ scenario, status, errorType, evaluations }) => [
        scenario,
        status,
        errorType,
        evaluations?.map(({ score }) => score),
      ]),
    ).toEqual([
      ["a", "completed", undefined, [1, 1, 1]],
      ["b", "completed", undefined, [1, 1, 0]],
      ["c", "completed", undefined, [0, 0, 0]],
      ["d", "failed", "unknown", [0, 0, 0]],
      ["e", "failed", "agent", [0, 0, 0]],
    ]);
    expect(runs.map(({ totalScore, isSuccessful }) => [totalScore, isSuccessful])).toEqual([
      [1, true],
      ...Array(4).fill([0, false]),
    ]);
    expect(runs[0]).toMatchObject({
      batchId: "gso:made-model",
      suite: "gso",
      agent: "mine",
      model: "made-model",
      isSuccessful: true,
      metadata: { format: "gso", gmSpeedupPatchBase: 2.5 },
    });
    expect(runs[2]).toMatchObject({ isSuccessful: false, metadata: { failure: "test_failed" } });
  });

  it("needs to be told the agent, and refuses other versions", async () => {
    await expect(payloadsOf(gso, jsonFile(report, { name: "m.json" }))).rejects.toThrow("it does not state agent");
    const other = jsonFile({ ...report, schema_version: 2 });
    await expect(payloadsOf(gso, other, mapping)).rejects.toThrow("schema_version must be 1 in a GSO report: 2");
  });
});

const line = {
  instanceId: "a",
  repo: "made/repo",
  timestamp: "2026-01-02T03:04:05Z",
  model: "m",
  agent: "made-agent",
  inputTokens: 2,
  outputTokens: 155,
  cacheReadTokens: 800,
  cacheCreationTokens: 30,
  costUsd: 0.5,
  numTurns: 4,
  durationMs: 1000,
  toolCalls: { Bash: 2, Edit: 1 },
  modelPatch: "diff",
  resolved: true,
};

describe("vexp", () => {
  it("makes a run of a line", async () => {
    expect(
      await payloadsOf(vexp, madeFile(jsonLines(line, { ...line, instanceId: "b", modelPatch: "", resolved: false }))),
    ).toMatchObject([
      {
        runId: "vexp:made-agent:m:2026-01-02T03%3a04%3a05Z:a",
        suite: "swe-bench",
        scenario: "a",
        agent: "made-agent",
        model: "m",
        status: "completed",
        isSuccessful: true,
        startedAt: "2026-01-02T03:04:05.000Z",
        telemetry: {
          toolCalls: 3,
          tokensIn: 2,
          tokensOut: 155,
          cacheReadTokens: 800,
          cacheWriteTokens: 30,
          costUsd: 0.5,
          durationMs: 1000,
        },
      },
      { scenario: "b", status: "failed", errorType: "agent", isSuccessful: false },
    ]);
  });

  it("names a line without an instance", async () => {
    await expect(payloadsOf(vexp, madeFile(jsonLines(line, {})))).rejects.toThrow("line 2 has no instanceId");
  });
});
