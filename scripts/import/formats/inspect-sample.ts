import {
  amountIn,
  arrayIn,
  booleanIn,
  countIn,
  type JsonObject,
  numberIn,
  objectIn,
  plainText,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import type { Draft } from "./importer.ts";

/** The grades that scorers give as letters: correct, incorrect, partial, no answer. */
export const GRADES: Record<string, number> = { C: 1, I: 0, P: 0.5, N: 0 };

/** The scores of a sample by their scorers. Logs of 2024 hold the score of a single scorer alone. */
export const scoresIn = ({ scores, score }: JsonObject): JsonObject =>
  objectIn(scores) ?? (objectIn(score) ? { score } : {});

export type Evaluations = NonNullable<Draft["evaluations"]>;

/** A score as a number between 0 and 1; undefined for another scale, which a log does not state. */
const shareOf = (value: unknown): number | undefined => {
  if (typeof value === "string") return Object.hasOwn(GRADES, value) ? GRADES[value] : undefined;
  const number = booleanIn(value) === undefined ? numberIn(value) : Number(value);
  return number !== undefined && number >= 0 && number <= 1 ? number : undefined;
};

/** One evaluation a scorer, or one for each part of a score that has several. */
export const evaluationsOf = (scores: JsonObject): Evaluations =>
  Object.entries(scores).flatMap(([scorer, score]) => {
    const details = plainText(objectIn(score)?.["explanation"]);
    const value = objectIn(score)?.["value"];
    const parts = objectIn(value);
    const named: [string, unknown][] = parts
      ? Object.entries(parts).map(([part, inner]) => [`${scorer}/${part}`, inner])
      : [[scorer, value]];
    return named.flatMap(([evaluatorName, inner]) => {
      const share = shareOf(inner);
      return share === undefined ? [] : [{ evaluatorName, score: share, maxScore: 1, details }];
    });
  });

/** The scores that are not on the scale from 0 to 1, as they are. */
export const otherScores = (sample: JsonObject, evaluations: Evaluations): JsonObject | undefined => {
  const known = new Set(evaluations.map(({ evaluatorName }) => evaluatorName.split("/")[0]));
  const others = Object.entries(objectIn(sample["scores"]) ?? {}).filter(
    ([scorer]) => !known.has(scorer.split("/")[0]),
  );
  return withoutAbsent(Object.fromEntries(others.map(([scorer, score]) => [scorer, objectIn(score)?.["value"]])));
};

/** The tokens of the evaluated model; those of models that grade are not the agent's. Seconds become milliseconds. */
export const telemetryOf = (sample: JsonObject, model: string | undefined): Draft["telemetry"] => {
  const usages = objectIn(sample["model_usage"]) ?? {};
  const usage = objectIn(usages[model ?? ""]) ?? {};
  const seconds = amountIn(sample["total_time"]);
  const calls = arrayIn(sample["messages"])?.flatMap((message) => arrayIn(objectIn(message)?.["tool_calls"]) ?? []);
  return withoutAbsent({
    toolCalls: calls?.length,
    ...tokensOf(usage),
    durationMs: seconds === undefined ? undefined : seconds * 1000,
  });
};

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
