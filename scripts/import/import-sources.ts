import { WorkerError } from "#client/errors.ts";
import { CliError } from "../command/cli-error.ts";
import { chunkLines } from "./chunk-lines.ts";
import { importRuns, type Refusal, type Submit, type Totals } from "./import-runs.ts";
import { readBytes, type Source } from "./read-file.ts";
import { readLines } from "./read-lines.ts";
import type { Progress } from "./show-progress.ts";

export interface ImportContext {
  submit: Submit;
  signal: AbortSignal;
  totals: Totals;
  progress: Progress;
  onRefused: (refusal: Refusal) => void;
}

/** Imports files one after the other. CliError: a file cannot be read to its end; WorkerError: the Worker failed for good. */
export const importSources = async (sources: readonly Source[], context: ImportContext): Promise<void> => {
  let bytesBefore = 0;
  for (const source of sources) {
    await importSource(source, bytesBefore, context);
    bytesBefore += source.size ?? 0;
  }
};

const importSource = async (source: Source, bytesBefore: number, context: ImportContext): Promise<void> => {
  const { submit, signal, totals, progress, onRefused } = context;
  let bytesRead = 0;
  const onRead = (bytes: number) => {
    bytesRead = bytes;
  };
  const chunks = chunkLines(readLines(readBytes(source, onRead, signal)));
  const onSent = () => progress.update(bytesBefore + bytesRead, totals);
  try {
    await importRuns({ file: source.name, chunks, submit, signal }, totals, { onRefused, onSent });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CliError || error instanceof WorkerError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`cannot read ${source.name} to its end: ${reason}`, 1, { cause: error });
  }
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
