import { describe, expect, it } from "vitest";
import { everyEvalEver } from "./every-eval-ever.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf } from "./testing/made-file.ts";

/** A made-up record. */
const record = {
  schema_version: "0.2.1",
  evaluation_id: "made/lab_m/1767322800.5",
  retrieved_timestamp: "1767322800.5",
  source_metadata: { source_name: "Made board", source_organization_name: "Nobody", evaluator_relationship: "other" },
  eval_library: { name: "made-library", version: "1" },
  model_info: { name: "M", id: "lab/m" },
  evaluation_results: [
    {
      evaluation_name: "sums",
      evaluation_timestamp: "2026-01-01",
      source_data: { dataset_name: "made-data", source_type: "other" },
      metric_config: { lower_is_better: false, score_type: "continuous", min_score: 0, max_score: 100 },
      score_details: { score: 40 },
    },
    { evaluation_name: "errors", metric_config: { lower_is_better: true }, score_details: { score: 3 } },
  ],
};

describe("everyEvalEver", () => {
  it("makes a run of a result, scored where its scale is stated and more is better", async () => {
    expect(await payloadsOf(everyEvalEver, jsonFile(record))).toMatchObject([
      {
        runId: "every-eval-ever:made/lab_m/1767322800.5:0",
        suite: "made-data",
        scenario: "sums",
        agent: "made-library",
        model: "lab/m",
        startedAt: "2026-01-01T00:00:00.000Z",
        totalScore: 0.4,
        evaluations: [{ evaluatorName: "sums", score: 0.4, maxScore: 1 }],
      },
      { suite: "Made board", startedAt: "2026-01-02T03:00:00.500Z", evaluations: [], metadata: { score: 3 } },
    ]);
  });

  const sample = {
    schema_version: "instance_level_eval_0.2.1",
    evaluation_id: record.evaluation_id,
    model_id: "lab/m",
    evaluation_name: "sums",
    sample_id: "s1",
    interaction_type: "agentic",
    evaluation: { score: 1, is_correct: true, tool_calls_count: 2 },
    token_usage: { input_tokens: 10, output_tokens: 4, total_tokens: 14 },
    performance: { latency_ms: 900 },
  };

  it("makes a run of a sample; the agent must be told", async () => {
    const file = madeFile(jsonLines(sample, { ...sample, sample_id: "s2", error: "refused" }));
    expect(await payloadsOf(everyEvalEver, file, { agent: "mine" })).toMatchObject([
      {
        suite: "sums",
        scenario: "s1",
        agent: "mine",
        model: "lab/m",
        startedAt: "2026-01-02T03:00:00.500Z",
        isSuccessful: true,
        telemetry: { toolCalls: 2, tokensIn: 10, tokensOut: 4, durationMs: 900 },
      },
      { status: "failed", errorType: "unknown", metadata: { error: "refused" } },
    ]);
    await expect(payloadsOf(everyEvalEver, file)).rejects.toThrow("it does not state agent");
  });

  it("refuses other versions and names a line that is broken", async () => {
    await expect(payloadsOf(everyEvalEver, jsonFile({ ...record, schema_version: "1.0.0" }))).rejects.toThrow(
      'schema_version must be 0.1 or 0.2 of Every Eval Ever: "1.0.0"',
    );
    const broken = madeFile(jsonLines(sample, { evaluation_id: "x" }));
    await expect(payloadsOf(everyEvalEver, broken, { agent: "a" })).rejects.toThrow("line 2 has no sample_id");
  });
});
