import { existsSync, rmSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf } from "../command/thrown.ts";

/** How long a script or style that only earlier builds have stays, in milliseconds: for pages that are still open. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Adds to a build the hashed files of the one before that it does not have itself, with the times that they are of. */
export const carryOver = async (before: string, build: string): Promise<void> => {
  const [from, to] = [join(before, "_astro"), join(build, "_astro")];
  for (const file of await readdir(from).catch(() => [])) {
    const { atime, mtime } = await stat(join(from, file));
    if (Date.now() - mtime.getTime() > KEPT_MS || existsSync(join(to, file))) continue;
    await mkdir(to, { recursive: true });
    await copyFile(join(from, file), join(to, file));
    await utimes(join(to, file), atime, mtime);
  }
};

const hasCode = (error: unknown, ...codes: string[]) => codes.includes(codeOf(error));

/** Moves a folder to where nothing is yet, on another disk too. */
export const moveFolder = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to).catch(async (error) => {
    if (!hasCode(error, "EXDEV")) throw error;
    await cp(from, to, { recursive: true, preserveTimestamps: true });
    await rm(from, { recursive: true });
  });
};

/** Puts a folder in the place of another, which goes. Where two do so at once the later one stays. */
const replaceFolder = async (from: string, to: string): Promise<void> => {
  const old = `${to}.old-${process.pid}`;
  for (let isThere = false; !isThere; ) {
    await rm(old, { recursive: true, force: true });
    await rename(to, old).catch((error) => {
      if (!hasCode(error, "ENOENT")) throw error;
    });
    isThere = await rename(from, to).then(
      () => true,
      (error) => {
        if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
        return false;
      },
    );
  }
  // Synchronously: waiting for each of thousands of files takes three times as long.
  rmSync(old, { recursive: true, force: true });
};

/** Puts a build that is whole in the place of the one before, whose scripts and styles it takes over. */
export const publishBuild = async (build: string, folder: string): Promise<void> => {
  await carryOver(folder, build);
  await replaceFolder(build, folder);
};
