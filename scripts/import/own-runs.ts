import { open } from "node:fs/promises";
import type { Mapping } from "./formats/importer.ts";
import { objectIn } from "./reading/foreign-values.ts";
import type { Content } from "./reading/open-content.ts";
import { isPacked } from "./reading/packing.ts";
import { readBytes, type Source } from "./reading/read-file.ts";
import { type Line, readLines } from "./reading/read-lines.ts";

/** A file of runs as they are submitted: its lines are sent as they are. */
export interface OwnFile {
  source: Source;
  /** Its lines; `onRead` gets the bytes read so far of what is stored. */
  lines: (onRead: (bytes: number) => void, signal: AbortSignal) => AsyncGenerator<Line>;
}

/** Whether a value may be a run as it is submitted: a broken one is told apart from another format's. */
const mayBeRun = (value: unknown): boolean => {
  const keys = Object.keys(objectIn(value) ?? {});
  return ["runId", "suite", "scenario"].filter((key) => keys.includes(key)).length > 0;
};

/** The runs in a file that no importer knows: a run a line, a list of them, or a single one; undefined for anything else. */
export const ownRuns = (source: Source, content: Content): OwnFile | undefined => {
  if (content.kind === "ndjson") {
    const isUnknown = content.first === undefined || Object.keys(objectIn(content.first) ?? { other: 1 }).length === 0;
    return isUnknown || mayBeRun(content.first) ? ownLines(source) : undefined;
  }
  if (content.kind !== "json") return undefined;
  const values = Array.isArray(content.value) ? content.value : [content.value];
  if (values.length > 0 && !mayBeRun(values[0])) return undefined;
  const lines = async function* (): AsyncGenerator<Line> {
    for (const [index, value] of values.entries()) {
      yield { file: source.name, number: index + 1, bytes: Buffer.from(JSON.stringify(value)) };
    }
  };
  return { source, lines };
};

/** The lines of a file, whatever they hold. */
export const ownLines = (source: Source): OwnFile => ({
  source,
  lines: async function* (onRead, signal) {
    for await (const line of readLines(readBytes(source, onRead, signal))) yield { file: source.name, ...line };
  },
});

/** Reads a packed file to its end, so that none of one that is cut off goes in. Fails as reading it does. */
export const checkPacked = async (source: Source, signal: AbortSignal): Promise<void> => {
  await using file = await open(source.path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  if (!isPacked(buffer.subarray(0, bytesRead))) return;
  for await (const _part of readBytes(source, () => undefined, signal)) signal.throwIfAborted();
};

/** The line with what it does not state filled in, and without the comma that stands behind a line of a list. */
export const mappedLine = (line: Line, mapping: Mapping): Line => {
  if ("problem" in line) return line;
  const isMapped = Object.keys(mapping).length > 0;
  const bytes = withoutComma(line.bytes);
  if (!isMapped) return { ...line, bytes };
  try {
    const run: unknown = JSON.parse(bytes.toString());
    if (objectIn(run) === undefined) return { ...line, bytes };
    const stated = Object.entries(run as object).filter(([, value]) => value !== null);
    const { total: _total, ...mapped } = mapping;
    return { ...line, bytes: Buffer.from(JSON.stringify({ ...mapped, ...Object.fromEntries(stated) })) };
  } catch {
    // The Worker says what is wrong with it.
    return { ...line, bytes };
  }
};

const COMMA = 0x2c;

const withoutComma = (bytes: Buffer): Buffer => {
  const end = bytes.findLastIndex((byte) => byte !== 0x20 && byte !== 0x09);
  return bytes[end] === COMMA ? bytes.subarray(0, end) : bytes;
};
