import { groupBy } from "../group-by.ts";
import {
  countedTogether,
  countIn,
  epochIn,
  type JsonObject,
  measuredIn,
  nameIn,
  objectIn,
  plainText,
  scoreIn,
  textIn,
  verdictIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { JsonLine } from "../reading/open-content.ts";
import {
  checkVersion,
  type EvaluationRecord,
  otherwise,
  RETRIEVED,
  type RecordResult,
  sharedFields,
  sharedMetadata,
} from "./every-eval-ever-record.ts";
import type { Draft } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** What a line says: one metric of one attempt at a sample. */
interface Measured {
  evaluationId: string;
  evaluation: string | undefined;
  result: string | undefined;
  sample: string;
  model: string | undefined;
  score: number | undefined;
  isCorrect: boolean | undefined;
  error: string | undefined;
  interaction: unknown;
  telemetry: JsonObject | undefined;
  /** A fingerprint of what the model answered. */
  output: string;
}

/** The lines of a file by the attempts that they are of. */
export interface Samples {
  rows: number;
  attempts: Map<string, Measured[]>;
  /** The ids and names of the results that they are of. */
  resultKeys: Set<string>;
}

/** Reads the lines of samples, in whatever order they stand. FormatError, with the line, for one that is broken or of another version. */
export const readSamples = async (lines: AsyncIterable<JsonLine>): Promise<Samples> => {
  const samples: Samples = { rows: 0, attempts: new Map(), resultKeys: new Set() };
  const ofSample = new Map<string, Measured[]>();
  for await (const line of lines) {
    if ("problem" in line) throw new FormatError(`line ${line.line}: ${line.problem}`);
    const record = objectIn(line.value) ?? {};
    checkVersion(record);
    const measured = readMeasured(record, line.line);
    samples.rows += 1;
    for (const key of [measured.result, measured.evaluation]) if (key !== undefined) samples.resultKeys.add(key);
    const place = placeOf(measured);
    const before = ofSample.get(place);
    if (before === undefined) ofSample.set(place, [measured]);
    else before.push(measured);
  }
  for (const [place, measured] of ofSample) {
    for (const [attempt, metrics] of attemptsIn(measured)) samples.attempts.set(`${place} ${attempt}`, metrics);
  }
  return samples;
};

const metricOf = ({ result, evaluation }: Measured): string | undefined => result ?? evaluation;

/**
 * The attempts at a sample: one, where no metric appears twice. Else the metrics of one attempt are those of the same output, and
 * attempts whose outputs are equal are told apart by the order that their content gives.
 */
const attemptsIn = (measured: readonly Measured[]): Map<string, Measured[]> => {
  if (new Set(measured.map(metricOf)).size === measured.length) return new Map([["", [...measured]]]);
  const attempts = new Map<string, Measured[]>();
  for (const ofOne of groupBy(measured, (one) => `${one.output} ${metricOf(one)}`).values()) {
    const ordered = ofOne.map((one) => ({ one, text: JSON.stringify(one) })).sort((a, b) => (a.text < b.text ? -1 : 1));
    for (const [index, { one }] of ordered.entries()) {
      const attempt = `${one.output} ${index}`;
      attempts.set(attempt, [...(attempts.get(attempt) ?? []), one]);
    }
  }
  return attempts;
};

const readMeasured = (record: JsonObject, line: number): Measured => {
  const sample = textIn(record["sample_id"]);
  if (sample === undefined) throw new FormatError(`line ${line} has no sample_id`);
  const evaluation = objectIn(record["evaluation"]) ?? {};
  return {
    evaluationId: textIn(record["evaluation_id"]) ?? "",
    evaluation: nameIn(record["evaluation_name"]),
    result: textIn(record["evaluation_result_id"]),
    sample,
    model: nameIn(record["model_id"]),
    score: scoreIn(evaluation["score"], `line ${line}: evaluation.score`),
    isCorrect: verdictIn(evaluation["is_correct"], `line ${line}: evaluation.is_correct`),
    error: plainText(record["error"]),
    interaction: record["interaction_type"],
    telemetry: telemetryOf(record, evaluation),
    output: fingerprintOf([record["output"], record["messages"]]),
  };
};

const telemetryOf = (record: JsonObject, evaluation: JsonObject): JsonObject | undefined => {
  const usage = objectIn(record["token_usage"]);
  return withoutAbsent({
    toolCalls: countIn(evaluation["tool_calls_count"]),
    ...countedTogether({
      tokensIn: countIn(usage?.["input_tokens"]),
      tokensOut: countIn(usage?.["output_tokens"]),
      cacheReadTokens: countIn(usage?.["input_tokens_cache_read"]),
      cacheWriteTokens: countIn(usage?.["input_tokens_cache_write"]),
      reasoningTokens: countIn(usage?.["reasoning_tokens"]),
    }),
    durationMs: measuredIn(objectIn(record["performance"])?.["latency_ms"]),
  });
};

/** The runs of samples, one an attempt; the record that they belong to, where it is there, says more of them. */
export function* runsOfSamples({ attempts }: Samples, record: EvaluationRecord | undefined): Generator<Draft> {
  const counts = new Map<string, number>();
  for (const [first] of attempts.values()) {
    const key = placeOf(first);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, metrics] of attempts) {
    const isOnly = counts.get(placeOf(metrics[0])) === 1;
    yield runOfAttempt(metrics, { record, attempt: isOnly ? undefined : fingerprintOf(key).slice(0, 8) });
  }
}

