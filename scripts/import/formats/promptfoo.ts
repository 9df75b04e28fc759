import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  amountIn,
  arrayIn,
  booleanIn,
  countIn,
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
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** Results that promptfoo exports as JSON, version 3: a run for each result, which is a prompt and a provider at a test. */
export const promptfoo: Importer = {
  format: "promptfoo",
  title: "promptfoo results",
  recognize: ({ content }) => {
    const results = content.kind === "json" ? objectIn(objectIn(content.value)?.["results"]) : undefined;
    return numberIn(results?.["version"]) !== undefined && arrayIn(results?.["results"]) !== undefined;
  },
  runs: (file) => runsOf(file),
};

function* runsOf({ content }: ForeignFile): Generator<Draft> {
  const document = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
  const summary = objectIn(document["results"]) ?? {};
  if (summary["version"] !== 3) {
    throw new FormatError(`results.version must be 3 of promptfoo's results: ${JSON.stringify(summary["version"])}`);
  }
  const evaluation = {
    id: textIn(document["evalId"]) ?? fingerprintOf(summary),
    startedAt: momentIn(summary["timestamp"]),
    description: textIn(objectIn(document["config"])?.["description"]),
  };
  for (const [index, result] of (arrayIn(summary["results"]) ?? []).entries()) {
    const fields = objectIn(result);
    if (fields === undefined) throw new FormatError(`results.results[${index}] is no result`);
    yield runOfPromptfooResult(fields, evaluation, index);
  }
}

export interface PromptfooEvaluation {
  id: string;
  startedAt: string | undefined;
  /** What the configuration calls itself. */
  description: string | undefined;
}

/** promptfoo's ResultFailureReason: 0 none, 1 an assertion failed, 2 an error. */
const ERROR = 2;

/** The run of a result: promptfoo itself acts, the provider is the model, and the prompt is the variant. */
export const runOfPromptfooResult = (result: JsonObject, evaluation: PromptfooEvaluation, index: number): Draft => {
  const test = objectIn(result["testCase"]);
  const provider = objectIn(result["provider"]);
  const prompt = objectIn(result["prompt"]);
  const success = booleanIn(result["success"]);
  const failed = result["failureReason"] === ERROR;
  const testIndex = countIn(result["testIdx"]) ?? index;
  return {
    runId: runIdOf("promptfoo", evaluation.id, textIn(result["id"]) ?? index),
    batchId: evaluation.id,
    scenario: nameIn(test?.["description"]) ?? `test ${testIndex + 1}`,
    model: textIn(provider?.["id"]) ?? textIn(result["provider"]),
    variant: textIn(prompt?.["label"])
      ?.replace(/\p{Cc}+/gu, " ")
      .slice(0, 200),
    ...(failed ? { status: "failed", errorType: "unknown" } : { status: "completed" }),
    startedAt: evaluation.startedAt,
    totalScore: failed ? undefined : numberIn(result["score"]),
    isSuccessful: failed ? undefined : success,
    evaluations: failed ? [] : evaluationsOf(objectIn(result["gradingResult"])),
    telemetry: telemetryOf(result),
    metadata: withoutAbsent({
      format: "promptfoo",
      testIdx: result["testIdx"],
      promptIdx: result["promptIdx"],
      promptId: result["promptId"],
      error: plainText(result["error"]),
      cached: objectIn(result["response"])?.["cached"],
      startedAtSource: "start of the whole evaluation",
    }),
    otherwise: { suite: nameIn(evaluation.description), tier: "default", agent: "promptfoo" },
  };
};

/** One evaluation an assertion: by its metric, else by its kind; of several alike the later ones are numbered. */
const evaluationsOf = (grading: JsonObject | undefined): NonNullable<Draft["evaluations"]> => {
  const seen = new Map<string, number>();
  return (arrayIn(grading?.["componentResults"]) ?? []).flatMap((component) => {
    const { score, reason, assertion } = objectIn(component) ?? {};
    const given = numberIn(score);
    if (given === undefined) return [];
    const name = textIn(objectIn(assertion)?.["metric"]) ?? textIn(objectIn(assertion)?.["type"]) ?? "assertion";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const evaluatorName = count === 1 ? name : `${name} ${count}`;
    return [{ evaluatorName, score: given, maxScore: Math.max(1, given), details: plainText(reason) }];
  });
};

/** The tokens of the answer. One that came from promptfoo's own cache states what it once took: that is not this run's. */
const telemetryOf = (result: JsonObject): Draft["telemetry"] => {
  const response = objectIn(result["response"]);
  const usage = objectIn(response?.["tokenUsage"]);
  const isCached = response?.["cached"] === true;
  return withoutAbsent({
    tokensIn: isCached ? undefined : countIn(usage?.["prompt"]),
    tokensOut: isCached ? undefined : countIn(usage?.["completion"]),
    reasoningTokens: isCached ? undefined : countIn(objectIn(usage?.["completionDetails"])?.["reasoning"]),
    costUsd: amountIn(result["cost"]),
    durationMs: amountIn(result["latencyMs"]),
  });
};
