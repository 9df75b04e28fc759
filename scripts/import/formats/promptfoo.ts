import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  textIn,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { isOutputColumn, runsOfTable } from "./promptfoo-csv.ts";
import { type PromptfooEvaluation, runOfResult } from "./promptfoo-result.ts";
import { PromptfooTests } from "./promptfoo-tests.ts";
import { fingerprintOf, fingerprintOfAll } from "./run-id.ts";

const VERSIONS = new Set<unknown>([3, 4]);

/** Results that promptfoo exports as JSON, YAML, JSONL or CSV: a run for each result, which is a prompt and a provider at a test. */
export const promptfoo: Importer = {
  format: "promptfoo",
  title: "promptfoo results",
  recognize: ({ content }) => {
    if (content.kind === "csv") return content.header.some(isOutputColumn);
    if (content.kind === "ndjson") return isResult(content.first);
    const results = objectIn(documentIn(content)["results"]);
    return numberIn(results?.["version"]) !== undefined && arrayIn(results?.["results"]) !== undefined;
  },
  runs: (file, states) => runsOf(file, states),
};

const isResult = (value: unknown): boolean => {
  const result = objectIn(value) ?? {};
  return ["testIdx", "promptIdx", "success"].every((field) => field in result);
};

const documentIn = (content: ForeignFile["content"]): JsonObject =>
  content.kind === "json" || content.kind === "yaml" ? (objectIn(content.value) ?? {}) : {};

async function* runsOf({ content }: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (content.kind === "csv") return yield* runsOfTable(content);
  const document = documentIn(content);
  const summary = objectIn(document["results"]) ?? {};
  const evaluation = content.kind === "ndjson" ? {} : evaluationOf(document, summary);
  if (content.kind !== "ndjson") stateResults(summary, states);
  const results = () => (content.kind === "ndjson" ? resultLines(content) : resultsOfDocument(summary));
  const tests = new PromptfooTests();
  for await (const result of results()) tests.note(result);
  for await (const result of results()) yield runOfResult(result, evaluation, tests);
}

const evaluationOf = (document: JsonObject, summary: JsonObject): PromptfooEvaluation => {
  const { version } = summary;
  if (!VERSIONS.has(version)) {
    throw new FormatError(`results.version must be 3 or 4 in promptfoo results: ${JSON.stringify(version)}`);
  }
  const config = objectIn(document["config"]);
  return {
    id: textIn(document["evalId"]) ?? fingerprintOfSummary(summary),
    startedAt: momentIn(summary["timestamp"]),
    description: nameIn(config?.["description"]),
    providers: arrayIn(config?.["providers"]),
  };
};

const fingerprintOfSummary = ({ results, ...around }: JsonObject): string =>
  fingerprintOf([around, fingerprintOfAll(arrayIn(results) ?? [])]);

const stateResults = (summary: JsonObject, states: (statement: Statement) => void): void => {
  const stats = objectIn(summary["stats"]) ?? {};
  const counts = ["successes", "failures", "errors"].map((name) => countIn(stats[name]));
  if (counts.every((count) => count === undefined)) return;
  states({ runs: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0), what: "results" });
};

function* resultsOfDocument(summary: JsonObject): Generator<JsonObject> {
  for (const [index, value] of (arrayIn(summary["results"]) ?? []).entries()) {
    const result = objectIn(value);
    if (result === undefined) throw new FormatError(`results.results[${index}] is not a result`);
    yield result;
  }
}

async function* resultLines(content: ForeignFile["content"]): AsyncGenerator<JsonObject> {
  if (content.kind !== "ndjson") return;
  for await (const line of content.lines()) {
    if ("problem" in line) throw new FormatError(`line ${line.line}: ${line.problem}`);
    if (!isResult(line.value)) throw new FormatError(`line ${line.line} is not a result`);
    yield objectIn(line.value) ?? {};
  }
}
