import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PartStore } from "#client/fetch-snapshot.ts";

const PARTS = "parts";

/** The file of a part, by its id. */
const fileOf = (folder: string, id: string): string => join(folder, PARTS, `${id}.json`);

/** Writes under another name first, so that a reader never sees half a file. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
};

/** Keeps parts in a folder, a file each: what is there need not be fetched again. */
export const partFolder = async (folder: string): Promise<PartStore> => {
  await mkdir(join(folder, PARTS), { recursive: true });
  return {
    has: (id) =>
      stat(fileOf(folder, id)).then(
        () => true,
        () => false,
      ),
    read: (id) => readFile(fileOf(folder, id), "utf8"),
    write: (id, text) => writeWhole(fileOf(folder, id), text),
  };
};

/** Removes the parts that a snapshot does not have, and what a broken-off write left. */
export const keepOnly = async (folder: string, ids: Iterable<string>): Promise<void> => {
  const kept = new Set(Array.from(ids, (id) => `${id}.json`));
  for (const name of await readdir(join(folder, PARTS))) if (!kept.has(name)) await rm(join(folder, PARTS, name));
};
