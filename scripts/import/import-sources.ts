import { WorkerError } from "#client/errors.ts";
import { CliError } from "../command/cli-error.ts";
import { chunkLines } from "./chunk-lines.ts";
import { foreignLines } from "./foreign-lines.ts";
import type { Importer, Mapping } from "./formats/importer.ts";
import { importerOf, recognize } from "./formats/registry.ts";
import { importRuns, type Refusal, type Submit, type Totals } from "./import-runs.ts";
import type { ForeignFile } from "./reading/foreign-file.ts";
import { FormatError } from "./reading/format-error.ts";
import { openFile } from "./reading/open-file.ts";
import { readBytes, type Source } from "./reading/read-file.ts";
import { type Line, readLines } from "./reading/read-lines.ts";
import type { Progress } from "./show-progress.ts";

/** What `--format` calls a file of runs as they are submitted, one a line. */
export const RUN_LINES = "ndjson";

export interface ImportContext {
  submit: Submit;
  signal: AbortSignal;
  totals: Totals;
  progress: Progress;
  onRefused: (refusal: Refusal) => void;
  /** A file cannot be read, or not to its end: the message names it. */
  onBroken: (message: string) => void;
  /** A foreign file is done: what it was, and how many runs it held. */
  onForeign: (file: string, title: string, runs: number) => void;
  /** The format to take every file for; undefined: recognize it. */
  format: string | undefined;
  mapping: Mapping;
}

/** Imports files one after the other; one that is broken does not stop the others. WorkerError: the Worker failed for good. */
export const importSources = async (sources: readonly Source[], context: ImportContext): Promise<void> => {
  let bytesBefore = 0;
  for (const source of sources) {
    try {
      await importSource(source, bytesBefore, context);
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof CliError || error instanceof WorkerError) throw error;
      context.onBroken(brokenMessage(source.name, error));
    }
    bytesBefore += source.size ?? 0;
  }
};

/** On one line, and without what a terminal would obey: part of it may come from the file. */
const brokenMessage = (name: string, error: unknown): string => {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\p{Cc}+/gu, " ");
  return error instanceof FormatError
    ? `cannot import ${name}: ${reason}`
    : `cannot read ${name} to its end: ${reason}`;
};

const importSource = async (source: Source, bytesBefore: number, context: ImportContext): Promise<void> => {
  // What has no size, a pipe, can be read once alone: there is no looking into it first.
  const path = source.size === undefined ? undefined : source.path;
  if (source.size === 0) throw new FormatError("it is empty");
  if (context.format === RUN_LINES) return await importRunLines(source, bytesBefore, context);
  if (path === undefined) {
    if (context.format === undefined) return await importRunLines(source, bytesBefore, context);
    throw new FormatError(`a pipe takes runs as lines alone: name a file of ${context.format}`);
  }
  const { file, close } = await openFile({ ...source, path }, context.signal);
  try {
    const importer = importerFor(file, context.format);
    if (importer === undefined) return await importRunLines(source, bytesBefore, context);
    await importForeign(source.name, file, importer, context);
    context.progress.update(bytesBefore + (source.size ?? 0), context.totals);
  } finally {
    await close();
  }
};

/** Who knows the file; undefined for runs as they are submitted. FormatError if nobody does. */
const importerFor = (file: ForeignFile, format: string | undefined): Importer | undefined => {
  const importer = format === undefined ? recognize(file) : importerOf(format);
  if (importer === undefined && file.content.kind === "ndjson" && mayHoldRuns(file.content.first)) return undefined;
  if (importer === undefined) throw new FormatError("it is of no format that is known here: --help lists them");
  if (!importer.recognize(file)) throw new FormatError(`it does not look like ${importer.title} (${importer.format})`);
  return importer;
};

/** Whether a first line, undefined if it is no JSON, may be a run's: a broken one is told apart from another format's. */
const mayHoldRuns = (first: unknown): boolean => {
  const keys = typeof first === "object" && first !== null ? Object.keys(first) : [];
  return keys.length === 0 || ["runId", "suite", "scenario"].some((key) => keys.includes(key));
};

const importForeign = async (
  name: string,
  file: ForeignFile,
  importer: Importer,
  { submit, signal, totals, onRefused, onForeign, mapping }: ImportContext,
): Promise<void> => {
  let runs = 0;
  const lines = foreignLines(importer.runs(file), mapping, () => {
    runs += 1;
  });
  await importRuns({ file: name, chunks: chunkLines(lines), submit, signal }, totals, { onRefused });
  onForeign(name, importer.title, runs);
};

const importRunLines = async (source: Source, bytesBefore: number, context: ImportContext): Promise<void> => {
  const { submit, signal, totals, progress, onRefused, mapping } = context;
  let bytesRead = 0;
  const onRead = (bytes: number) => {
    bytesRead = bytes;
  };
  const lines = mappedLines(readLines(readBytes(source, onRead, signal)), mapping);
  const onSent = () => progress.update(bytesBefore + bytesRead, totals);
  await importRuns({ file: source.name, chunks: chunkLines(lines), submit, signal }, totals, { onRefused, onSent });
};

/** Lines with what they do not state filled in; as they are, unparsed, if there is nothing to fill in. */
async function* mappedLines(lines: AsyncGenerator<Line>, mapping: Mapping): AsyncGenerator<Line> {
  const isEmpty = Object.keys(mapping).length === 0;
  for await (const line of lines) yield isEmpty || "problem" in line ? line : mappedLine(line, mapping);
}

const mappedLine = (line: { number: number; bytes: Buffer }, mapping: Mapping): Line => {
  let run: unknown;
  try {
    run = JSON.parse(line.bytes.toString());
  } catch {
    // The Worker says what is wrong with it.
    return line;
  }
  if (typeof run !== "object" || run === null || Array.isArray(run)) return line;
  const stated = Object.fromEntries(Object.entries(run).filter(([, value]) => value !== null));
  return { number: line.number, bytes: Buffer.from(JSON.stringify({ ...mapping, ...stated })) };
};

/** The size of all, in bytes as they are stored; undefined if it is unknown of any. */
export const totalSize = (sources: readonly Source[]): number | undefined => {
  let total = 0;
  for (const { size } of sources) {
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
};
