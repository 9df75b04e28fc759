import { lstat, mkdir, readdir, readlink, rename, rm, rmdir, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CliError } from "../command/cli-error.ts";

/** How many builds stay beside the link: the present one and the one before. */
const KEPT = 2;

const releasesOf = (link: string): string => `${link}.releases`;

/** The build that a link names; undefined: there is no link yet. CliError if something else has its name. */
export const currentRelease = async (link: string): Promise<string | undefined> => {
  const found = await lstat(link).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isSymbolicLink()) return resolve(dirname(link), await readlink(link));
  if (found.isDirectory() && (await readdir(link)).length === 0) return undefined;
  throw new CliError(
    `${link} already exists and is not a link that this command made: move it away, or name another folder with --to`,
  );
};

/** Makes the link name a build, in one step: whoever asks meanwhile gets the one or the other. */
export const pointTo = async (link: string, build: string): Promise<void> => {
  const found = await lstat(link).catch(() => undefined);
  // An empty folder serves nobody.
  if (found?.isDirectory()) await rmdir(link);
  const next = `${link}.next-${process.pid}`;
  await rm(next, { force: true });
  await symlink(join(basename(dirname(build)), basename(build)), next);
  await rename(next, link);
};

/** Moves a build to where its link can name it; on the same disk, so that this is one step too. Gives its folder. */
export const placeRelease = async (link: string, build: string, name: string): Promise<string> => {
  const folder = join(releasesOf(link), name);
  await mkdir(releasesOf(link), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(build, folder);
  return folder;
};

/** Removes builds that are neither the present one nor the one before it, and links that a killed process left. */
export const removeOldReleases = async (link: string): Promise<void> => {
  const current = await currentRelease(link);
  const names = (await readdir(releasesOf(link)).catch(() => [])).sort().reverse();
  const old = names.filter((name) => join(releasesOf(link), name) !== current).slice(KEPT - 1);
  for (const name of old) await rm(join(releasesOf(link), name), { recursive: true, force: true });
  for (const name of await readdir(dirname(link))) {
    if (name.startsWith(`${basename(link)}.next-`)) await rm(join(dirname(link), name), { force: true });
  }
};
