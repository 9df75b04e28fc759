import {
  arrayIn,
  booleanIn,
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  momentIn,
  numberIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, StatedScore } from "./importer.ts";
import { type InspectHeader, startOfLog, versionOf } from "./inspect-header.ts";
import { runIdOf } from "./run-id.ts";

/**
 * The run of one sample. Newer logs give every sample a uuid, which its copies in later logs keep; else its id and epoch name it.
 * FormatError without an id.
 */
export const runOfSample = (header: InspectHeader, sample: JsonObject): Draft => {
  const { evaluation, plan, identity } = header;
  const id = textIn(sample["id"]);
  if (id === undefined) throw new FormatError("a sample has no id");
  const epoch = countIn(sample["epoch"]) ?? 1;
  const uuid = textIn(sample["uuid"]);
  const runOfEvaluation = textIn(evaluation["run_id"]) ?? "";
  const started = momentIn(sample["started_at"]);
  const ended = momentIn(sample["completed_at"]);
  const outcome = outcomeOf(header, sample);
  return {
    runId:
      uuid === undefined
        ? runIdOf("inspect", runOfEvaluation, textIn(evaluation["task_id"]) ?? "", id, epoch)
        : runIdOf("inspect", ...identity, uuid),
    batchId: uuid === undefined ? textIn(runOfEvaluation) : runIdOf("inspect", ...identity),
    suite: textIn(evaluation["task"]),
    suiteVersion: versionOf(evaluation),
    scenario: id,
    agent: textIn(evaluation["solver"]),
    model: textIn(evaluation["model"]),
    variant: header.variant,
    startedAt: started ?? startOfLog(header),
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    ...outcome,
    attempt: {
      of: runIdOf("inspect", ...identity, id, epoch),
      failed: outcome.status !== "completed" && outcome.errorType !== "timeout",
    },
    invalidated: invalidationOf(sample),
    telemetry: telemetryOf(sample, textIn(evaluation["model"])),
    metadata: withoutAbsent({
      format: "inspect",
      epoch,
      solvers: arrayIn(plan["steps"])?.map((step) => objectIn(step)?.["solver"]),
      logStatus: outcome.status === "incomplete" ? header.status : undefined,
      error: plainText(objectIn(sample["error"])?.["message"]),
      errorRetries: arrayIn(sample["error_retries"])?.length || undefined,
      limit: textIn(objectIn(sample["limit"])?.["type"]),
      ungraded: ungradedIn(sample),
      modelUsage: Object.keys(objectIn(sample["model_usage"]) ?? {}).length > 1 ? sample["model_usage"] : undefined,
      startedAtSource: started === undefined ? "start of the whole evaluation" : undefined,
    }),
    otherwise: { tier: "default", agent: "inspect_ai" },
  };
};

/** What a log that has not ended well says of a sample with an error is not the last word: a retry takes it up again. */
const outcomeOf = (
  { status }: InspectHeader,
  sample: JsonObject,
): Pick<Draft, "status" | "errorType" | "isSuccessful" | "scores"> => {
  const hasEnded = status === "success";
  if (objectIn(sample["error"]))
    return hasEnded ? { status: "failed", errorType: "unknown" } : { status: "incomplete" };
  const limit = textIn(objectIn(sample["limit"])?.["type"]);
  const isScored = Object.keys(scoresIn(sample)).length > 0;
  if (!isScored && (limit === "time" || limit === "working")) return { status: "failed", errorType: "timeout" };
  if (!isScored && !hasEnded) return { status: "incomplete" };
  const [only, ...more] = valuesIn(sample);
  const verdict = more.length === 0 ? verdictOf(only?.value) : undefined;
  // A provider that filters the answer is the model that declines.
  const isDeclined = objectIn(sample["output"])?.["stop_reason"] === "content_filter";
  return {
    status: "completed",
    ...(isDeclined && { errorType: "refusal" as const }),
    isSuccessful: verdict,
    scores: gradedIn(sample),
  };
};

/** The grades that scorers give as words: correct, incorrect, partial, no answer, and those that Inspect reads as numbers. */
const GRADES: ReadonlyMap<string, number> = new Map(Object.entries({ C: 1, I: 0, P: 0.5, N: 0 }));
const WORDS: ReadonlyMap<string, number> = new Map(Object.entries({ yes: 1, no: 0, true: 1, false: 0 }));

