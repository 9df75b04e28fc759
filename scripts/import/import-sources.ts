import { CliError } from "../command/cli-error.ts";
import { chunkLines, type Place } from "./chunk-lines.ts";
import type { CollectedFile } from "./collected-files.ts";
import type { Invalidated } from "./exclude-invalidated.ts";
import type { Mapping } from "./formats/importer.ts";
import { importRuns, type Refusal, type Submit, type Totals } from "./import-runs.ts";
import { mappedLine, type OwnFile } from "./own-runs.ts";
import { type Problem, problemOf } from "./problems.ts";
import { type ReadSources, readSources } from "./read-sources.ts";
import { FormatError } from "./reading/format-error.ts";
import type { Source } from "./reading/read-file.ts";
import type { Line } from "./reading/read-lines.ts";
import type { ScratchFolder } from "./scratch-folder.ts";
import type { Progress } from "./show-progress.ts";

export interface ImportContext {
  submit: Submit;
  signal: AbortSignal;
  totals: Totals;
  progress: Progress;
  /** The format to take every file for; undefined: recognize it. */
  format: string | undefined;
  mapping: Mapping;
  /** Whether files that hold fewer runs than they state go in. */
  allowPartial: boolean;
  scratch: ScratchFolder;
  onRefused: (refusal: Refusal, place: Place) => void;
  onTaken: (place: Place) => void;
  /** A file cannot be read, or not to its end. */
  onBroken: (problem: Problem) => void;
  /** A file holds fewer runs than it states. */
  onPartial: (problem: Problem) => void;
}

/** What came of an import besides the counts: the foreign files that went in, and the runs that their sources declare invalid. */
export interface Imported {
  files: CollectedFile[];
  /** Those that were left out, since all their results are in others. */
  heldTwice: CollectedFile[];
  invalidated: Invalidated[];
}

/**
 * Imports files: those of other harnesses are read first, all of them, since only then it is certain what is whole; then everything is
 * sent. One that is broken does not stop the others. WorkerError: the Worker failed for good.
 */
export const importSources = async (sources: readonly Source[], context: ImportContext): Promise<Imported> => {
  const { submit, signal, totals, progress, scratch, format, mapping, onBroken } = context;
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead += bytes;
    progress.update(bytesRead, totals);
  };
  const onRead = ({ size = 0 }: Source) => onBytes(size);
  const read = await readSources(sources, { signal, scratch, format, mapping, onBroken, onRead });
  const { collected } = read;
  try {
    collected.dropPartial(context.allowPartial, (file, problem) => {
      if (context.allowPartial) {
        return context.onPartial({ file: file.name, say: (name) => `${name}: ${problem}` });
      }
      const advice = file.drafts === 0 ? "" : ": --allow-partial takes what is there";
      context.onPartial(problemOf(file.name, new FormatError(`${problem}${advice}`)));
    });
    const heldTwice = collected.dropHeldTwice();
    const invalidated: Invalidated[] = [];
    const chunks = chunkLines(linesOf(read, context, { invalidated, onBytes }));
    const { onRefused, onTaken } = context;
    await importRuns({ file: "", chunks, submit, signal }, totals, { onRefused, onTaken, onSent: () => onBytes(0) });
    return { files: collected.files.filter(({ isDropped }) => !isDropped), heldTwice, invalidated };
  } finally {
    collected.remove();
  }
};

interface Noting {
  invalidated: Invalidated[];
  onBytes: (bytes: number) => void;
}

/** Everything that is sent, in its order; what the sources declare invalid is noted. */
async function* linesOf({ collected, own }: ReadSources, context: ImportContext, noting: Noting): AsyncGenerator<Line> {
  for await (const run of collected.settled()) {
    if (run.invalidated !== undefined) noting.invalidated.push(run.invalidated);
    yield { file: run.file.name, number: run.number, bytes: run.bytes };
  }
  for (const file of own) yield* linesOfOwn(file, context, noting);
}

async function* linesOfOwn(
  file: OwnFile,
  { mapping, signal, onBroken }: ImportContext,
  { onBytes }: Noting,
): AsyncGenerator<Line> {
  let [count, before] = [0, 0];
  const onRead = (bytes: number) => {
    onBytes(bytes - before);
    before = bytes;
  };
  try {
    for await (const line of file.lines(onRead, signal)) {
      count += 1;
      yield mappedLine(line, mapping);
    }
    if (count === 0) throw new FormatError("it is empty");
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CliError) throw error;
    onBroken(problemOf(file.source.name, error));
  }
}
