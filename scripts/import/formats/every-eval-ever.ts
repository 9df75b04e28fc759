import type { ForeignFile } from "../reading/foreign-file.ts";
import { countIn, type JsonObject, objectIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Content } from "../reading/open-content.ts";
import { readRecord, runsOfRecord, statementOfRecord } from "./every-eval-ever-record.ts";
import { readSamples, runsOfSamples, type Samples } from "./every-eval-ever-samples.ts";
import type { Draft, Importer, Statement } from "./importer.ts";

/**
 * Records of Every Eval Ever: the aggregate ones in JSON, and those of single samples in JSONL beside them. Results whose samples are
 * there become a run a sample; others a run of all samples together.
 */
export const everyEvalEver: Importer = {
  format: "every-eval-ever",
  title: "Every Eval Ever records",
  recognize: ({ content }) => {
    if (content.kind === "json") return isRecord(content.value, ["model_info", "evaluation_results"]);
    return content.kind === "ndjson" && isRecord(content.first, ["sample_id", "evaluation"]);
  },
  runs: (file, states) => runsOf(file, states),
  goesWith: /_samples\.jsonl(\.\w+)?$/i,
};

const isRecord = (value: unknown, fields: readonly string[]): boolean => {
  const record = objectIn(value) ?? {};
  return ["schema_version", "evaluation_id", ...fields].every((field) => field in record);
};

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  const { content } = file;
  if (content.kind === "ndjson") {
    const record = await openRecord(file);
    yield* runsOfSamples(await readAll(content), record && readRecord(record));
  }
  if (content.kind !== "json") return;
  const document = objectIn(content.value) ?? {};
  const record = readRecord(document);
  const samples = await openSamples(file);
  const read = samples && (await readAll(samples));
  if (read !== undefined) {
    stateRows(document, read, states);
    yield* runsOfSamples(read, record);
  }
  const sampledKeys = read?.resultKeys ?? new Set();
  const statement = statementOfRecord(record, sampledKeys);
  if (statement.runs > 0) states(statement);
  yield* runsOfRecord(record, sampledKeys);
}

/** A record is NAME.json, and its samples are NAME_samples.jsonl. */
const openSamples = async (file: ForeignFile): Promise<Content | undefined> => {
  const name = file.name.replace(/\.json$/i, "");
  const beside = (await file.namesBeside()).find(
    (other) => other.replace(/\.(gz|zst)$/, "") === `${name}_samples.jsonl`,
  );
  return beside === undefined ? undefined : await file.openBeside(beside);
};

const openRecord = async (file: ForeignFile): Promise<JsonObject | undefined> => {
  const content = await file.openBeside(file.name.replace(/_samples\.jsonl$/i, ".json"));
  return content?.kind === "json" && isRecord(content.value, ["model_info", "evaluation_results"])
    ? objectIn(content.value)
    : undefined;
};

const readAll = async (content: Content): Promise<Samples> => {
  if (content.kind !== "ndjson") throw new FormatError("samples must be JSON, one a line");
  return await readSamples(content.lines());
};

const stateRows = (record: JsonObject, read: Samples, states: (statement: Statement) => void): void => {
  const rows = countIn(objectIn(record["detailed_evaluation_results"])?.["total_rows"]);
  const missing = Math.max(0, (rows ?? 0) - read.rows);
  states({
    runs: read.attempts.size + missing,
    what: "samples",
    because: missing > 0 ? `its samples have ${read.rows} of ${rows} rows` : undefined,
  });
};
