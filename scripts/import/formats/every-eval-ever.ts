import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  amountIn,
  arrayIn,
  booleanIn,
  countIn,
  epochSecondsIn,
  type JsonObject,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { runIdOf } from "./run-id.ts";

/** Records of Every Eval Ever: the aggregate ones in JSON, a run for each result, and those of single samples in JSONL. */
export const everyEvalEver: Importer = {
  format: "every-eval-ever",
  title: "Every Eval Ever records",
  recognize: ({ content }) => {
    if (content.kind === "json") return isRecord(content.value, ["model_info", "evaluation_results"]);
    return content.kind === "ndjson" && isRecord(content.first, ["sample_id", "evaluation"]);
  },
  runs: (file) => runsOf(file),
};

const isRecord = (value: unknown, fields: readonly string[]): boolean => {
  const record = objectIn(value) ?? {};
  return ["schema_version", "evaluation_id", ...fields].every((field) => field in record);
};

/** Versions with the fields that are read here. */
const VERSION = /^(instance_level_eval_)?0\.[12]\.\d+$/;

const checkVersion = ({ schema_version: version }: JsonObject): void => {
  if (VERSION.test(textIn(version) ?? "")) return;
  throw new FormatError(`schema_version must be 0.1 or 0.2 of Every Eval Ever: ${JSON.stringify(version)}`);
};

async function* runsOf({ content }: ForeignFile): AsyncGenerator<Draft> {
  if (content.kind === "json") yield* runsOfRecord(objectIn(content.value) ?? {});
  if (content.kind !== "ndjson") return;
  for await (const line of content.lines()) {
    if ("problem" in line) throw new FormatError(`line ${line.line}: ${line.problem}`);
    yield runOfSample(objectIn(line.value) ?? {}, line.line);
  }
}

/** A moment as the records write it: seconds since 1970, or ISO 8601. */
const recordedMoment = (value: unknown): string | undefined => epochSecondsIn(value) ?? momentIn(value);

const RETRIEVED = "when the record was made: when the evaluation ran is not stated";

/** The runs of an aggregate record, one for each of its results. */
export function* runsOfRecord(record: JsonObject): Generator<Draft> {
  checkVersion(record);
  const [source, model, library] = ["source_metadata", "model_info", "eval_library"].map((field) =>
    objectIn(record[field]),
  );
  const id = textIn(record["evaluation_id"]) ?? "";
  for (const [index, value] of (arrayIn(record["evaluation_results"]) ?? []).entries()) {
    const result = objectIn(value);
    if (result === undefined) throw new FormatError(`evaluation_results[${index}] is no result`);
    const stated = recordedMoment(result["evaluation_timestamp"]) ?? recordedMoment(record["evaluation_timestamp"]);
    const retrieved = recordedMoment(record["retrieved_timestamp"]);
    const name = nameIn(result["evaluation_name"]);
    const score = numberIn(objectIn(result["score_details"])?.["score"]);
    const share = shareOf(score, objectIn(result["metric_config"]) ?? {});
    yield {
      runId: runIdOf("every-eval-ever", id, index),
      batchId: nameIn(id),
      scenario: name,
      model: nameIn(model?.["id"]),
      status: "completed",
      startedAt: stated,
      totalScore: share,
      evaluations:
        share === undefined || name === undefined ? [] : [{ evaluatorName: name, score: share, maxScore: 1 }],
      metadata: withoutAbsent({
        format: "every-eval-ever",
        score,
        metric: result["metric_config"],
        uncertainty: objectIn(result["score_details"])?.["uncertainty"],
        source: source?.["source_name"] ?? source?.["source_organization_name"],
        relationship: source?.["evaluator_relationship"],
        startedAtSource: stated === undefined ? RETRIEVED : undefined,
      }),
      otherwise: {
        suite: nameIn(objectIn(result["source_data"])?.["dataset_name"]) ?? nameIn(source?.["source_name"]),
        tier: "default",
        agent: nameIn(library?.["name"]),
        startedAt: retrieved,
      },
    };
  }
}

/** A score as a share of its scale, where that is stated and more is better. */
const shareOf = (score: number | undefined, metric: JsonObject): number | undefined => {
  if (score === undefined || metric["lower_is_better"] !== false) return undefined;
  if (metric["score_type"] === "binary") return score >= 0 && score <= 1 ? score : undefined;
  const [least, most] = [numberIn(metric["min_score"]), numberIn(metric["max_score"])];
  if (least === undefined || most === undefined || most <= least) return undefined;
  return score >= least && score <= most ? (score - least) / (most - least) : undefined;
};

/** The run of a sample. An evaluation_id ends with when the record was made. FormatError, with the line, without a sample_id. */
export const runOfSample = (record: JsonObject, line: number): Draft => {
  const sample = textIn(record["sample_id"]);
  if (sample === undefined) throw new FormatError(`line ${line} has no sample_id`);
  checkVersion(record);
  const id = textIn(record["evaluation_id"]) ?? "";
  const evaluation = objectIn(record["evaluation"]) ?? {};
  const [score, correct] = [numberIn(evaluation["score"]), booleanIn(evaluation["is_correct"])];
  const usage = objectIn(record["token_usage"]);
  const cacheRead = countIn(usage?.["input_tokens_cache_read"]);
  const error = plainText(record["error"]);
  return {
    runId: runIdOf("every-eval-ever", id, textIn(record["evaluation_name"]) ?? "", sample),
    batchId: nameIn(id),
    suite: nameIn(record["evaluation_name"]),
    scenario: nameIn(sample),
    model: nameIn(record["model_id"]),
    ...(error === undefined ? { status: "completed" } : { status: "failed", errorType: "unknown" }),
    totalScore: score,
    isSuccessful: correct,
    evaluations: correct === undefined ? [] : [{ evaluatorName: "is_correct", score: Number(correct), maxScore: 1 }],
    telemetry: withoutAbsent({
      toolCalls: countIn(evaluation["tool_calls_count"]),
      tokensIn: countIn(usage?.["input_tokens"]),
      tokensOut: countIn(usage?.["output_tokens"]),
      cacheReadTokens: cacheRead,
      cacheWriteTokens: countIn(usage?.["input_tokens_cache_write"]),
      reasoningTokens: countIn(usage?.["reasoning_tokens"]),
      durationMs: amountIn(objectIn(record["performance"])?.["latency_ms"]),
    }),
    metadata: withoutAbsent({
      format: "every-eval-ever",
      interaction: record["interaction_type"],
      error,
      startedAtSource: RETRIEVED,
    }),
    otherwise: { tier: "default", startedAt: epochSecondsIn(id.split("/").at(-1)) },
  };
};
