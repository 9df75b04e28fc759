import { EXPORT_COLUMNS } from "#contract/runs/export.ts";
import { TelemetrySchema } from "#contract/runs/run.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, type JsonObject, objectIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { CsvRow } from "../reading/open-content.ts";
import { parseJson } from "../reading/parse-json.ts";
import type { Draft, Importer } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/**
 * CSV with a header of the fields of a run: a run a row. The columns are those of this project's own export, and evaluation:NAME for
 * an evaluator's score, as SCORE or SCORE/MAXIMUM.
 */
export const csv: Importer = {
  format: "csv",
  title: "CSV with a header of run fields",
  recognize: ({ content }) => content.kind === "csv" && content.header.includes("scenario"),
  runs: (file) => runsOf(file),
};

/** What a run counts as is derived: a column of the export, and of no payload. */
const IGNORED = new Set(["outcome"]);
const JSON_COLUMNS = new Set(["evaluations", "metadata"]);
const BOOLEANS = new Set(["isSuccessful", "synthetic", "specialistEnabled"]);
const NUMBERS = new Set(["totalScore", "weightedScore", "successMetric"]);
const TELEMETRY = new Set(Object.keys(TelemetrySchema.shape));
const TELEMETRY_TEXTS = new Set(["workspaceDir", "promptSent"]);
const COLUMNS = new Set<string>([...EXPORT_COLUMNS, ...TELEMETRY]);
const EVALUATION = /^evaluation:(.+)$/s;

async function* runsOf({ content }: ForeignFile): AsyncGenerator<Draft> {
  if (content.kind !== "csv") return;
  const unknown = content.header.find((column) => !COLUMNS.has(column) && !EVALUATION.test(column));
  if (unknown !== undefined) throw new FormatError(`line 1: ${JSON.stringify(unknown)} is no field of a run`);
  // Rows without a runId may be equal, as trials are: they are told apart by how often the row came before.
  const seen = new Map<string, number>();
  for await (const row of content.rows()) {
    const draft = runOfCsvRow(row);
    if (draft.runId !== "") {
      yield draft;
      continue;
    }
    const fingerprint = fingerprintOf(row.record);
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    yield { ...draft, runId: runIdOf("csv", fingerprint, count) };
  }
}

/** The run of a row; its runId is empty where the row states none. FormatError, with the line and the column, for a wrong value. */
export const runOfCsvRow = ({ line, record }: CsvRow): Draft => {
  const run: JsonObject = {};
  const telemetry: JsonObject = {};
  const evaluations: unknown[] = [];
  for (const [column, cell] of Object.entries(record)) {
    // The export puts an apostrophe before what a spreadsheet would take for a formula.
    const text = /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
    if (text.trim() === "" || IGNORED.has(column)) continue;
    const [, evaluatorName] = EVALUATION.exec(column) ?? [];
    try {
      if (evaluatorName !== undefined) evaluations.push(evaluationOf(evaluatorName, text));
      else if (TELEMETRY.has(column)) telemetry[column] = TELEMETRY_TEXTS.has(column) ? text : numberOf(text);
      else run[column] = valueOfCell(column, text);
    } catch (error) {
      throw new FormatError(`line ${line}, ${column}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  const listed = arrayIn(run["evaluations"]) ?? [];
  return {
    status: "completed",
    ...run,
    runId: String(run["runId"] ?? ""),
    ...(evaluations.length + listed.length > 0 ? { evaluations: [...listed, ...evaluations] as never } : {}),
    ...(Object.keys(telemetry).length > 0 ? { telemetry } : {}),
    otherwise: { tier: "default" },
  };
};

const valueOfCell = (column: string, text: string): unknown => {
  if (BOOLEANS.has(column)) return booleanOf(text);
  if (NUMBERS.has(column)) return numberOf(text);
  if (!JSON_COLUMNS.has(column)) return text;
  const value = parseJson(text);
  const fits = column === "metadata" ? objectIn(value) : arrayIn(value);
  if (fits === undefined)
    throw new Error(`must be a JSON ${column === "metadata" ? "object" : "array"}: ${text.slice(0, 60)}`);
  return fits;
};

const numberOf = (text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number)) throw new Error(`must be a number: ${text}`);
  return number;
};

const booleanOf = (text: string): boolean => {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new Error(`must be true or false: ${text}`);
};

const evaluationOf = (evaluatorName: string, text: string) => {
  const [score = "", maxScore = "1", ...more] = text.split("/");
  if (more.length > 0) throw new Error(`must be a score or score/maximum: ${text}`);
  return { evaluatorName, score: numberOf(score), maxScore: numberOf(maxScore) };
};
