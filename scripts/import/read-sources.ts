import { WorkerError } from "#client/errors.ts";
import { CliError } from "../command/cli-error.ts";
import { CollectedFiles } from "./collected-files.ts";
import type { Importer, Mapping } from "./formats/importer.ts";
import { comesLast, FOLDER_LAYOUTS, importerOf, recognize } from "./formats/registry.ts";
import { checkPacked, type OwnFile, ownLines, ownRuns } from "./own-runs.ts";
import { type Problem, problemOf } from "./problems.ts";
import { type Looking, sourcesWithin } from "./reading/find-sources.ts";
import type { ForeignFile } from "./reading/foreign-file.ts";
import { FormatError } from "./reading/format-error.ts";
import { openFile } from "./reading/open-file.ts";
import type { Source } from "./reading/read-file.ts";
import type { ZipArchive } from "./reading/zip-archive.ts";
import type { ScratchFolder } from "./scratch-folder.ts";

/** What `--format` calls a file of runs as they are submitted. */
export const RUN_LINES = "ndjson";

/** How deep archives may lie within each other: one can be made that holds itself. */
const MAX_ARCHIVES = 5;

export interface ReadContext {
  signal: AbortSignal;
  scratch: ScratchFolder;
  /** The format to take every file for; undefined: recognize it. */
  format: string | undefined;
  mapping: Mapping;
  /** A file cannot be read, or not to its end. */
  onBroken: (problem: Problem) => void;
  /** A file of another harness has been read. */
  onRead: (source: Source) => void;
}

/** What was found: the runs of other harnesses, and files of runs as they are submitted. */
export interface ReadSources {
  collected: CollectedFiles;
  own: OwnFile[];
}

/** Reads files one after the other; one that is broken does not stop the others. */
export const readSources = async (sources: readonly Source[], context: ReadContext): Promise<ReadSources> => {
  const reader = new SourceReader(context);
  await reader.readAll(sources);
  reader.reportBroken();
  return reader;
};

class SourceReader implements ReadSources {
  readonly collected: CollectedFiles;
  readonly own: OwnFile[] = [];
  readonly #context: ReadContext;
  /** Files that another one took in, by their paths. */
  readonly #taken = new Set<string>();
  /** How many archives the one that is read lies in. */
  #depth = 0;
  readonly #broken: { path: string; problem: Problem }[] = [];

  constructor(context: ReadContext) {
    this.#context = context;
    this.collected = new CollectedFiles(context.mapping);
  }

  async readAll(sources: readonly Source[]): Promise<void> {
    const { signal } = this.#context;
    for (const source of sources) {
      if (this.#taken.has(source.path)) continue;
      try {
        await this.#read(source);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CliError || error instanceof WorkerError) throw error;
        this.#broken.push({ path: source.path, problem: problemOf(source.name, error) });
      }
    }
  }

  /** What is wrong with files that no other one has taken in since. */
  reportBroken(): void {
    for (const { path, problem } of this.#broken) {
      if (!this.#taken.has(path)) this.#context.onBroken(problem);
    }
  }

  async #read(source: Source): Promise<void> {
    const { format, signal, onRead } = this.#context;
    if (source.size === 0) throw new FormatError("it is empty");
    if (format === RUN_LINES) return await this.#readOwn(ownLines(source));
    const { file, close } = await openFile(source, signal, (path) => this.#taken.add(path));
    try {
      const importer = importerFor(file, format);
      if (importer !== undefined) {
        await this.collected.read(source.name, file, importer);
        return onRead(source);
      }
      const own = ownRuns(source, file.content);
      if (own !== undefined) return await this.#readOwn(own);
      if (file.content.kind !== "zip")
        throw new FormatError("its format is not recognized: --help lists the formats that are");
      await this.#readArchive(source, file.content.archive);
    } finally {
      await close();
    }
  }

  async #readOwn(own: OwnFile): Promise<void> {
    await checkPacked(own.source, this.#context.signal);
    this.own.push(own);
  }

  async #readArchive({ name }: Source, archive: ZipArchive): Promise<void> {
    const { scratch, signal } = this.#context;
    if (this.#depth === MAX_ARCHIVES)
      throw new FormatError(`it lies within ${MAX_ARCHIVES} other archives: unpack it first`);
    const sources = await sourcesWithin(name, await scratch.unpack(archive), lookingFor(signal));
    if (sources.length === 0) throw new FormatError("it is an archive without a file of results");
    this.#depth += 1;
    await this.readAll(sources);
    this.#depth -= 1;
  }
}

/** How the folders of known formats are told. */
export const lookingFor = (signal: AbortSignal): Looking => ({
  layouts: FOLDER_LAYOUTS,
  comesLast,
  isEntry: async (source, layout) => {
    const { file, close } = await openFile(source, signal);
    try {
      return recognize(file)?.folder === layout;
    } finally {
      await close();
    }
  },
});

/** Who knows the file; undefined if nobody does. FormatError if it is not what was asked for. */
const importerFor = (file: ForeignFile, format: string | undefined): Importer | undefined => {
  if (format === undefined) return recognize(file);
  const importer = importerOf(format);
  if (importer?.recognize(file)) return importer;
  throw new FormatError(`it is not recognized as ${format} (${importer?.title})`);
};
