import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files below a folder, by their paths in it. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** The folders below a folder, the deepest first. */
const foldersBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => b.length - a.length);

const removeIfEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
};

/**
 * Makes `to` hold what `from` holds, which is gone then; both must lie on the same disk. Each file is replaced at once, and only what
 * is no more is removed: whoever serves the folder meanwhile never misses a file that is in both, nor the folder itself.
 */
export const replaceContents = (from: string, to: string): void => {
  const files = filesBelow(from);
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const kept = new Set(files);
  for (const file of filesBelow(to)) if (!kept.has(file)) rmSync(join(to, file));
  for (const folder of foldersBelow(to)) removeIfEmpty(folder);
  rmSync(from, { recursive: true });
};
