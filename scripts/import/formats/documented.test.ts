import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { parseXml } from "../reading/xml-document.ts";
import { IMPORTERS, importerOf } from "./registry.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf } from "./testing/made-file.ts";

/** The tables of the page on importing: the cells of each row by the formats that it is of. */
const tables = async (): Promise<Map<string, string[]>[]> => {
  const page = await readFile(inProject("site/content/docs/importing.md"), "utf8");
  const found = page.split("| format |").slice(1);
  return found.map((text) => {
    const [body = ""] = text.split("\n\n", 1);
    const rows = body.split("\n").filter((row) => row.startsWith("| `"));
    return new Map(
      rows.flatMap((row) => {
        const [, formats = "", ...cells] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
        return [...formats.matchAll(/`([\w-]+)`/g)].map(([, format = ""]) => [format, cells] as [string, string[]]);
      }),
    );
  });
};

const MOMENT = "2026-01-02T03:04:05Z";
const mapping = { suite: "s", scenario: "c", agent: "a", model: "m", startedAt: MOMENT };
const info = { agent_info: {}, environment_info: {}, num_trials: 1 };

/** A file of each format that states what a run took, with 0 for all of it. */
const ZEROS: Record<string, ForeignFile> = {
  inspect: jsonFile({
    version: 2,
    status: "success",
    eval: { task: "t", model: "m" },
    samples: [
      {
        id: "1",
        total_time: 0,
        model_usage: { m: { input_tokens: 0, output_tokens: 0, total_tokens: 0, total_cost: 0 } },
      },
    ],
  }),
  aider: jsonFile([
    {
      dirname: "d",
      pass_rate_1: 50,
      test_cases: 10,
      seconds_per_case: 0,
      total_cost: 0,
      prompt_tokens: 0,
      completion_tokens: 0,
    },
  ]),
  promptfoo: madeFile(
    jsonLines({
      testIdx: 0,
      promptIdx: 0,
      provider: "m",
      success: true,
      cost: 0,
      latencyMs: 0,
      response: { tokenUsage: { prompt: 0, completion: 0, completionDetails: { reasoning: 0 } } },
    }),
  ),
  vexp: madeFile(
    jsonLines({
      instanceId: "i",
      numTurns: 1,
      modelPatch: "p",
      costUsd: 0,
      durationMs: 0,
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
    }),
  ),
  "every-eval-ever": madeFile(
    jsonLines({
      schema_version: "0.3.0",
      evaluation_id: "E",
      sample_id: "1",
      evaluation: {},
      token_usage: { input_tokens: 0, output_tokens: 0, reasoning_tokens: 0 },
      performance: { latency_ms: 0 },
    }),
  ),
  harbor: jsonFile({
    task_name: "t",
    trial_name: "t__x",
    agent_info: {},
    finished_at: MOMENT,
    agent_result: { n_input_tokens: 0, n_cache_tokens: 0, n_output_tokens: 0, cost_usd: 0 },
    agent_execution: { started_at: MOMENT, finished_at: MOMENT },
  }),
  "terminal-bench": jsonFile({
    task_id: "t",
    trial_name: "t.1",
    is_resolved: true,
    failure_mode: "unset",
    total_input_tokens: 0,
    total_output_tokens: 0,
    agent_started_at: MOMENT,
    agent_ended_at: MOMENT,
  }),
  "tau-bench": jsonFile({
    info,
    simulations: [
      { task_id: "1", agent_cost: 0, duration: 0, agent_usage: { prompt_tokens: 0, completion_tokens: 0 } },
    ],
  }),
  "agent-eval": jsonFile({ status: "passed", model: "m", duration: 0 }),
  ctrf: jsonFile({
    results: {
      tool: { name: "t" },
      summary: { tests: 1, passed: 1, failed: 0 },
      tests: [{ name: "a", status: "passed", duration: 0 }],
    },
  }),
  junit: madeFile({ kind: "xml", root: parseXml('<testsuite><testcase name="a" time="0"/></testsuite>') }),
  "vitest-bench": jsonFile({ files: [{ groups: [{ fullName: "g", benchmarks: [{ name: "b", mean: 0 }] }] }] }),
  hyperfine: jsonFile({ results: [{ command: "a", times: [0] }] }),
};

describe("the page on importing", () => {
  it("says of every format what a run is, how it is scored and what it took", async () => {
    const formats = IMPORTERS.map(({ format }) => format).sort();
    const all = (await tables()).map((table) => [...table.keys()].filter((format) => format !== "ndjson").sort());
    const ofThisProject = formats.filter((format) => format !== "csv");
    expect(all).toEqual([ofThisProject, formats, ofThisProject]);
  });

  it.each(Object.entries(ZEROS))("says rightly that 0 is unknown in %s", async (format, file) => {
    const [, , times] = await tables();
    const [, , unknown] = times?.get(format) ?? [];
    expect(unknown).toMatch(/\b0\b/);
    const importer = importerOf(format);
    const [run] = importer === undefined ? [] : await payloadsOf(importer, file, mapping);
    expect(run).toBeDefined();
    expect(run?.telemetry?.costUsd ?? run?.telemetry?.durationMs ?? run?.telemetry?.tokensIn).toBeUndefined();
    expect(run?.telemetry?.tokensOut ?? run?.telemetry?.cacheReadTokens).toBeUndefined();
  });

  it("says so of no other format, save for the databases", async () => {
    const [, , times] = await tables();
    const said = [...(times ?? [])].flatMap(([format, [, , unknown = ""]]) => (/\b0\b/.test(unknown) ? [format] : []));
    expect(said.sort()).toEqual([...Object.keys(ZEROS), "ze-benchmarks-db"].sort());
  });
});
