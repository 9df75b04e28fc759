import { describe, expect, it } from "vitest";
import type { Content } from "../reading/open-content.ts";
import { everyEvalEver } from "./every-eval-ever.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** A made-up record. */
const sums = {
  evaluation_result_id: "r-sums",
  evaluation_name: "sums",
  evaluation_timestamp: "2026-01-01",
  source_data: { dataset_name: "made-data", source_type: "other" },
  metric_config: { lower_is_better: false, score_type: "continuous", min_score: 0, max_score: 100 },
  score_details: { score: 40, uncertainty: { standard_error: { value: 2 } } },
};
const record = {
  schema_version: "0.2.1",
  evaluation_id: "made/lab_m/1767322800.5",
  retrieved_timestamp: "1767322800.5",
  source_metadata: { source_name: "Made board", source_organization_name: "Nobody", evaluator_relationship: "other" },
  eval_library: { name: "made-library", version: "1" },
  model_info: { name: "M", id: "lab/m" },
  evaluation_results: [
    sums,
    { evaluation_name: "errors", metric_config: { lower_is_better: true }, score_details: { score: 3 } },
  ] as object[],
};
const recordOf = (...results: object[]) => ({ ...record, evaluation_results: results });

/** A made-up sample. */
const sample = {
  schema_version: "instance_level_eval_0.2.1",
  evaluation_id: record.evaluation_id,
  model_id: "lab/m",
  evaluation_name: "sums",
  evaluation_result_id: "r-sums",
  sample_id: "s1",
  interaction_type: "agentic",
  output: { raw: ["a"] },
  evaluation: { score: 1, is_correct: true, tool_calls_count: 2 },
  token_usage: { input_tokens: 10, output_tokens: 4, total_tokens: 14 },
  performance: { latency_ms: 900 },
};
const scored = (changes: object, score: number, is_correct = score === 1) => ({
  ...sample,
  ...changes,
  evaluation: { score, is_correct },
});
const samplesOf = (...lines: unknown[]) => madeFile(jsonLines(...lines), { name: "x_samples.jsonl" });
const besides = (value: object, ...lines: unknown[]) => {
  const beside: Record<string, Content> = { "x_samples.jsonl": jsonLines(...lines) };
  return jsonFile(value, { name: "x.json", beside });
};
const mapping = { agent: "mine" };

