import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, booleanIn, type JsonObject, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";

/** Measures that are no share of anything: the lower they are, the better. */
const NO_SHARE = /perplexity|ppl|bits_per_byte|loss|likelihood_difference/;

/** What stands beside the metrics of a result. */
const NO_METRIC = new Set(["sample_len", "sample_count", "name", "alias"]);

interface Metrics {
  shares: [string, number][];
  others: JsonObject;
}

/**
 * The metrics of a result: those that are shares of 1, and the others as they are; `noShares` are known to be none. Standard errors
 * are neither.
 */
export const metricsOf = (
  result: JsonObject,
  higherIsBetter: JsonObject,
  noShares: ReadonlySet<string> = new Set(),
): Metrics => {
  const metrics: Metrics = { shares: [], others: {} };
  for (const [name, value] of Object.entries(result)) {
    const number = numberIn(value);
    const [metric = name] = name.split(",");
    if (number === undefined || NO_METRIC.has(metric) || metric.endsWith("_stderr")) continue;
    const isShare =
      Math.abs(number) <= 1 && !NO_SHARE.test(metric) && higherIsBetter[metric] !== false && !noShares.has(name);
    if (isShare) metrics.shares.push([name.replace(/,none$/, ""), number]);
    else metrics.others[name] = number;
  }
  return metrics;
};

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
    documents.set(id, { ...documents.get(id), ...scoresOfSample(sample) });
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