const gradeOf = (value: unknown): number | undefined =>
  typeof value === "string" ? (GRADES.get(value) ?? WORDS.get(value.toLowerCase())) : undefined;

/** Whether the answer is right, where a score is a word for that: of a bare number nobody says from where on it is. */
const verdictOf = (value: unknown): boolean | undefined => {
  const grade = gradeOf(value);
  return grade === undefined ? booleanIn(value) : grade === 1;
};

/** A score as a number. */
const scoreOf = (value: unknown): number | undefined => {
  if (typeof value === "boolean") return Number(value);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return gradeOf(value) ?? numberIn(number);
};

/** The scores of a sample by their scorers. Logs of 2024 hold the score of a single scorer alone. */
const scoresIn = ({ scores, score }: JsonObject): JsonObject => objectIn(scores) ?? (objectIn(score) ? { score } : {});

/** One value a scorer, or one for each part of a score that has several. */
const valuesIn = (sample: JsonObject): { name: string; value: unknown; details: string | undefined }[] =>
  Object.entries(scoresIn(sample)).flatMap(([scorer, score]) => {
    const details = plainText(objectIn(score)?.["explanation"]);
    const value = objectIn(score)?.["value"];
    const parts = objectIn(value);
    if (parts === undefined) return [{ name: scorer, value, details }];
    return Object.entries(parts).map(([part, inner]) => ({ name: `${scorer}/${part}`, value: inner, details }));
  });

const gradedIn = (sample: JsonObject): StatedScore[] =>
  valuesIn(sample).flatMap(({ name, value, details }) => {
    const number = scoreOf(value);
    return number === undefined ? [] : [{ name, value: number, details }];
  });

/** The scores that are not a number, as they are. */
const ungradedIn = (sample: JsonObject): JsonObject | undefined =>
  withoutAbsent(
    Object.fromEntries(
      valuesIn(sample).flatMap(({ name, value }) => (scoreOf(value) === undefined ? [[name, value]] : [])),
    ),
  );

const invalidationOf = (sample: JsonObject): string | undefined => {
  const invalidation = objectIn(sample["invalidation"]);
  if (invalidation === undefined) return undefined;
  const [author, reason] = ["author", "reason"].map((name) => plainText(invalidation[name])?.slice(0, 1_000));
  return `Invalidated in the log${author ? ` by ${author}` : ""}: ${reason ?? "no reason given"}`;
};

/**
 * The tokens of the evaluated model; those of models that grade are not the agent's. Seconds become milliseconds. A log without its
 * messages does not tell how many tools were called, and what came from the cache was not measured.
 */
const telemetryOf = (sample: JsonObject, model: string | undefined): Draft["telemetry"] => {
  const messages = arrayIn(sample["messages"]);
  const calls = messages?.flatMap((message) => arrayIn(objectIn(message)?.["tool_calls"]) ?? []);
  const toolCalls = messages?.length ? calls?.length : undefined;
  if (isFromCache(sample)) return withoutAbsent({ toolCalls });
  const usage = objectIn(objectIn(sample["model_usage"])?.[model ?? ""]) ?? {};
  const seconds = measuredIn(sample["total_time"]);
  return withoutAbsent({
    toolCalls,
    ...countedTogether(tokensOf(usage)),
    costUsd: measuredIn(usage["total_cost"]),
    durationMs: seconds === undefined ? undefined : seconds * 1000,
  });
};

const isFromCache = (sample: JsonObject): boolean =>
  (arrayIn(sample["events"]) ?? []).some((event) => objectIn(event)?.["cache"] === "read");

/** Some providers count tokens from the cache among those read: then the total is the sum of input and output alone. */
const tokensOf = (usage: JsonObject) => {
  const [input, output, total] = ["input_tokens", "output_tokens", "total_tokens"].map((name) => countIn(usage[name]));
  const cacheRead = countIn(usage["input_tokens_cache_read"]);
  const isIncluded =
    input !== undefined && cacheRead !== undefined && total === input + (output ?? 0) && input >= cacheRead;
  return {
    tokensIn: isIncluded ? input - cacheRead : input,
    tokensOut: output,
    cacheReadTokens: cacheRead,
    cacheWriteTokens: countIn(usage["input_tokens_cache_write"]),
    reasoningTokens: countIn(usage["reasoning_tokens"]),
  };
};
