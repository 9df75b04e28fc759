import { constants } from "node:buffer";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parseDocument } from "yaml";
import { keysOf } from "#contract/names/records.ts";
import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { type CsvRow, openCsv } from "./csv-rows.ts";
import { utf8TextOf, utf16Of, xmlTextOf } from "./decode-text.ts";
import { FormatError } from "./format-error.ts";
import { isPacked, isTar, withoutPacking } from "./packing.ts";
import { parseJson } from "./parse-json.ts";
import { readBytes, type Source } from "./read-file.ts";
import { readLines } from "./read-lines.ts";
import { openDatabase, type SqliteDatabase } from "./sqlite-database.ts";
import { parseXml, type XmlElement } from "./xml-document.ts";
import { openZip, type ZipArchive } from "./zip-archive.ts";

/** A value of a line-wise JSON file, with its line in the file; `problem` where the line is not JSON. */
export type JsonLine = { line: number; value: unknown } | { line: number; problem: string };

/** What a file holds, parsed as far as that does not depend on the format. */
export type Content =
  | { kind: "json"; value: unknown }
  | { kind: "ndjson"; first: unknown; lines: () => AsyncGenerator<JsonLine> }
  | { kind: "yaml"; value: unknown }
  | { kind: "csv"; header: readonly string[]; rows: () => AsyncGenerator<CsvRow> }
  | { kind: "xml"; root: XmlElement }
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

/** How much of a file is looked into before it is taken for anything. */
const HEAD_BYTES = 2 * MAX_RUN_BYTES;

/** A file's name without the ending of its packing. */
export const plainName = (path: string): string => withoutPacking(basename(path));

/**
 * Opens a file by what it begins with and by its name. Line-wise files, archives and databases are read as they are asked for;
 * JSON, YAML and XML are parsed whole. FormatError: the file is broken or too large.
 */
