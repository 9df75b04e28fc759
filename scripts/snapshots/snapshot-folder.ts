import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PartStore } from "#client/fetch-snapshot.ts";

/** Writes under another name first, so that nobody sees half a file, even if this process is killed. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
};

const partFile = (folder: string, id: string): string => join(folder, "parts", `${id}.json`);

/** The parts in a folder of snapshots, each under its id. */
export const partFolder = (folder: string): PartStore => ({
  has: async (id) => existsSync(partFile(folder, id)),
  read: (id) => readFile(partFile(folder, id), "utf8"),
  write: (id, text) => writeWhole(partFile(folder, id), text),
});

/** Where the index lies of the snapshot that a build takes from the folder. */
export const indexFile = (folder: string): string => join(folder, "index.json");

/** Removes the parts that no snapshot of the folder has, and what broken-off writes left. */
export const keepParts = async (folder: string, ids: ReadonlySet<string>): Promise<void> => {
  for (const name of await readdir(join(folder, "parts")).catch(() => [])) {
    if (!ids.has(name.replace(/\.json$/, ""))) await rm(join(folder, "parts", name), { force: true });
  }
};
