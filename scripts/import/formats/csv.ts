import { didYouMean } from "#contract/names/nearest.ts";
import { EXPORT_COLUMNS } from "#contract/runs/export.ts";
import { TelemetrySchema } from "#contract/runs/run.ts";
import { messageOf } from "../../command/thrown.ts";
import { withPoint } from "../reading/csv-rows.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, type JsonObject, momentIn, objectIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
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
  recognize: ({ content }) =>
    content.kind === "csv" && content.header.some((column) => column.toLowerCase() === "scenario"),
  runs: (file) => runsOf(file),
};

/** What a run counts as is derived: a column of the export, and of no payload. */
const IGNORED = new Set(["outcome"]);
const JSON_COLUMNS = new Set(["evaluations", "links", "metadata"]);
const BOOLEANS = new Set(["isSuccessful", "synthetic", "specialistEnabled"]);
const NUMBERS = new Set(["totalScore", "weightedScore", "successMetric", "trials", "passes", "scoreStandardError"]);
const TELEMETRY = new Set(Object.keys(TelemetrySchema.shape));
const TELEMETRY_TEXTS = new Set(["workspaceDir", "promptSent"]);
const COLUMNS = new Set<string>([...EXPORT_COLUMNS, ...TELEMETRY]);
const EVALUATION = /^evaluation:(.+)$/s;

/** Moments, which may also be a day, or lack an offset: then they are in UTC. */
const MOMENTS = new Set(["startedAt", "completedAt"]);

async function* runsOf({ content }: ForeignFile): AsyncGenerator<Draft> {
  if (content.kind !== "csv") return;
  const { header } = content;
  checkHeader(header);
  // Rows without a runId may be equal, as trials are: they are told apart by how often the row came before.
  const seen = new Map<string, number>();
  for await (const { line, cells, delimiter } of content.rows()) {
    const draft = runOfRow(header, cells, { line, delimiter });
    if (draft.runId !== "") {
      yield draft;
      continue;
    }
    const fingerprint = fingerprintOf(Object.fromEntries(header.map((column, index) => [column, cells[index]])));
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    yield { ...draft, runId: runIdOf("csv", fingerprint, count) };
  }
}

const checkHeader = (header: readonly string[]): void => {
  const named = header.filter((column) => column !== "");
  const unknown = named.find((column) => !COLUMNS.has(column) && !EVALUATION.test(column));
  if (unknown !== undefined) {
    throw new FormatError(
      `line 1: ${JSON.stringify(unknown)} is not a field of a run${didYouMean(unknown, [...COLUMNS])}`,
    );
  }
  const twice = named.find((column, index) => named.indexOf(column) !== index);
  if (twice !== undefined) throw new FormatError(`line 1: the column ${JSON.stringify(twice)} appears twice`);
};

interface Row {
  line: number;
  delimiter: string;
}

/** The run of a row; its runId is empty where the row states none. FormatError, with the line and the column, for a wrong value. */
const runOfRow = (header: readonly string[], cells: readonly string[], { line, delimiter }: Row): Draft => {
  const run: JsonObject = {};
  const telemetry: JsonObject = {};
  const evaluations: unknown[] = [];
  const numberOf = (text: string) => plainNumber(withPoint(text, delimiter));
  for (const [index, column] of header.entries()) {
    const cell = cells[index] ?? "";
    // The export puts an apostrophe before what a spreadsheet would take for a formula.
    const text = /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
    if (text.trim() === "" || IGNORED.has(column)) continue;
    const [, evaluatorName] = EVALUATION.exec(column) ?? [];
    try {
      if (column === "") throw new Error(`the header has no name for this column: ${text.slice(0, 60)}`);
      if (evaluatorName !== undefined) evaluations.push(evaluationOf(evaluatorName, text, numberOf));
      else if (TELEMETRY.has(column)) telemetry[column] = TELEMETRY_TEXTS.has(column) ? text : numberOf(text);
      else run[column] = NUMBERS.has(column) ? numberOf(text) : valueOfCell(column, text);
    } catch (error) {
      throw new FormatError(`line ${line}, ${column || `column ${index + 1}`}: ${messageOf(error)}`, {
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
  if (MOMENTS.has(column)) return momentOf(text);
  if (!JSON_COLUMNS.has(column)) return text;
  const value = parseJson(text);
  const fits = column === "metadata" ? objectIn(value) : arrayIn(value);
  if (fits === undefined)
    throw new Error(`must be a JSON ${column === "metadata" ? "object" : "array"}: ${text.slice(0, 60)}`);
  return fits;
};

const plainNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number)) {
    throw new Error(`must be a number such as 0.5 or 1200, without a unit: ${text.slice(0, 60)}`);
  }
  return number;
};

const booleanOf = (text: string): boolean => {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new Error(`must be true or false: ${text.slice(0, 60)}`);
};

const momentOf = (text: string): string => {
  const moment = momentIn(text);
  if (moment === undefined)
    throw new Error(`must be a day or a moment such as 2026-08-01T12:00:00Z: ${text.slice(0, 60)}`);
  return moment;
};

const evaluationOf = (evaluatorName: string, text: string, numberOf: (text: string) => number) => {
  const [score = "", maxScore = "1", ...more] = text.split("/");
  if (more.length > 0) throw new Error(`must be a score or score/maximum: ${text.slice(0, 60)}`);
  return { evaluatorName, score: numberOf(score), maxScore: numberOf(maxScore) };
};
