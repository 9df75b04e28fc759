import { describe, expect, it } from "vitest";
import { hyperfine } from "./hyperfine.ts";
import { jsonFile, payloadsOf } from "./testing/made-file.ts";
import { vitestBench } from "./vitest-bench.ts";

// All timings are made up.
const mapping = { startedAt: "2026-01-02T00:00:00.000Z" };

describe("vitestBench", () => {
  const benchmarks = [
    { id: "1", name: "quick", mean: 1.5, hz: 666, rme: 2, sampleCount: 10, samples: [] },
    { id: "2", name: "slow", mean: 3 },
  ];
  const document = {
    files: [{ filepath: "/somewhere/sort.bench.ts", groups: [{ fullName: "sort.bench.ts > sort", benchmarks }] }],
  };

  it("makes a run of a benchmark, whose group is the scenario", async () => {
    const runs = await payloadsOf(vitestBench, jsonFile(document), mapping);
    expect(runs).toMatchObject([
      {
        suite: "vitest-bench",
        scenario: "sort.bench.ts > sort",
        agent: "quick",
        telemetry: { durationMs: 1.5 },
        metadata: { hz: 666, rme: 2, sampleCount: 10 },
      },
      { agent: "slow", telemetry: { durationMs: 3 } },
    ]);
    expect(runs[0]).not.toHaveProperty("isSuccessful");
    expect(JSON.stringify(runs)).not.toContain("/somewhere");
  });

  it("needs to be told when it was, and names a group whose benchmark is broken", async () => {
    await expect(payloadsOf(vitestBench, jsonFile(document))).rejects.toThrow("it does not state startedAt");
    const broken = { files: [{ groups: [{ fullName: "g", benchmarks: [{ mean: 1 }] }] }] };
    await expect(payloadsOf(vitestBench, jsonFile(broken), mapping)).rejects.toThrow("a benchmark of g has no name");
  });
});

describe("hyperfine", () => {
  const document = { results: [{ command: "sleep 1\n", mean: 1, times: [1.25, 0.75], exit_codes: [0, 1] }] };

  it("makes a run of a timing", async () => {
    expect(await payloadsOf(hyperfine, jsonFile(document, { name: "made.json" }), mapping)).toMatchObject([
      { suite: "hyperfine", scenario: "made", agent: "sleep 1", isSuccessful: true, telemetry: { durationMs: 1250 } },
      { isSuccessful: false, telemetry: { durationMs: 750 }, metadata: { exitCode: 1 } },
    ]);
  });

  it("states no verdict without exit codes, and names a result without times", async () => {
    const [result] = document.results;
    const { exit_codes: _, ...uncoded } = result ?? { exit_codes: [] };
    const [run] = await payloadsOf(hyperfine, jsonFile({ results: [uncoded] }, { name: "made.json" }), mapping);
    expect(run).not.toHaveProperty("isSuccessful");
    const broken = jsonFile({ results: [result, { command: "x" }] });
    await expect(payloadsOf(hyperfine, broken, { ...mapping, scenario: "s" })).rejects.toThrow(
      "results[1] has no times",
    );
  });
});