export const openContent = async (source: Source, signal: AbortSignal): Promise<OpenedContent> => {
  const head = await headOf(source, signal);
  if (head.text === "") throw new FormatError("it is empty");
  if (isPacked(head.bytes)) throw new FormatError("it is packed twice: unpack it once first");
  if (isTar(head.bytes))
    throw new FormatError("it is a tar archive, which this command does not unpack: unpack it first (tar -xf)");
  const start = head.bytes.toString("latin1", 0, 16);
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

const openText = async (source: Source, head: Head, signal: AbortSignal): Promise<Content> => {
  const name = plainName(source.path);
  // Excel's "Unicode text" is UTF-16, which the reader of CSV takes.
  if (utf16Of(head.bytes) !== undefined && kindOf(name) !== "csv")
    throw new FormatError("it is UTF-16: save it as UTF-8");
  // YAML may begin as JSON does.
  const looksLikeJson = /^[{[]/.test(head.text) && kindOf(name) !== "yaml";
  if (looksLikeJson || /\.(ndjson|jsonl)$/i.test(name)) return await openJson(source, head, signal);
  const kind = kindOf(name) ?? kindOfText(head.text);
  if (kind === "json") return { kind, value: wholeJson(await textOf(source, head, signal)) };
  if (kind === "xml") return { kind, root: parseXml(xmlTextOf(await wholeBytes(source, head, signal))) };
  if (kind === "yaml") return { kind, value: parseYaml(await textOf(source, head, signal)) };
  if (kind === "csv") return { kind, ...(await openCsv(source, signal)) };
  return { kind: "other" };
};

const ENDINGS = { json: /\.json$/i, yaml: /\.ya?ml$/i, csv: /\.(csv|tsv)$/i, xml: /\.xml$/i } as const;
type TextKind = keyof typeof ENDINGS;

const kindOf = (name: string): TextKind | undefined => keysOf(ENDINGS).find((kind) => ENDINGS[kind].test(name));

/** What text without a telling name looks like. */
const kindOfText = (text: string): TextKind | undefined => {
  const [line = ""] = text.split("\n", 1);
  if (line.startsWith("<")) return "xml";
  if (/^(---|- |[\w-]+:(\s|$))/.test(line)) return "yaml";
  return /[,;\t]/.test(line) ? "csv" : undefined;
};

/** One value, or one a line: the first line tells, where it is a value on its own and is not the last. */
const openJson = async (source: Source, head: Head, signal: AbortSignal): Promise<Content> => {
  const isNamedLines = /\.(ndjson|jsonl)$/i.test(plainName(source.path));
  const first = await firstLine(source, head, signal);
  const isBroken = first.value === undefined && head.isWhole;
  // Whatever the name says, a single value over several lines is one.
  const whole = isNamedLines && isBroken ? valueIn(head.text) : undefined;
  if (whole !== undefined) return { kind: "json", value: whole };
  if (isNamedLines && !(head.text.startsWith("[") && first.value === undefined))
    return ndjson(source, first.value, signal);
  const isLines = first.value !== undefined && !first.isLast && head.text.startsWith("{");
  return isLines
    ? ndjson(source, first.value, signal)
    : { kind: "json", value: wholeJson(await textOf(source, head, signal)) };
};

/** The value of the first line, if that is JSON on its own, and whether the file ends with it. */
const firstLine = async (
  source: Source,
  { text, isWhole }: Head,
  signal: AbortSignal,
): Promise<{ value: unknown; isLast: boolean }> => {
  const end = text.indexOf("\n");
  // A line that goes beyond the head has to be read as far as it goes: one document may be a single line.
  if (end === -1 && !isWhole) return await longFirstLine(source, signal);
  return {
    value: valueIn(end === -1 ? text : text.slice(0, end)),
    isLast: end === -1 || text.slice(end + 1).trim() === "",
  };
};

const longFirstLine = async (source: Source, signal: AbortSignal): Promise<{ value: unknown; isLast: boolean }> => {
  const lines = readLines(unpackedBytes(source, signal), MAX_LINE_BYTES);
  try {
    const { value: line } = await lines.next();
    const value = line && "bytes" in line ? valueIn(line.bytes.toString("utf8")) : undefined;
    return { value, isLast: value === undefined || (await lines.next()).done === true };
  } finally {
    await lines.return(undefined);
  }
};

/** What a text stands for; undefined where it is not JSON on its own, save for a comma behind it. */
const valueIn = (text: string): unknown => {
  try {
    return parseJson(withoutComma(text));
  } catch {
    return undefined;
  }
};

/** A line of a list, as some write it: a value and a comma. */
const withoutComma = (text: string): string => text.replace(/,\s*$/, "");

const ndjson = (source: Source, first: unknown, signal: AbortSignal): Content => ({
  kind: "ndjson",
  first,
  lines: async function* () {
    for await (const line of readLines(unpackedBytes(source, signal), MAX_LINE_BYTES)) {
      if ("problem" in line) yield { line: line.number, problem: line.problem };
      else yield valueOfLine(line.number, line.bytes);
    }
  },
});

const valueOfLine = (line: number, bytes: Buffer): JsonLine => {
  try {
    return { line, value: parseJson(withoutComma(bytes.toString("utf8"))) };
  } catch (error) {
    return { line, problem: `must be JSON: ${error instanceof Error ? error.message : error}` };
  }
};

const wholeJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    throw new FormatError(`it is not valid JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
};

const parseYaml = (text: string): unknown => {
  // A key given twice, the later one standing, is what the common parsers take.
  const document = parseDocument(text, { uniqueKeys: false });
  const [error] = document.errors;
  if (error) throw new FormatError(`it is not valid YAML: ${error.message.split("\n")[0]}`, { cause: error });
  // A commit such as 9e999 looks like a number, of which nothing is known then.
  return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? "null");
};

const unpackedBytes = (source: Source, signal: AbortSignal) => readBytes(source, () => undefined, signal);

/** What a file begins with. */
interface Head {
  bytes: Buffer;
  /** Without white space before it; empty where there is nothing else. */
  text: string;
  /** Whether that is all of it. */
  isWhole: boolean;
}

const headOf = async (source: Source, signal: AbortSignal): Promise<Head> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of unpackedBytes(source, signal)) {
    parts.push(part);
    length += part.length;
    if (length > HEAD_BYTES) break;
  }
  const bytes = Buffer.concat(parts);
  return { bytes, text: plainUtf8(bytes).trimStart(), isWhole: length <= HEAD_BYTES };
};

const plainUtf8 = (bytes: Buffer): string => bytes.toString("utf8").replace(/^\uFEFF/, "");

const textOf = async (source: Source, head: Head, signal: AbortSignal): Promise<string> =>
  utf8TextOf(await wholeBytes(source, head, signal));

const wholeBytes = async (source: Source, head: Head, signal: AbortSignal): Promise<Buffer> => {
  if (head.isWhole) return head.bytes;
  let length = 0;
  const limited = async function* () {
    for await (const part of unpackedBytes(source, signal)) {
      length += part.length;
      if (length > constants.MAX_STRING_LENGTH) {
        throw new FormatError(`it is larger than the ${constants.MAX_STRING_LENGTH} bytes that can be parsed at once`);
      }
      yield part;
    }
  };
  return await buffer(Readable.from(limited()));
};
