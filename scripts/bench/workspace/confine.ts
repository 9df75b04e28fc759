import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { codeOf } from "../../command/thrown.ts";

/** The largest file that is read whole, in bytes. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** A link is not followed, and a pipe not waited for. Windows has neither flag. */
const PLAINLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

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
    const code = codeOf(error);
    if (code === "ELOOP") throw new ConfinementError(`is a link that leads to itself: ${path}`);
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

/** Opens a plain file. A folder on the way may have become a link in the meantime: then the path is another one now. */
const openConfined = async (folder: string, path: string, file: string, flags: number): Promise<FileHandle> => {
  const handle = await open(file, flags | PLAINLY).catch((error: NodeJS.ErrnoException) => {
    // ENXIO: a socket, or a pipe that nobody reads.
    if (!["ELOOP", "ENXIO", "EISDIR"].includes(error.code ?? "")) throw error;
    throw new ConfinementError(`is not a file: ${path}`, { cause: error });
  });
  try {
    if (!(await handle.stat()).isFile()) throw new ConfinementError(`is not a file: ${path}`);
    if ((await confine(folder, path)) !== file) throw new ConfinementError(`changed while it was opened: ${path}`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

/**
 * The bytes of a file within a folder; undefined if there is none. ConfinementError: it is outside, no plain file (a pipe would never
 * end), or larger than LARGEST_FILE.
 */
export const readConfined = async (folder: string, path: string): Promise<Buffer | undefined> => {
  const file = await confine(folder, path);
  if (!(await lstat(file).catch(() => undefined))) return undefined;
  await using handle = await openConfined(folder, path, file, constants.O_RDONLY);
  const { size } = await handle.stat();
  if (size > LARGEST_FILE) throw new ConfinementError(`is larger than ${LARGEST_FILE} bytes: ${path}`);
  return await handle.readFile();
};

/**
 * Writes a file within a folder in place of what it held, and makes the folders on the way. ConfinementError: it is outside, or there
 * is something else than a plain file.
 */
export const writeConfined = async (folder: string, path: string, content: string): Promise<void> => {
  const file = await confine(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await using handle = await openConfined(folder, path, file, constants.O_WRONLY | constants.O_CREAT);
  // Only now that it is surely the one: O_TRUNC would have emptied any other.
  await handle.truncate(0);
  await handle.writeFile(content);
};
