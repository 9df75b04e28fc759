import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, booleanIn, type JsonObject, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";

/** Measures of which less is better. */
const LESS_IS_BETTER =
  /perplexity|ppl|bits_per_byte|loss|likelihood_difference|^(mae|mse|rmse|wer|cer|ter|brier_score)$/;

/** What stands beside the metrics of a result. */
const NO_METRIC = new Set(["sample_len", "sample_count", "name", "alias"]);

/** A metric of a result: its name with its filter, and whether more of it is better. */
export interface Metric {
  name: string;
  value: number;
  isMoreBetter: boolean;
}

/** The metrics of a result, in its order. Standard errors are none. */
export const metricsOf = (result: JsonObject, higherIsBetter: JsonObject): Metric[] =>
  Object.entries(result).flatMap(([name, value]) => {
    const number = numberIn(value);
    const [metric = name] = name.split(",");
    if (number === undefined || NO_METRIC.has(metric) || metric.endsWith("_stderr")) return [];
    const isMoreBetter = !LESS_IS_BETTER.test(metric) && higherIsBetter[metric] !== false;
    return [{ name: name.replace(/,none$/, ""), value: number, isMoreBetter }];
  });

/** The metrics that take other values than shares of 1 in some of these results. */
export const ownScales = (results: Iterable<readonly Metric[]>): Set<string> =>
  new Set(
    [...results].flatMap((metrics) => metrics.flatMap(({ name, value }) => (value < 0 || value > 1 ? [name] : []))),
  );

/** The scores of each document by its number: a line is of one document and one filter. FormatError for a broken line. */
export const scoresOfSamples = async (file: ForeignFile, name: string): Promise<Map<string, JsonObject>> => {
  const content = await file.openBeside(name);
  const documents = new Map<string, JsonObject>();
  if (content?.kind !== "ndjson") return documents;
  for await (const line of content.lines()) {
    if ("problem" in line) throw new FormatError(`${name}, line ${line.line}: ${line.problem}`);
    const sample = objectIn(line.value) ?? {};
    const id = textIn(sample["doc_id"]);
    if (id === undefined) throw new FormatError(`${name}, line ${line.line} has no doc_id`);
    const [before = {}, scores] = [documents.get(id), scoresOfSample(sample)];
    const other = Object.keys(scores).find((metric) => metric in before && before[metric] !== scores[metric]);
    if (other !== undefined) {
      throw new FormatError(`${name}, line ${line.line}: doc_id ${id} has a different ${other} on an earlier line`);
    }
    documents.set(id, { ...before, ...scores });
  }
  return documents;
};

/** What a sample is besides its scores. */
const NO_SCORE = new Set([
  "doc_id",
  "doc",
  "target",
  "arguments",
  "resps",
  "filtered_resps",
  "filter",
  "metrics",
  "doc_hash",
  "prompt_hash",
  "target_hash",
]);

const scoresOfSample = (sample: JsonObject): JsonObject => {
  const filter = textIn(sample["filter"]) ?? "none";
  const metrics = arrayIn(sample["metrics"])?.map(String) ?? Object.keys(sample).filter((key) => !NO_SCORE.has(key));
  return Object.fromEntries(
    metrics.map((metric) => [
      `${metric},${filter}`,
      booleanIn(sample[metric]) === undefined ? sample[metric] : Number(sample[metric]),
    ]),
  );
};
