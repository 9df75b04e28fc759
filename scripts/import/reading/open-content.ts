import { constants } from "node:buffer";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parse as parseCsv } from "csv-parse";
import { parseDocument } from "yaml";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { FormatError } from "./format-error.ts";
import { parseJson } from "./parse-json.ts";
import { readBytes, type Source } from "./read-file.ts";
import { readLines } from "./read-lines.ts";
import { openDatabase, type SqliteDatabase } from "./sqlite-database.ts";
import { openZip, type ZipArchive } from "./zip-archive.ts";

/** A row of a CSV file by its header, with its line in the file. */
export interface CsvRow {
  line: number;
  record: Record<string, string>;
}

/** A value of a line-wise JSON file, with its line in the file; `problem` where the line is no JSON. */
export type JsonLine = { line: number; value: unknown } | { line: number; problem: string };

/** What a file holds, parsed as far as that does not depend on the format. */
export type Content =
  | { kind: "json"; value: unknown }
  | { kind: "ndjson"; first: unknown; lines: () => AsyncGenerator<JsonLine> }
  | { kind: "yaml"; value: unknown }
  | { kind: "csv"; header: readonly string[]; rows: () => AsyncGenerator<CsvRow> }
  | { kind: "zip"; archive: ZipArchive }
  | { kind: "sqlite"; database: SqliteDatabase }
  | { kind: "other" };

export interface OpenedContent {
  content: Content;
  close: () => Promise<void>;
}

const SQLITE_MAGIC = "SQLite format 3\0";
const ZIP_MAGICS = ["PK\u0003\u0004", "PK\u0005\u0006"];

/** The longest line of another harness's NDJSON: it may hold whole transcripts. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** A file's name without .gz. */
export const plainName = (path: string): string => basename(path).replace(/\.gz$/i, "");

/**
 * Opens a file by what it begins with and by its name. Line-wise files, archives and databases are read as they are asked for;
 * JSON and YAML are parsed whole. FormatError: the file is broken or too large.
 */
export const openContent = async (source: Source & { path: string }, signal: AbortSignal): Promise<OpenedContent> => {
  const head = await headOf(source, signal);
  if (isBlank(head)) throw new FormatError("it is empty");
  const start = head.toString("latin1", 0, 16);
  if (start.startsWith(SQLITE_MAGIC)) {
    const { database, close } = await openDatabase(source, signal);
    return { content: { kind: "sqlite", database }, close };
  }
  if (ZIP_MAGICS.some((magic) => start.startsWith(magic))) {
    const archive = await openZip(source.path);
    return { content: { kind: "zip", archive }, close: async () => archive.close() };
  }
  return { content: await openText(source, head, signal), close: async () => undefined };
};

/** Whether there is nothing but white space, as far as a file was looked into. */
const isBlank = (head: Buffer): boolean =>
  head
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trim() === "";

const openText = async (source: Source & { path: string }, head: Buffer, signal: AbortSignal): Promise<Content> => {
  const name = plainName(source.path);
  const text = head
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/\.(ndjson|jsonl)$/i.test(name)) return ndjson(source, firstLine(text), signal);
  if (/^[{[]/.test(text)) {
    const first = firstLine(text);
    const isLines = first !== undefined && text.slice(text.indexOf("\n") + 1).trim() !== "" && text.includes("\n");
    if (isLines && text.startsWith("{")) return ndjson(source, first, signal);
    return { kind: "json", value: wholeJson(await textOf(source, signal)) };
  }
  if (/\.ya?ml$/i.test(name)) return { kind: "yaml", value: parseYaml(await textOf(source, signal)) };
  if (/\.(csv|tsv)$/i.test(name)) return await csv(source, /\.tsv$/i.test(name) ? "\t" : ",", signal);
  if (/\.json$/i.test(name)) return { kind: "json", value: wholeJson(await textOf(source, signal)) };
  return { kind: "other" };
};

/** The value of the first line, if that is JSON on its own. */
const firstLine = (text: string): unknown => {
  const end = text.indexOf("\n");
  try {
    return parseJson(end === -1 ? text : text.slice(0, end));
  } catch {
    return undefined;
  }
};

const ndjson = (source: Source, first: unknown, signal: AbortSignal): Content => ({
  kind: "ndjson",
  first,
  lines: async function* () {
    for await (const line of readLines(
      readBytes(source, () => undefined, signal),
      MAX_LINE_BYTES,
    )) {
      if ("problem" in line) yield { line: line.number, problem: line.problem };
      else yield valueOfLine(line.number, line.bytes);
    }
  },
});

const valueOfLine = (line: number, bytes: Buffer): JsonLine => {
  try {
    return { line, value: parseJson(bytes.toString("utf8")) };
  } catch (error) {
    return { line, problem: `must be JSON: ${error instanceof Error ? error.message : error}` };
  }
};

const csv = async (source: Source, delimiter: string, signal: AbortSignal): Promise<Content> => {
  const open = () =>
    Readable.from(readBytes(source, () => undefined, signal)).pipe(
      parseCsv({
        bom: true,
        columns: true,
        delimiter,
        info: true,
        skip_empty_lines: true,
        max_record_size: MAX_RUN_BYTES,
      }),
    );
  const rows = async function* (): AsyncGenerator<CsvRow> {
    try {
      for await (const { record, info } of open()) yield { line: info.lines, record };
    } catch (error) {
      throw new FormatError(`it is no whole CSV file: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  };
  for await (const { record } of rows()) return { kind: "csv", header: Object.keys(record), rows };
  return { kind: "csv", header: [], rows };
};

const wholeJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    throw new FormatError(`it is no whole JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
};

const parseYaml = (text: string): unknown => {
  // A key given twice, the later one standing, is what the common parsers take.
  const document = parseDocument(text, { uniqueKeys: false });
  const [error] = document.errors;
  if (error) throw new FormatError(`it is no whole YAML: ${error.message.split("\n")[0]}`, { cause: error });
  return document.toJS({ maxAliasCount: 100 });
};

const headOf = async (source: Source, signal: AbortSignal): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of readBytes(source, () => undefined, signal)) {
    parts.push(part);
    length += part.length;
    if (length > 2 * MAX_RUN_BYTES) break;
  }
  return Buffer.concat(parts);
};

const textOf = async (source: Source, signal: AbortSignal): Promise<string> => {
  let length = 0;
  const limited = async function* () {
    for await (const part of readBytes(source, () => undefined, signal)) {
      length += part.length;
      if (length > constants.MAX_STRING_LENGTH) {
        throw new FormatError(`it is larger than the ${constants.MAX_STRING_LENGTH} bytes that can be parsed at once`);
      }
      yield part;
    }
  };
  return (await buffer(Readable.from(limited()))).toString("utf8").replace(/^\uFEFF/, "");
};
