import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchSnapshot, type PartStore, snapshotAt } from "#client/fetch-snapshot.ts";

/** Saves the present snapshot of a Worker in a folder that a build takes (--snapshot), and gives its index. */
export const saveSnapshot = async (url: string, folder: string, signal: AbortSignal) => {
  const fileOf = (id: string) => join(folder, "parts", `${id}.json`);
  await mkdir(join(folder, "parts"), { recursive: true });
  const store: PartStore = {
    has: async (id) => existsSync(fileOf(id)),
    read: (id) => readFile(fileOf(id), "utf8"),
    write: (id, text) => writeFile(fileOf(id), text),
  };
  const index = await fetchSnapshot(snapshotAt(url, { signal }), store);
  await writeFile(join(folder, "index.json"), JSON.stringify(index));
  return index;
};
