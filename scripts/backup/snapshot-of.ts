import { fetchSnapshotId, snapshotAt } from "#client/fetch-snapshot.ts";
import type { WorkerClient } from "#client/worker-client.ts";

/** The id of a Worker's present snapshot, asked for with a key where there is one; or why it cannot be told. */
export const snapshotIdOf = async (
  { url }: Pick<WorkerClient, "url">,
  { key, signal }: { key: string | undefined; signal: AbortSignal },
): Promise<{ id: string } | { problem: string }> => {
  const withKey: typeof fetch = (input, init) =>
    fetch(input, { ...init, ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }) });
  try {
    return { id: await fetchSnapshotId(snapshotAt(url, { fetch: withKey, signal })) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error) return { problem: error.message };
    throw error;
  }
};
