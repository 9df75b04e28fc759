import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { formatCounted } from "#words/numbers.ts";
import { decodeAs, utf16Of } from "./decode-text.ts";
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

/** Excel's first line that names the delimiter: sep=; */
const NAMED_DELIMITER = /^"?sep=(.)"?\r?$/i;

/** A number's text with a point before its decimals: where a semicolon stands between cells, a comma stands there. */
export const withPoint = (text: string, delimiter: string): string =>
  delimiter === ";" ? text.replace(",", ".") : text;

/** Opens a CSV file: blanks around its values are not part of them. FormatError where a row has more or fewer values than the header. */
export const openCsv = async (
  source: Source,
  signal: AbortSignal,
): Promise<{ header: readonly string[]; rows: () => AsyncGenerator<CsvRow> }> => {
  const first = await firstLine(source, signal);
  const [, named] = NAMED_DELIMITER.exec(first) ?? [];
  const delimiter = named ?? delimiterOf(first);
  const records = () => recordsOf(source, { delimiter, fromLine: named === undefined ? 1 : 2 }, signal);
  let header: readonly string[] = [];
  for await (const { cells } of records()) {
    header = cells;
    break;
  }
  const rows = async function* (): AsyncGenerator<CsvRow> {
    let isHeader = true;
    for await (const { line, cells } of records()) {
      if (!isHeader && cells.length !== header.length) {
        throw new FormatError(
          `line ${line} has ${formatCounted(cells.length, "value")}, and the header has ${formatCounted(header.length, "column")}`,
        );
      }
      if (!isHeader) yield { line, cells, delimiter };
      isHeader = false;
    }
  };
  return { header, rows };
};

async function* recordsOf(
  source: Source,
  { delimiter, fromLine }: { delimiter: string; fromLine: number },
  signal: AbortSignal,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const text = Readable.from(textParts(source, signal));
  const parser = parse({
    delimiter,
    from_line: fromLine,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RUN_BYTES,
  });
  text.on("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info } of text.pipe(parser)) yield { line: info.lines, cells: record };
  } catch (error) {
    if (error instanceof FormatError) throw error;
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
  for await (const part of textParts(source, signal)) return part.split("\n", 1)[0] ?? "";
  return "";
};

/** The text of a file, without a byte order mark: in UTF-16 where such a mark says so, as Excel writes it, else in UTF-8. FormatError. */
async function* textParts(source: Source, signal: AbortSignal): AsyncGenerator<string> {
  let decoder = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  for await (const part of readBytes(source, () => undefined, signal)) {
    const utf16 = isFirst ? utf16Of(part) : undefined;
    if (utf16 !== undefined) decoder = new TextDecoder(utf16, { fatal: true });
    isFirst = false;
    yield decodeAs(decoder.encoding, () => decoder.decode(part, { stream: true }));
  }
  yield decodeAs(decoder.encoding, () => decoder.decode());
}