const placeOf = (measured: Measured | undefined): string =>
  JSON.stringify([measured?.evaluationId, measured?.evaluation, measured?.model, measured?.sample]);

interface Around {
  record: EvaluationRecord | undefined;
  attempt: string | undefined;
}

/** The run of an attempt. Of several metrics none is said to decide: they leave score and verdict open. */
const runOfAttempt = (measured: readonly Measured[], { record, attempt }: Around): Draft => {
  // What the run is must not follow from the order of the lines.
  const metrics = measured.toSorted((a, b) => ((metricOf(a) ?? "") < (metricOf(b) ?? "") ? -1 : 1));
  const [first, ...more] = metrics as [Measured, ...Measured[]];
  const results = metrics.map((measured) => resultOf(measured, record));
  const { evaluationId: id, sample } = first;
  const error = metrics.find((one) => one.error !== undefined)?.error;
  const isOnly = more.length === 0;
  return {
    ...(record && sharedFields(record, results[0])),
    runId: runIdOf("every-eval-ever", id, first.evaluation ?? "", sample, ...(attempt === undefined ? [] : [attempt])),
    batchId: nameIn(id),
    suite: first.evaluation,
    scenario: nameIn(sample),
    model: first.model,
    ...(error === undefined ? { status: "completed" } : { status: "failed", errorType: errorTypeOf(error) }),
    isSuccessful: isOnly ? first.isCorrect : undefined,
    totalScore: isOnly && results[0]?.isHigherBetter !== false ? first.score : undefined,
    scores: metrics.flatMap(({ score }, index) => scoreOf(score, metrics, index, results[index])),
    telemetry: withoutAbsent(Object.assign({}, ...metrics.map(({ telemetry }) => telemetry).toReversed())),
    metadata: withoutAbsent({
      ...(record ? sharedMetadata(record, results[0]) : { format: "every-eval-ever", startedAtSource: RETRIEVED }),
      interaction: first.interaction,
      attempt,
      error,
    }),
    otherwise: record ? otherwise(record) : { tier: "default", startedAt: epochIn(id.split("/").at(-1)) },
  };
};

const scoreOf = (
  score: number | undefined,
  metrics: readonly Measured[],
  index: number,
  result: RecordResult | undefined,
): NonNullable<Draft["scores"]> => {
  if (score === undefined || result?.isHigherBetter === false) return [];
  const name = result?.metric["metric_name"] ?? (metrics.length > 1 ? metrics[index]?.result : undefined);
  return [{ name: nameIn(name) ?? "score", value: score }];
};

const resultOf = ({ result, evaluation }: Measured, record: EvaluationRecord | undefined): RecordResult | undefined =>
  record?.results.find(({ id }) => id !== undefined && id === result) ??
  record?.results.find(({ name }) => name === evaluation);

const errorTypeOf = (error: string): NonNullable<Draft["errorType"]> =>
  /time[\s-]?(d\s)?out|timeout/i.test(error) ? "timeout" : /refus/i.test(error) ? "refusal" : "unknown";
