import { readdir, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { ForeignFile } from "./foreign-file.ts";
import { FormatError } from "./format-error.ts";
import { type Content, openContent, plainName } from "./open-content.ts";
import type { Source } from "./read-file.ts";

/** Opens a file for an importer; `close` lets go of it. `onBeside` hears of each other file that is opened for it. FormatError: it is broken. */
export const openFile = async (
  source: Source,
  signal: AbortSignal,
  onBeside: (path: string) => void = () => undefined,
): Promise<{ file: ForeignFile; close: () => Promise<void> }> => {
  const { content, close } = await openContent(source, signal);
  const folder = dirname(source.path);
  const opened: (() => Promise<void>)[] = [close];
  const openBeside = async (path: string): Promise<Content | undefined> => {
    const found = resolve(folder, path);
    const size = await sizeOf(found);
    if (size === undefined) return undefined;
    onBeside(found);
    try {
      const beside = await openContent({ name: path, path: found, size }, signal);
      opened.push(beside.close);
      return beside.content;
    } catch (error) {
      // It is not the file that the user named.
      throw new FormatError(`${path} beside it: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  };
  const file: ForeignFile = {
    name: plainName(source.path),
    folders: foldersOf(folder),
    content,
    openBeside,
    takesIn: (path) => onBeside(resolve(folder, path)),
    namesBeside: async (path = ".") => (await readdir(resolve(folder, path)).catch(ignoreMissing)).sort(),
  };
  return {
    file,
    close: async () => {
      for (const closeOne of opened) await closeOne();
    },
  };
};

const sizeOf = async (path: string): Promise<number | undefined> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return found?.isFile() ? found.size : undefined;
};

const ignoreMissing = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
};

/** The names of the folders above a file, nearest first. */
const foldersOf = (folder: string): string[] => {
  const names: string[] = [];
  for (let path = folder; path !== dirname(path); path = dirname(path)) names.push(basename(path));
  return names;
};