describe("everyEvalEver", () => {
  it("makes a run of a result, on the record's own scale, where more is better", async () => {
    expect(await payloadsOf(everyEvalEver, jsonFile(recordOf(sums)))).toMatchObject([
      {
        runId: "every-eval-ever:made/lab_m/1767322800.5:r-sums",
        suite: "made-data",
        scenario: "sums",
        agent: "made-library",
        model: "lab/m",
        startedAt: "2026-01-01T00:00:00.000Z",
        totalScore: 40,
        evaluations: [{ evaluatorName: "sums", score: 40, maxScore: 100 }],
        metadata: { uncertainty: { standard_error: { value: 2 } } },
      },
    ]);
    const [, errors] = await payloadsOf(everyEvalEver, jsonFile(record));
    expect(errors).toMatchObject({
      suite: "Made board",
      startedAt: "2026-01-02T03:00:00.500Z",
      evaluations: [],
      metadata: { score: 3 },
    });
    expect(errors).not.toHaveProperty("totalScore");
  });

  it("keeps the standard error on the score's scale, who ran it and where the task is", async () => {
    const source = (evaluator_relationship: string) => ({
      ...recordOf(sums),
      source_metadata: { evaluator_relationship },
    });
    const read = async (value: object) => (await payloadsOf(everyEvalEver, jsonFile(value), { suite: "s" }))[0];
    expect(await read(source("first_party"))).toMatchObject({ scoreStandardError: 2, relationship: "first-party" });
    expect(await read(source("third_party"))).toMatchObject({ relationship: "third-party" });
    expect(await read(source("collaborative"))).not.toHaveProperty("relationship");
    const share = { ...sums, metric_config: { score_type: "binary" }, score_details: { score: 1 } };
    expect(await read(recordOf(sums, share))).toMatchObject({ totalScore: 0.4, scoreStandardError: 0.02 });
    const url = ["https://example.org/task", "https://example.org/other"];
    expect(await read(recordOf({ ...sums, source_data: { url } }))).toMatchObject({
      links: [{ kind: "task", url: url[0] }],
    });
    const unsafe = recordOf({ ...sums, source_data: { url: ["javascript:alert(1)"] } });
    expect(await read(unsafe)).not.toHaveProperty("links");
  });

  it("gives shares where a record has several scales: their mean would be nothing", async () => {
    const share = {
      ...sums,
      evaluation_name: "share",
      metric_config: { score_type: "binary" },
      score_details: { score: 1 },
    };
    const open = { ...sums, evaluation_name: "open", metric_config: {}, score_details: { score: 9 } };
    const runs = await payloadsOf(everyEvalEver, jsonFile(recordOf(sums, share, open)));
    const scores = Object.fromEntries(runs.map(({ scenario, totalScore }) => [scenario, totalScore]));
    expect(scores).toEqual({ sums: 0.4, share: 1, open: undefined });
    expect((await payloadsOf(everyEvalEver, jsonFile(recordOf(open))))[0]?.totalScore).toBe(9);
  });

  it.each<[string, object, unknown, number | undefined, string | undefined]>([
    [
      "more than its scale",
      { min_score: 0, max_score: 10 },
      11,
      undefined,
      "sums has 11 as its score, on a scale from 0 to 10",
    ],
    [
      "less than its scale",
      { min_score: 1, max_score: 5 },
      0,
      undefined,
      "sums has 0 as its score, on a scale from 1 to 5",
    ],
    ["the ends of its scale", { min_score: 0, max_score: 10 }, 10, 10, undefined],
    ["any number on an open scale", { min_score: "-Infinity", max_score: "Infinity" }, -11, -11, undefined],
    ["a number as text", { min_score: 0, max_score: 10 }, "7.5", 7.5, undefined],
    ["no score", {}, null, undefined, "sums has no score"],
    ["-1", {}, -1, -1, undefined],
  ])("takes %s for what it is", async (_what, metric_config, score, totalScore, because) => {
    const { payloads, statements } = await readMade(
      everyEvalEver,
      jsonFile(recordOf({ ...sums, metric_config, score_details: { score } })),
    );
    expect(statements).toEqual([{ runs: 1, what: "results", because }]);
    expect(payloads.map((run) => run.totalScore)).toEqual(because === undefined ? [totalScore] : []);
  });

  it("keeps a result without a score that says itself that it is unknown", async () => {
    const unknown = { ...sums, metric_config: { has_unknown_level: true }, score_details: { score: -1 } };
    const { payloads, statements } = await readMade(everyEvalEver, jsonFile(recordOf(unknown)));
    expect(payloads.map(({ totalScore }) => totalScore)).toEqual([undefined]);
    expect(statements).toEqual([{ runs: 1, what: "results", because: undefined }]);
  });

  it("refuses a score that is no number", async () => {
    const file = jsonFile(recordOf({ ...sums, score_details: { score: "good" } }));
    await expect(payloadsOf(everyEvalEver, file)).rejects.toThrow('the score of sums must be a number: "good"');
  });

  it("leaves out what is of all others together, which would count them twice", async () => {
    const named = (evaluation_name: string, id: string) => ({ ...sums, evaluation_name, evaluation_result_id: id });
    const [whole, ...parts] = [named("Sums (overall)", "1"), named("Sums (Easy)", "2"), named("Sums (Hard)", "3")];
    const scenarios = async (...results: object[]) =>
      (await payloadsOf(everyEvalEver, jsonFile(recordOf(...results)))).map(({ scenario }) => scenario);
    expect(await scenarios(whole as object, ...parts)).toEqual(["Sums (Easy)", "Sums (Hard)"]);
    expect(await scenarios(whole as object)).toEqual(["Sums (overall)"]);
    // What is called as its data set is all of it.
    const asDataset = named("Made Data", "4");
    expect(await scenarios(asDataset, ...parts)).toEqual(["Sums (Easy)", "Sums (Hard)"]);
    expect(await scenarios(asDataset)).toEqual(["Made Data"]);
    const elsewhere = parts.map((part) => ({ ...part, source_data: { dataset_name: "another" } }));
    expect(await scenarios(whole as object, ...elsewhere)).toEqual(["Sums (overall)", "Sums (Easy)", "Sums (Hard)"]);
  });

  it("takes the data set of version 0.1, and keeps what 0.2 says of a score besides", async () => {
    const { source_data: _source, ...unsourced } = sums;
    const of01 = { ...recordOf(unsourced), schema_version: "0.1.0", source_data: { dataset_name: "made-data" } };
    expect(await payloadsOf(everyEvalEver, jsonFile(of01))).toMatchObject([{ suite: "made-data" }]);
    const details = { confidence_interval: 0.02 };
    const of02 = recordOf({ ...sums, score_details: { score: 40, details } });
    expect(await payloadsOf(everyEvalEver, jsonFile(of02))).toMatchObject([{ metadata: { uncertainty: details } }]);
  });

  it("tells results apart by what was measured, whatever order they stand in", async () => {
    const { evaluation_result_id: _id, ...unnamed } = sums;
    const other = { ...unnamed, metric_config: { min_score: 0, max_score: 50, metric_name: "other" } };
    const read = async (...results: object[]) => {
      const runs = await payloadsOf(everyEvalEver, jsonFile(recordOf(...results)));
      return runs.map((run) => JSON.stringify(run)).sort();
    };
    const runs = await read(unnamed, other, unnamed);
    expect(await read(other, unnamed, unnamed)).toEqual(runs);
    expect(new Set(runs).size).toBe(3);
  });

  it("takes a quantization for the variant, and no common precision", async () => {
    const variantOf = async (additional_details: object) => {
      const record = recordOf(sums);
      const model_info = { ...record.model_info, additional_details };
      return (await payloadsOf(everyEvalEver, jsonFile({ ...record, model_info })))[0]?.variant;
    };
    expect(await variantOf({ quantization: "int4", params_billions: 8 })).toBe("quantization=int4");
    expect(await variantOf({ precision: "4bit", reasoning_effort: "low" })).toBe(
      "precision=4bit, reasoning_effort=low",
    );
    for (const precision of ["bfloat16", "torch.float16", "fp16", "auto"]) {
      expect(await variantOf({ precision })).toBeUndefined();
    }
  });

  it("takes what was set for the variant", async () => {
    const generation_config = {
      generation_args: { temperature: 0.5, prompt_template: "secret", max_attempts: 1 },
      additional_details: { reasoning_effort: "high", other: "x" },
    };
    expect(await payloadsOf(everyEvalEver, jsonFile(recordOf({ ...sums, generation_config })))).toMatchObject([
      { variant: "max_attempts=1, reasoning_effort=high, temperature=0.5" },
    ]);
  });

  it("makes a run of a sample; the agent must be told", async () => {
    const file = samplesOf(sample, { ...sample, sample_id: "s2", error: "refused" });
    expect(await payloadsOf(everyEvalEver, file, mapping)).toMatchObject([
      {
        runId: "every-eval-ever:made/lab_m/1767322800.5:sums:s1",
        suite: "sums",
        scenario: "s1",
        agent: "mine",
        model: "lab/m",
        startedAt: "2026-01-02T03:00:00.500Z",
        isSuccessful: true,
        totalScore: 1,
        evaluations: [{ evaluatorName: "score", score: 1, maxScore: 1 }],
        telemetry: { toolCalls: 2, tokensIn: 10, tokensOut: 4, durationMs: 900 },
      },
      { status: "failed", errorType: "refusal", metadata: { error: "refused" } },
    ]);
    await expect(payloadsOf(everyEvalEver, file)).rejects.toThrow("it does not state agent");
  });

  it("takes several metrics of a sample for evaluations of one run, which none of them decides", async () => {
    const f1 = { evaluation_result_id: "r-f1" };
    const lines = [sample, scored(f1, 0.4), scored({ sample_id: "s2" }, 0), scored({ ...f1, sample_id: "s2" }, 0.2)];
    const runs = await payloadsOf(everyEvalEver, samplesOf(...lines), mapping);
    const shown = runs.map(({ scenario, evaluations }) =>
      [scenario, ...(evaluations ?? []).map(({ evaluatorName, score }) => `${evaluatorName} ${score}`)].join(", "),
    );
    expect(shown).toEqual(["s1, r-f1 0.4, r-sums 1", "s2, r-f1 0.2, r-sums 0"]);
    for (const run of runs) {
      expect(run).not.toHaveProperty("isSuccessful");
      expect(run).not.toHaveProperty("totalScore");
    }
    const byName = (all: typeof runs) => all.toSorted((a, b) => (a.runId < b.runId ? -1 : 1));
    expect(byName(await payloadsOf(everyEvalEver, samplesOf(...lines.toReversed()), mapping))).toEqual(byName(runs));
  });

  it("takes a metric that stands twice for two attempts, told apart by what was answered", async () => {
    const f1 = { evaluation_result_id: "r-f1" };
    const [a, b] = [{ output: { raw: ["a"] } }, { output: { raw: ["b"] } }];
    const lines = [scored(a, 1), scored(b, 0), scored({ ...b, ...f1 }, 0.2), scored({ ...a, ...f1 }, 0.8)];
    const read = async (ordered: unknown[]) =>
      (await payloadsOf(everyEvalEver, samplesOf(...ordered), mapping))
        .map(({ runId, scenario, evaluations }) => ({
          runId,
          scenario,
          scores: evaluations?.map(({ score }) => score).toSorted(),
        }))
        .toSorted((one, other) => (one.runId < other.runId ? -1 : 1));
    const runs = await read(lines);
    expect(runs.map(({ scenario, scores }) => [scenario, scores]).toSorted()).toEqual([
      ["s1", [0, 0.2]],
      ["s1", [0.8, 1]],
    ]);
    expect(await read(lines.toReversed())).toEqual(runs);
    const equal = await payloadsOf(everyEvalEver, samplesOf(scored(a, 1), scored(a, 0)), mapping);
    expect(equal).toHaveLength(2);
    expect(new Set(equal.map(({ runId }) => runId)).size).toBe(2);
  });

  it("leaves samples on the scale that all of them have", async () => {
    const lines = [scored({}, 85), scored({ sample_id: "s2" }, 1), scored({ sample_id: "s3" }, 0)];
    const runs = await payloadsOf(everyEvalEver, samplesOf(...lines), mapping);
    expect(runs.map(({ totalScore, evaluations }) => [totalScore, evaluations?.length])).toEqual([
      [85, 0],
      [1, 0],
      [0, 0],
    ]);
  });

  it("takes samples in with the record that they are of, and counts no result twice", async () => {
    const other = { ...sums, evaluation_result_id: "r-else", evaluation_name: "else" };
    const runs = await payloadsOf(everyEvalEver, besides(recordOf(sums, other), sample));
    expect(runs).toMatchObject([
      { scenario: "s1", suite: "sums", agent: "made-library", startedAt: "2026-01-01T00:00:00.000Z" },
      { scenario: "else", totalScore: 40 },
    ]);
    expect(runs).toHaveLength(2);
    const alone = madeFile(jsonLines(sample), {
      name: "x_samples.jsonl",
      beside: { "x.json": { kind: "json", value: recordOf(sums) } },
    });
    expect(await payloadsOf(everyEvalEver, alone)).toEqual(runs.slice(0, 1));
  });

  it("says which line of its samples is broken", async () => {
    const lines = async function* () {
      yield { line: 1, value: sample };
      yield { line: 2, problem: "it is not valid JSON" };
    };
    const broken = madeFile({ kind: "ndjson", first: sample, lines }, { name: "x_samples.jsonl" });
    await expect(readMade(everyEvalEver, broken)).rejects.toThrow("line 2: it is not valid JSON");
  });

  it("states more samples than there are where the record does", async () => {
    const rows = (total_rows: number) => ({ ...recordOf(sums), detailed_evaluation_results: { total_rows } });
    expect((await readMade(everyEvalEver, besides(rows(3), sample))).statements).toEqual([
      { runs: 3, what: "samples", because: "its samples have 1 of 3 rows" },
    ]);
    expect((await readMade(everyEvalEver, besides(rows(1), sample))).statements).toEqual([
      { runs: 1, what: "samples" },
    ]);
    // A result without samples is a run as well, and stands for none of the rows that are missing.
    const other = { ...sums, evaluation_result_id: "r-else", evaluation_name: "else" };
    const both = { ...recordOf(sums, other), detailed_evaluation_results: { total_rows: 2 } };
    expect((await readMade(everyEvalEver, besides(both, sample))).statements.map(({ runs }) => runs)).toEqual([2, 1]);
  });

  it("takes each count of tokens that a sample states", async () => {
    const token_usage = {
      ...{ input_tokens: 10, output_tokens: 4, input_tokens_cache_read: 3, input_tokens_cache_write: 2 },
      reasoning_tokens: 1,
    };
    const [run] = await payloadsOf(everyEvalEver, samplesOf(scored({ token_usage }, 1)), mapping);
    expect(run?.telemetry).toEqual({
      tokensIn: 10,
      tokensOut: 4,
      cacheReadTokens: 3,
      cacheWriteTokens: 2,
      reasoningTokens: 1,
      durationMs: 900,
    });
  });

  it("takes 0 tokens and no time for not measured, and a timeout for one", async () => {
    const none = { token_usage: { input_tokens: 0, output_tokens: 0 }, performance: { latency_ms: 0 } };
    const [run] = await payloadsOf(
      everyEvalEver,
      samplesOf({ ...scored(none, 1), error: "the request timed out" }),
      mapping,
    );
    expect(run).toMatchObject({ status: "failed", errorType: "timeout" });
    expect(run).not.toHaveProperty("telemetry");
  });

  it("reads versions 0.1 to 0.3, refuses others and names a line that is broken", async () => {
    for (const version of ["0.1.0", "0.2.2", "0.3.0"]) {
      expect(await payloadsOf(everyEvalEver, jsonFile({ ...recordOf(sums), schema_version: version }))).toHaveLength(1);
    }
    for (const version of ["1.0.0", "0.4.0", null]) {
      await expect(payloadsOf(everyEvalEver, jsonFile({ ...record, schema_version: version }))).rejects.toThrow(
        "schema_version must be 0.1, 0.2 or 0.3 in an Every Eval Ever record",
      );
    }
    await expect(payloadsOf(everyEvalEver, samplesOf(sample, { ...sample, sample_id: null }), mapping)).rejects.toThrow(
      "line 2 has no sample_id",
    );
  });
});
