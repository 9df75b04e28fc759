import { lstat, open, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The largest file that is read whole, in bytes. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** A path leads out of the workspace, or to something that is no plain file. */
export class ConfinementError extends Error {
  override name = "ConfinementError";
}

const isWithin = (folder: string, path: string): boolean => path === folder || path.startsWith(folder + sep);

/** The deepest part of a path that is there, with its links followed. */
const realPart = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
    // A link to what is not there must not be taken for a file that may be made.
    if (await lstat(path).catch(() => undefined)) throw new ConfinementError(`is a broken link: ${path}`);
    const parent = dirname(path);
    return parent === path ? path : join(await realPart(parent), relative(parent, path));
  }
};

/**
 * The absolute path of something within a folder, whether it is there or not. Takes a path relative to the folder, or an absolute one
 * within it. ConfinementError: it leads out of the folder, by itself or through a link.
 */
export const confine = async (folder: string, path: string): Promise<string> => {
  if (path.includes("\0")) throw new ConfinementError("must not hold NUL characters");
  const root = await realpath(folder);
  const typed = resolve(folder, path);
  const real = await realPart(isWithin(resolve(folder), typed) ? join(root, relative(resolve(folder), typed)) : typed);
  if (!isWithin(root, real)) throw new ConfinementError(`leads out of the workspace: ${path}`);
  return real;
};

/**
 * The bytes of a file within a folder; undefined if there is none. ConfinementError: it is outside, no plain file (a pipe would never
 * end), or larger than LARGEST_FILE.
 */
export const readConfined = async (folder: string, path: string): Promise<Buffer | undefined> => {
  const file = await confine(folder, path);
  const found = await lstat(file).catch(() => undefined);
  if (!found) return undefined;
  if (!found.isFile()) throw new ConfinementError(`is no file: ${path}`);
  if (found.size > LARGEST_FILE) throw new ConfinementError(`is larger than ${LARGEST_FILE} bytes: ${path}`);
  await using handle = await open(file, "r");
  return await handle.readFile();
};
