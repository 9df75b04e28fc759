import { fetchSnapshot, snapshotAt } from "#client/fetch-snapshot.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { formatCount, formatCounted } from "#words/numbers.ts";
import { CliError } from "../command/cli-error.ts";
import { readSnapshot, type SnapshotFiles, type WholeIndex } from "../snapshots/check-snapshot.ts";
import { indexFile, partFolder, writeWhole } from "../snapshots/snapshot-folder.ts";

/** A snapshot that lies in a folder, ready to be built from. */
export interface TakenSnapshot {
  index: WholeIndex;
  snapshot: Snapshot;
  /** The ids of its parts. */
  parts: string[];
  /** What it took to get it, in words. */
  effort: string;
}

/** Keeps parts in a folder, and counts what is written there. */
const countingStore = (folder: string) => {
  const store = partFolder(folder);
  const count = { parts: 0, bytes: 0 };
  const write = async (id: string, text: string) => {
    count.parts += 1;
    count.bytes += Buffer.byteLength(text);
    await store.write(id, text);
  };
  return { store: { ...store, write }, count };
};

/**
 * Gets a snapshot into a folder that a build takes: the present one of the Worker at an address, asked for until none of its parts is
 * pending, or one that was found elsewhere. Parts that are there already are not fetched. CliError if it is damaged.
 */
export const takeSnapshot = async (
  source: { worker: string } | SnapshotFiles,
  folder: string,
  signal: AbortSignal,
): Promise<TakenSnapshot> => {
  const { store, count } = countingStore(folder);
  const part = async (id: string) => {
    if (await store.has(id)) return store.read(id);
    const text = "worker" in source ? undefined : await source.part(id);
    if (text !== undefined) await store.write(id, text);
    return text;
  };
  const fromWorker = async (worker: string): Promise<SnapshotFiles> => {
    const index = await fetchSnapshot(snapshotAt(worker, { signal }), store).catch((cause: Error) => {
      throw new CliError(cause.message, 1, { cause });
    });
    return { name: `the snapshot of ${worker}`, index: JSON.stringify(index), part };
  };
  const files = "worker" in source ? await fromWorker(source.worker) : { ...source, part };
  const read = await readSnapshot(files);
  await writeWhole(indexFile(folder), files.index);
  const fetched = `${formatCounted(count.parts, "part")} of ${formatCount(read.parts.length)} fetched`;
  return { ...read, effort: `${read.index.id.slice(0, 12)}, ${fetched}, ${formatCounted(count.bytes, "byte")}` };
};
