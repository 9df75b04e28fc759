import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { MOST_PUBLISHED } from "#contract/snapshot/published.ts";
import { formatCounted } from "#words/numbers.ts";
import { CliError } from "../command/cli-error.ts";
import type { WholeIndex } from "../snapshots/check-snapshot.ts";

/** Answers that say that a Worker keeps no snapshots: it has no bucket, or is of a version that knows nothing of it. */
const KEEPS_NONE = [404, 501];

const hasStatus = (error: unknown, ...statuses: number[]): error is RefusedError =>
  error instanceof RefusedError && statuses.includes(error.status);

/** Sends the index. Gives whether it is new, or the parts that the Worker lacks. */
const sendIndex = async (
  client: WorkerClient,
  index: WholeIndex,
  signal: AbortSignal,
): Promise<{ isNew: boolean } | { missing: string[] }> => {
  try {
    const { duplicate } = await client.freezeSnapshot(index, { signal });
    return { isNew: duplicate !== true };
  } catch (error) {
    if (!hasStatus(error, 409)) throw error;
    const missing = error.issues.flatMap(({ path }) => path.slice(-1).map(String));
    // Sent again it would be refused again, for ever.
    if (missing.length === 0)
      throw new CliError(`${error.message}; it names no part that it lacks`, 1, { cause: error });
    return { missing };
  }
};

/**
 * Has a Worker with a bucket keep a snapshot for good: sends its index, and the parts that the Worker says it lacks. Gives what was done, in words;
 * without a bucket that the site keeps it. CliError if the Worker refuses.
 */
export const freezeSnapshot = async (
  client: WorkerClient,
  index: WholeIndex,
  readPart: (id: string) => Promise<string>,
  signal: AbortSignal,
): Promise<string> => {
  const name = index.id.slice(0, 12);
  const sent = new Set<string>();
  try {
    await client.listFrozenSnapshots({ limit: 1 }, { signal });
    while (true) {
      const answer = await sendIndex(client, index, signal);
      if ("isNew" in answer) {
        return answer.isNew
          ? `the Worker keeps ${name} for good; ${formatCounted(sent.size, "part")} sent`
          : `the Worker keeps ${name} already`;
      }
      for (const id of answer.missing) {
        if (sent.has(id)) throw new CliError(`${client.url} took part ${id}, and says that it lacks it`);
        await client.putSnapshotPart({ id }, await readPart(id), { signal });
        sent.add(id);
      }
    }
  } catch (error) {
    if (hasStatus(error, ...KEEPS_NONE)) {
      return `the Worker has no bucket: the site keeps ${name} under /snapshots/ while it is among its last ${MOST_PUBLISHED}`;
    }
    if (!hasStatus(error, 401, 403, 503)) throw error;
    throw new CliError(`${error.message}. The Worker keeps snapshots: give a key of scope publish with --key`, 1, {
      cause: error,
    });
  }
};
