import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isResultFile } from "./reading/find-sources.ts";
import type { Source } from "./reading/read-file.ts";
import type { ZipArchive } from "./reading/zip-archive.ts";

/** A folder for what has to be a file before it can be read: it is gone when the import is. */
export class ScratchFolder implements AsyncDisposable {
  #folder: string | undefined;
  #count = 0;

  /** A stream, which can be read once alone, as a file of the same content. */
  async keep(name: string, stream: Readable, signal: AbortSignal): Promise<Source> {
    const path = join(await this.#newFolder(), basename(name));
    await pipeline(stream, createWriteStream(path), { signal });
    return { name, path, size: (await stat(path)).size };
  }

  /** The files of results in an archive, in a folder of their own; gives its path. */
  async unpack(archive: ZipArchive): Promise<string> {
    const folder = await this.#newFolder();
    await archive.unpack(folder, isResultFile);
    return folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #newFolder(): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), "import-"));
    this.#count += 1;
    const folder = join(this.#folder, String(this.#count));
    await mkdir(folder);
    return folder;
  }
}
