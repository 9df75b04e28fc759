import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { FormatError } from "./format-error.ts";
import { readBytes, type Source } from "./read-file.ts";

/** A row of a CSV file: its cells in the order of the header's columns, and its line in the file. */
export interface CsvRow {
  line: number;
  cells: readonly string[];
  /** What stands between the cells: with a semicolon the decimals have commas. */
  delimiter: string;
}

const DELIMITERS = [",", ";", "\t"];

/** Opens a CSV file: blanks around its values are not part of them. FormatError where a row has more or fewer values than the header. */
export const openCsv = async (
  source: Source,
  signal: AbortSignal,
): Promise<{ header: readonly string[]; rows: () => AsyncGenerator<CsvRow> }> => {
  const delimiter = delimiterOf(await firstLine(source, signal));
  const records = () => recordsOf(source, delimiter, signal);
  let header: readonly string[] = [];
  for await (const { cells } of records()) {
    header = cells;
    break;
  }
  const rows = async function* (): AsyncGenerator<CsvRow> {
    let isHeader = true;
    for await (const { line, cells } of records()) {
      if (!isHeader && cells.length !== header.length) {
        throw new FormatError(`line ${line} has ${cells.length} values, and the header has ${header.length} columns`);
      }
      if (!isHeader) yield { line, cells, delimiter };
      isHeader = false;
    }
  };
  return { header, rows };
};

async function* recordsOf(
  source: Source,
  delimiter: string,
  signal: AbortSignal,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const bytes = Readable.from(readBytes(source, () => undefined, signal));
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RUN_BYTES,
  });
  bytes.on("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info } of bytes.pipe(parser)) yield { line: info.lines, cells: record };
  } catch (error) {
    throw new FormatError(`it is not valid CSV: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** The delimiter that the first line has most of, outside of quotes; a comma where it has none. */
const delimiterOf = (line: string): string => {
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
};

const firstLine = async (source: Source, signal: AbortSignal): Promise<string> => {
  for await (const part of readBytes(source, () => undefined, signal)) {
    return part.toString("utf8").split("\n", 1)[0] ?? "";
  }
  return "";
};
