import { describe, expect, it } from "vitest";
import { svelteBench } from "./svelte-bench.ts";
import { jsonFile, payloadsOf } from "./testing/made-file.ts";

/** Made-up results. */
const result = {
  testName: "counter",
  provider: "MadeProvider",
  modelId: "lab/m:free",
  numSamples: 2,
  numCorrect: 1,
  pass1: 0.5,
  pass10: 1,
  context: { used: false },
  samples: [
    { index: 0, code: "…", success: true, errors: [], temperature: 0 },
    { index: 1, code: "…", success: false, errors: ["one", "two"] },
  ],
  timestamp: "2026-01-02T03:04:05.678Z",
};
const name = "benchmark-results-2026-01-02T03-04-05.678Z.json";

describe("svelteBench", () => {
  it("takes samples in the order of their indexes, whatever order they stand in", async () => {
    const samples = [10, 2, 0].map((index) => ({ index, success: index === 2 }));
    const runs = await payloadsOf(svelteBench, jsonFile([{ ...result, samples }], { name }));
    expect(runs.map(({ metadata }) => metadata?.["sampleIndex"])).toEqual([0, 2, 10]);
    expect(runs.map(({ runId }) => runId.split(":").at(-1))).toEqual(["0", "1", "2"]);
  });

  it("makes a run of a sample", async () => {
    const runs = await payloadsOf(svelteBench, jsonFile([result], { name }));
    expect(runs).toMatchObject([
      { isSuccessful: true, totalScore: 1, metadata: { sampleIndex: 0, publishedNumCorrect: 1, temperature: 0 } },
      {
        batchId: "svelte-bench:benchmark-results-2026-01-02T03-04-05.678Z",
        suite: "svelte-bench",
        scenario: "counter",
        tier: "v2",
        agent: "MadeProvider",
        model: "lab/m:free",
        startedAt: "2026-01-02T03:04:05.678Z",
        isSuccessful: false,
        evaluations: [{ evaluatorName: "vitest", score: 0, maxScore: 1, details: "one\ntwo" }],
      },
    ]);
    expect(runs[0]).not.toHaveProperty("telemetry");
  });

  it("reads the moment and the tests' generation from the file's name where the result states none", async () => {
    const old = { ...result, timestamp: undefined };
    const file = jsonFile([old], { name: "v1-benchmark-results-with-context-2026-01-02T03-04-05.678Z.json" });
    expect((await payloadsOf(svelteBench, file))[0]).toMatchObject({
      tier: "v1-context",
      startedAt: "2026-01-02T03:04:05.678Z",
      metadata: { startedAtSource: "the file's name" },
    });
    const renamed = jsonFile([old], { name: "mine.json" });
    await expect(payloadsOf(svelteBench, renamed)).rejects.toThrow("it does not state startedAt");
  });

  it("does not guess the tests' generation of a renamed file", async () => {
    const tierOf = async (name: string, mapping = {}) =>
      (await payloadsOf(svelteBench, jsonFile([result], { name }), mapping))[0]?.tier;
    expect(await tierOf("mine.json")).toBe("default");
    expect(await tierOf("mine.json", { tier: "v1" })).toBe("v1");
  });

  it("gives the same runIds again, and different ones to equal results in one file", async () => {
    const ids = async () =>
      (await payloadsOf(svelteBench, jsonFile([result, result], { name }))).map(({ runId }) => runId);
    const first = await ids();
    expect(new Set(first).size).toBe(4);
    expect(await ids()).toEqual(first);
  });

  it("names a result that is broken", async () => {
    await expect(payloadsOf(svelteBench, jsonFile([result, { testName: "x" }], { name }))).rejects.toThrow(
      "result 2 has no samples",
    );
  });
});
