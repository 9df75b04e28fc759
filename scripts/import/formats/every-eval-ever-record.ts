import { groupBy } from "../group-by.ts";
import {
  arrayIn,
  epochIn,
  type JsonObject,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  scoreIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Statement } from "./importer.ts";
import { linksOf } from "./links.ts";
import { withoutOverall } from "./overall.ts";
import { fingerprintOf, numbered, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** Versions with the fields that are read here. */
const VERSION = /^(instance_level_eval_)?0\.[123]\.\d+$/;

/** FormatError for a version that is not known here. */
export const checkVersion = ({ schema_version: version }: JsonObject): void => {
  if (VERSION.test(textIn(version) ?? "")) return;
  throw new FormatError(
    `schema_version must be 0.1, 0.2 or 0.3 in an Every Eval Ever record: ${JSON.stringify(version)}`,
  );
};

/** A result of a record: one metric over all samples of an evaluation. */
export interface RecordResult {
  /** What tells it from the others of its record, whatever order they stand in. */
  key: string;
  id: string | undefined;
  name: string | undefined;
  suite: string | undefined;
  score: number | undefined;
  /** Whether it says itself that there is no score. */
  isUnknown: boolean;
  metric: JsonObject;
  /** The ends of its scale, where both are stated. */
  scale: { least: number; most: number } | undefined;
  isHigherBetter: boolean;
  uncertainty: JsonObject | undefined;
  links: Draft["links"];
  variant: string | undefined;
  startedAt: string | undefined;
}

/** What the runs of a record share. */
export interface EvaluationRecord {
  id: string;
  model: string | undefined;
  agent: string | undefined;
  retrievedAt: string | undefined;
  source: JsonObject;
  results: RecordResult[];
}

export const RETRIEVED = "when the record was made: when the evaluation ran is not stated";

/** A moment as the records write it: a count since 1970, or ISO 8601. */
const recordedMoment = (value: unknown): string | undefined => epochIn(value) ?? momentIn(value);

/** Reads an aggregate record. FormatError for another version, or a result that is none. */
export const readRecord = (record: JsonObject): EvaluationRecord => {
  checkVersion(record);
  const source = objectIn(record["source_metadata"]) ?? {};
  return {
    id: textIn(record["evaluation_id"]) ?? "",
    model: nameIn(objectIn(record["model_info"])?.["id"]),
    agent: nameIn(objectIn(record["eval_library"])?.["name"]),
    retrievedAt: recordedMoment(record["retrieved_timestamp"]),
    source,
    results: readResults(record),
  };
};

const readResults = (record: JsonObject): RecordResult[] => {
  const results = (arrayIn(record["evaluation_results"]) ?? []).map((value, index) => {
    const result = objectIn(value);
    if (result === undefined) throw new FormatError(`evaluation_results[${index}] is not a result`);
    return result;
  });
  return numbered(results, { keyOf: keyOfResult, contentOf: (result) => result }).map(({ item, number }) => ({
    ...readResult(item, record),
    key: number === 1 ? keyOfResult(item) : `${keyOfResult(item)} ${number}`,
    startedAt: recordedMoment(item["evaluation_timestamp"]) ?? recordedMoment(record["evaluation_timestamp"]),
  }));
};

/** Its id, else what was measured of what. */
const keyOfResult = (result: JsonObject): string =>
  textIn(result["evaluation_result_id"]) ??
  fingerprintOf(
    ["evaluation_name", "source_data", "metric_config", "generation_config"].map((field) => result[field]),
  ).slice(0, 12);

const readResult = (result: JsonObject, record: JsonObject): Omit<RecordResult, "key" | "startedAt"> => {
  const source = objectIn(record["source_metadata"]) ?? {};
  const metric = objectIn(result["metric_config"]) ?? {};
  const details = objectIn(result["score_details"]) ?? {};
  const score = scoreIn(details["score"], `the score of ${textIn(result["evaluation_name"]) ?? "a result"}`);
  const isUnknown = metric["has_unknown_level"] === true && score === -1;
  return {
    id: textIn(result["evaluation_result_id"]),
    name: nameIn(result["evaluation_name"]),
    // Version 0.1 states the data set once for all results.
    suite:
      nameIn(objectIn(result["source_data"])?.["dataset_name"]) ??
      nameIn(objectIn(record["source_data"])?.["dataset_name"]) ??
      nameIn(source["source_name"]),
    score: isUnknown ? undefined : score,
    isUnknown,
    metric,
    scale: scaleOf(metric),
    isHigherBetter: metric["lower_is_better"] !== true,
    uncertainty: objectIn(details["uncertainty"]) ?? objectIn(details["details"]),
    links: linksOf(["task", arrayIn(objectIn(result["source_data"])?.["url"])?.[0]]),
    variant: variantOf([], { ...settingsOfModel(record), ...settingsOf(result) }),
  };
};

/** How a model is quantized makes another entry of it; the common precisions do not. */
const settingsOfModel = (record: JsonObject): JsonObject => {
  const details = objectIn(objectIn(record["model_info"])?.["additional_details"]) ?? {};
  return Object.fromEntries(
    Object.entries(details).filter(
      ([name, value]) =>
        /effort|thinking|quantiz/i.test(name) ||
        (/precision|dtype/i.test(name) && !/^(torch\.)?(b?float16|b?fp?16|auto|none|unknown)$/i.test(String(value))),
    ),
  );
};

/** The scale of a metric, where it states both ends of it: a binary one has those of a share. */
const scaleOf = (metric: JsonObject): RecordResult["scale"] => {
  if (metric["score_type"] === "binary") return { least: 0, most: 1 };
  const [least, most] = [numberIn(metric["min_score"]), numberIn(metric["max_score"])];
  return least === undefined || most === undefined || most <= least ? undefined : { least, most };
};

/** What was set of the model; what the evaluation itself consists of is the same for all. */
const settingsOf = (result: JsonObject): JsonObject => {
  const args = objectIn(objectIn(result["generation_config"])?.["generation_args"]) ?? {};
  const names = ["temperature", "top_p", "top_k", "max_tokens", "reasoning", "max_attempts"];
  const additional = objectIn(objectIn(result["generation_config"])?.["additional_details"]) ?? {};
  return {
    ...Object.fromEntries(names.map((name) => [name, args[name]])),
    ...Object.fromEntries(
      Object.entries(additional).filter(([name]) => /effort|reasoning|quantiz|thinking/i.test(name)),
    ),
  };
};

/** The results of a record that become runs of their own: those without samples, and none of all the others together. */
const resultsAlone = ({ results }: EvaluationRecord, sampledKeys: ReadonlySet<string>): RecordResult[] => {
  const isSampled = ({ id, name }: RecordResult) => [id, name].some((key) => key !== undefined && sampledKeys.has(key));
  return [...groupBy(results, ({ suite }) => suite)]
    .flatMap(([suite, ofSuite]) => withoutOverall(ofSuite, ({ name }) => name, suite))
    .filter((result) => !isSampled(result));
};

/** Why a result has no score that could count; undefined where it has one, or says itself that it is unknown. */
const missingScore = ({ name, score, scale, isUnknown }: RecordResult): string | undefined => {
  if (score === undefined) return isUnknown ? undefined : `${name} has no score`;
  if (scale === undefined || (score >= scale.least && score <= scale.most)) return undefined;
  return `${name} has ${score} as its score, on a scale from ${scale.least} to ${scale.most}`;
};

/** What a record states of its results without samples: one without a score that could count is missing. */
export const statementOfRecord = (record: EvaluationRecord, sampledKeys: ReadonlySet<string>): Statement => {
  const results = resultsAlone(record, sampledKeys);
  const because = results.map(missingScore).find((reason) => reason !== undefined);
  return { runs: results.length, what: "results", because };
};

/**
 * The runs of a record, one for each result that has no samples. Scores stay on the record's own scale, as those of its samples do;
 * where a record has several scales they are shares of each, since their mean would be nothing.
 */
export function* runsOfRecord(record: EvaluationRecord, sampledKeys: ReadonlySet<string>): Generator<Draft> {
  const scales = new Set(record.results.map(({ scale }) => JSON.stringify(scale)));
  for (const result of resultsAlone(record, sampledKeys)) {
    if (missingScore(result) !== undefined) continue;
    yield {
      runId: runIdOf("every-eval-ever", record.id, result.key),
      scenario: result.name,
      ...sharedFields(record, result),
      ...scoreOf(result, scales.size > 1),
      metadata: withoutAbsent({
        ...sharedMetadata(record, result),
        score: result.score,
        metric: result.metric,
        uncertainty: result.uncertainty,
      }),
      otherwise: { ...otherwise(record), suite: result.suite },
    };
  }
}

/** Collaborations and others are neither. */
const RELATIONSHIPS: Readonly<Record<string, Draft["relationship"]>> = {
  first_party: "first-party",
  third_party: "third-party",
};

/** What runs of a record have in common, whether they are of all samples or of one. */
export const sharedFields = (record: EvaluationRecord, result: RecordResult | undefined): Omit<Draft, "runId"> => ({
  batchId: nameIn(record.id),
  relationship: RELATIONSHIPS[textIn(record.source["evaluator_relationship"]) ?? ""],
  links: result?.links,
  model: record.model,
  variant: result?.variant,
  status: "completed",
  startedAt: result?.startedAt,
});

export const sharedMetadata = ({ source }: EvaluationRecord, result: RecordResult | undefined): JsonObject => ({
  format: "every-eval-ever",
  source: source["source_name"] ?? source["source_organization_name"],
  relationship: source["evaluator_relationship"],
  startedAtSource: result?.startedAt === undefined ? RETRIEVED : undefined,
});

export const otherwise = (record: EvaluationRecord): NonNullable<Draft["otherwise"]> => ({
  tier: "default",
  agent: record.agent,
  startedAt: record.retrievedAt,
});

/** The score and its evaluation, of a result where more is better. */
const scoreOf = (
  result: RecordResult,
  asShare: boolean,
): Pick<Draft, "totalScore" | "scoreStandardError" | "evaluations"> => {
  const { score, scale, name, isHigherBetter } = result;
  if (score === undefined || !isHigherBetter) return { evaluations: [] };
  const error = numberIn(objectIn(result.uncertainty?.["standard_error"])?.["value"]);
  const scoreStandardError = error !== undefined && error >= 0 ? error : undefined;
  if (scale === undefined)
    return asShare ? { evaluations: [] } : { totalScore: score, scoreStandardError, evaluations: [] };
  const { least, most } = scale;
  const evaluation = { score: score - least, maxScore: most - least };
  return {
    totalScore: asShare ? evaluation.score / evaluation.maxScore : score,
    scoreStandardError:
      asShare && scoreStandardError !== undefined ? scoreStandardError / evaluation.maxScore : scoreStandardError,
    evaluations: name === undefined ? [] : [{ evaluatorName: name, ...evaluation }],
  };
};
