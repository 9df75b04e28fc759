import { groupBy } from "../group-by.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  type JsonObject,
  momentIn,
  nameIn,
  numericIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, StatedScore } from "./importer.ts";
import { linksOf } from "./links.ts";
import { withoutOverall } from "./overall.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** Results that Hugging Face keeps with a model, .eval_results/*.yaml: a run for each published mean, and nothing more is known of it. */
export const hfEvalResults: Importer = {
  format: "hf-eval-results",
  title: "Hugging Face evaluation results",
  recognize: ({ content }) => {
    if (content.kind !== "yaml" && content.kind !== "json") return false;
    const first = objectIn(arrayIn(content.value)?.[0]);
    const hasValue = first !== undefined && ("value" in first || arrayIn(first["metrics"]) !== undefined);
    return isBenchmark(content.value) || (objectIn(first?.["dataset"]) !== undefined && hasValue);
  },
  runs: (file) => runsOf(file),
};

/** eval.yaml, by which a data set calls itself a benchmark. */
const isBenchmark = (value: unknown): boolean => {
  const benchmark = objectIn(value) ?? {};
  return "evaluation_framework" in benchmark && arrayIn(benchmark["tasks"]) !== undefined;
};

function* runsOf({ content, folders }: ForeignFile): Generator<Draft> {
  if (content.kind !== "yaml" && content.kind !== "json") return;
  if (isBenchmark(content.value)) throw new FormatError("it describes a benchmark and holds no results");
  const model = modelOf(folders);
  const results = (arrayIn(content.value) ?? []).map((value, index) => {
    const result = objectIn(value);
    if (result === undefined) throw new FormatError(`result ${index + 1} is not a result`);
    return runOfResult(result, model, index + 1);
  });
  for (const ofDataset of groupBy(results, ({ suite }) => suite).values()) {
    yield* withoutOverall(ofDataset, ({ scenario }) => scenario);
  }
}

/** The folder above is the model's: by its name, or models--LAB--NAME/snapshots/COMMIT where it was downloaded. */
const modelOf = ([own, parent, ...above]: readonly string[]): string | undefined => {
  if (own !== ".eval_results") return undefined;
  const cached = above.find((name) => name.startsWith("models--"));
  return nameIn(cached?.replace(/^models--/, "").replaceAll("--", "/") ?? parent);
};

/** The values of a result that states several, by their metrics; of more than one none is the score. */
const metricsIn = (result: JsonObject): StatedScore[] =>
  (arrayIn(result["metrics"]) ?? []).flatMap((metric) => {
    const { metric_id: id, value: stated } = objectIn(metric) ?? {};
    const [name, value] = [nameIn(id), numericIn(stated)];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });

const runOfResult = (result: JsonObject, model: string | undefined, number: number): Draft => {
  const dataset = objectIn(result["dataset"]) ?? {};
  const [id, task] = [nameIn(dataset["id"]), nameIn(dataset["task_id"])];
  const metrics = metricsIn(result);
  const value = numericIn(result["value"]) ?? (metrics.length === 1 ? metrics[0]?.value : undefined);
  if (id === undefined || task === undefined || (value === undefined && metrics.length === 0)) {
    throw new FormatError(`result ${number} must have dataset.id, dataset.task_id and a number as its value`);
  }
  const source = objectIn(result["source"]);
  return {
    runId: runIdOf("hf-eval-results", model ?? "", fingerprintOf(result)),
    suite: id,
    suiteVersion: nameIn(dataset["revision"]),
    scenario: task,
    variant: variantOf([nameIn(result["notes"], 200)]),
    status: "completed",
    startedAt: momentIn(result["date"]),
    totalScore: value,
    scores: metrics.length > 0 ? metrics : undefined,
    links: linksOf(["log", source?.["url"]]),
    metadata: withoutAbsent({
      format: "hf-eval-results",
      isVerified: textIn(result["verifyToken"]) !== undefined || undefined,
      source: plainText(source?.["name"]),
      sourceUser: plainText(source?.["user"]),
    }),
    otherwise: { tier: "default", model, agent: nameIn(result["evaluation_framework"]) ?? "model-card" },
  };
};
