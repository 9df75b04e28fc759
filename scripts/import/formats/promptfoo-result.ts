import {
  arrayIn,
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  nameIn,
  numberIn,
  objectIn,
  plainText,
  scoreIn,
  textIn,
  verdictIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import type { Draft, StatedScore } from "./importer.ts";
import type { PromptfooTests } from "./promptfoo-tests.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** What the results of a file share; a file of lines says nothing of it. */
export interface PromptfooEvaluation {
  id?: string;
  startedAt?: string | undefined;
  /** What the configuration calls itself. */
  description?: string | undefined;
  /** The providers of the configuration, with their settings. */
  providers?: unknown[] | undefined;
}

/** promptfoo's ResultFailureReason: 0 none, 1 an assertion failed, 2 an error. */
const ERROR = 2;

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** The longest label of a prompt in a variant: promptfoo takes the whole prompt where none is given. */
const MAX_LABEL_LENGTH = 200;

/** The run of a result: promptfoo itself acts, the provider is the model; its label and settings and the prompt are the variant. */
export const runOfResult = (result: JsonObject, evaluation: PromptfooEvaluation, tests: PromptfooTests): Draft => {
  const failed = hasFailed(result);
  const provider = objectIn(result["provider"]) ?? { id: result["provider"] };
  const [id, label] = [textIn(provider["id"]), textIn(provider["label"])];
  const prompt = nameIn(objectIn(result["prompt"])?.["label"], MAX_LABEL_LENGTH);
  const batchId = evaluation.id ?? textIn(result["evalId"]);
  return {
    runId: runIdOfResult(result, batchId, tests),
    batchId,
    scenario: tests.nameOf(result),
    model: id,
    variant: variantOf(
      [isOwnName(label, id) ? undefined : label, prompt, tests.columnOf(result)],
      settingsOf(evaluation, { id, label }),
    ),
    ...(failed ? { status: "failed", errorType: "unknown" } : { status: "completed" }),
    startedAt: evaluation.startedAt,
    totalScore: failed ? undefined : scoreIn(result["score"], "score of a result"),
    isSuccessful: failed ? undefined : verdictIn(result["success"], "success of a result"),
    scores: failed ? [] : scoresIn(objectIn(result["gradingResult"])),
    telemetry: telemetryOf(result),
    metadata: withoutAbsent({
      format: "promptfoo",
      testIdx: result["testIdx"],
      promptIdx: result["promptIdx"],
      promptId: result["promptId"],
      error: plainText(result["error"]),
      cached: objectIn(result["response"])?.["cached"],
      startedAtSource: evaluation.startedAt === undefined ? undefined : "start of the whole evaluation",
    }),
    otherwise: { suite: evaluation.description, tier: "default", agent: "promptfoo" },
  };
};

/** Its own id is a UUID; older ones and made ones are told apart by their evaluation, or by what they hold. */
const runIdOfResult = (result: JsonObject, batchId: string | undefined, tests: PromptfooTests): string => {
  const id = textIn(result["id"]);
  if (id === undefined) return runIdOf("promptfoo", batchId ?? "", ...tests.contentOf(result));
  if (batchId !== undefined) return runIdOf("promptfoo", batchId, id);
  return UUID.test(id) ? runIdOf("promptfoo", id) : runIdOf("promptfoo", id, fingerprintOf(result));
};

/** Whether a label only says the model once more. */
const isOwnName = (label: string | undefined, id = ""): boolean => label === id || id.endsWith(`:${label}`);

const hasFailed = (result: JsonObject): boolean => {
  const { failureReason: reason } = result;
  return reason === undefined
    ? plainText(result["error"]) !== undefined && !objectIn(result["gradingResult"])
    : reason === ERROR;
};

/** The settings of a provider in the configuration, where one entry there is meant: a list of names, of objects, or of objects by name. */
const settingsOf = (
  { providers = [] }: PromptfooEvaluation,
  wanted: { id?: string | undefined; label?: string | undefined },
) => {
  const entries = providers.flatMap((entry): JsonObject[] => {
    const fields = objectIn(entry);
    if (fields === undefined) return [];
    if ("id" in fields) return [fields];
    return Object.entries(fields).flatMap(([id, options]) => (objectIn(options) ? [{ id, ...objectIn(options) }] : []));
  });
  const fitting = entries.filter(
    ({ id, label }) => textIn(id) === wanted.id && (textIn(label) ?? "") === (wanted.label ?? ""),
  );
  return fitting.length === 1 ? objectIn(fitting[0]?.["config"]) : undefined;
};

/** One score an assertion: by its metric, else by its kind; of several alike the later ones are numbered. */
const scoresIn = (grading: JsonObject | undefined): StatedScore[] => {
  const seen = new Map<string, number>();
  return (arrayIn(grading?.["componentResults"]) ?? []).flatMap((component) => {
    const { score, reason, assertion } = objectIn(component) ?? {};
    const value = numberIn(score);
    if (value === undefined) return [];
    const name = textIn(objectIn(assertion)?.["metric"]) ?? textIn(objectIn(assertion)?.["type"]) ?? "assertion";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ name: nameIn(count === 1 ? name : `${name} ${count}`) ?? name, value, details: plainText(reason) }];
  });
};

/**
 * What the answer took; promptfoo writes 0 for what a provider does not report. One that came from its own cache states what it once
 * took: that is not this run's.
 */
const telemetryOf = (result: JsonObject): Draft["telemetry"] => {
  const response = objectIn(result["response"]);
  if (response?.["cached"] === true) return undefined;
  const usage = objectIn(response?.["tokenUsage"]);
  return withoutAbsent({
    ...countedTogether({
      tokensIn: countIn(usage?.["prompt"]),
      tokensOut: countIn(usage?.["completion"]),
      reasoningTokens: countIn(objectIn(usage?.["completionDetails"])?.["reasoning"]),
    }),
    costUsd: measuredIn(result["cost"]),
    durationMs: measuredIn(result["latencyMs"]),
  });
};
