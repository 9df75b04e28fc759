import { fetchSnapshot, snapshotAt } from "#client/fetch-snapshot.ts";
import { indexFile, partFolder, writeWhole } from "../snapshots/snapshot-folder.ts";

/** Saves the present snapshot of a Worker in a folder that a build takes (--snapshot), and gives its index. */
export const saveSnapshot = async (url: string, folder: string, signal: AbortSignal) => {
  const index = await fetchSnapshot(snapshotAt(url, { signal }), partFolder(folder));
  await writeWhole(indexFile(folder), JSON.stringify(index));
  return index;
};
