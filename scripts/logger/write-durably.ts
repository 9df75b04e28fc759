import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { codeOf } from "../command/thrown.ts";

/** What stands at the end of a file's name as long as it is not whole. */
export const UNFINISHED = ".tmp";

/**
 * Writes a file that only its owner can read. When this returns, it is on the disk; if the process or the machine ends before, the file
 * is there as it was, or not at all. Synchronous, so that nothing comes between the call and that. Throws what the file system throws.
 */
export const writeDurably = (file: string, text: string): void => {
  const unfinished = `${file}.${randomUUID()}${UNFINISHED}`;
  const descriptor = openSync(unfinished, "wx", 0o600);
  try {
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  keepEntries(dirname(file));
};

/** Makes a folder, and those above it, that only its owner can enter. */
export const makeFolder = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = resolve(folder); made.length >= first.length; made = dirname(made)) keepEntries(dirname(made));
};

/** Has a folder's entries written to the disk; where the system cannot do that for folders, it is left to the system. */
const keepEntries = (folder: string): void => {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Some network file systems know no fsync of a folder.
    if (!["EINVAL", "ENOTSUP"].includes(codeOf(error))) throw error;
  } finally {
    closeSync(descriptor);
  }
};
