import { hashOf } from "#contract/snapshot/hash.ts";
import { PartListSchema } from "#contract/snapshot/parts.ts";
import { type SnapshotIndex, SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { backoffDelay, sleepFor } from "./retry.ts";

/** Where a snapshot is fetched from. */
export interface SnapshotSource {
  /** The index as it is now; `settle`: with a few pending parts made at its moment. */
  index(settle?: boolean): Promise<SnapshotIndex>;
  /** A part's text, by its id or the name of a pending one; undefined: it is not there, or not any more. */
  part(id: string): Promise<string | undefined>;
}

/** How a Worker is asked. */
export interface AskOptions {
  fetch?: typeof fetch;
  signal?: AbortSignal;
  /** The most milliseconds that one answer may take. Default: 60,000. */
  timeoutMs?: number;
}

/** How often a request is tried again whose connection broke. */
const MOST_RETRIES = 2;

const isTimeout = (cause: unknown): boolean => cause instanceof Error && cause.name === "TimeoutError";

/** The snapshot of the Worker at an address. Parts come as the bytes that their ids name. Throws for an answer that is none of a snapshot. */
export const snapshotAt = (
  worker: string,
  { fetch: ask = fetch, signal, timeoutMs = 60_000 }: AskOptions = {},
): SnapshotSource => {
  const readOnce = async (url: string) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await ask(url, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    return { url, status: response.status, text: await response.text() };
  };
  const read = async (path: string) => {
    const url = new URL(path, worker).href;
    for (let attempt = 0; ; attempt++) {
      try {
        return await readOnce(url);
      } catch (cause) {
        signal?.throwIfAborted();
        // A Worker closes a connection that nobody used for some seconds, which a request may notice too late.
        if (attempt === MOST_RETRIES || isTimeout(cause)) throw new Error(`no answer from ${url}`, { cause });
        await sleepFor(backoffDelay(attempt, Math.random), signal);
      }
    }
  };
  return {
    index: async (settle = false) => {
      const { url, status, text } = await read(settle ? "/api/snapshot?settle=true" : "/api/snapshot");
      if (status !== 200) throw new Error(`${url} answered ${status}, not with a snapshot`);
      return SnapshotIndexSchema.parse(JSON.parse(text));
    },
    part: async (id) => {
      const { url, status, text } = await read(`/api/snapshot/parts/${id}`);
      if (status === 200) return text;
      if (status === 202 || status === 404) return undefined;
      throw new Error(`${url} answered ${status}, not with a part of a snapshot`);
    },
  };
};

/** Where the parts of a snapshot are kept, each under its id. */
export interface PartStore {
  has(id: string): Promise<boolean>;
  read(id: string): Promise<string>;
  write(id: string, text: string): Promise<void>;
}

/** How often the index is asked for before a snapshot is given up. */
const MOST_ROUNDS = 10;

/** How many parts are asked for at once. */
const AT_ONCE = 4;

const forEach = async <T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> => {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** The ids of a snapshot's parts, the lists of a version's parts among them, which must be in the store. */
export const partsOf = async (index: SnapshotIndex, store: Pick<PartStore, "read">): Promise<string[]> => {
  const parts = [...index.batches];
  for (const suite of index.suites) {
    if (suite.manifest !== undefined) parts.push(suite.manifest);
    if (suite.list === undefined) parts.push(...(suite.parts ?? []));
    else parts.push(suite.list, ...PartListSchema.parse(JSON.parse(await store.read(suite.list))).parts);
  }
  return parts;
};

/** Fetches parts into the store; whether all of them were there. Throws for one whose bytes are not what its id says. */
const fetchParts = async (ids: readonly string[], source: SnapshotSource, store: PartStore): Promise<boolean> => {
  let isWhole = true;
  await forEach(ids, async (id) => {
    if (await store.has(id)) return;
    const text = await source.part(id);
    if (text === undefined) {
      isWhole = false;
      return;
    }
    const hash = hashOf(text);
    if (hash !== id) throw new Error(`part ${id} of the snapshot is damaged: its content hashes to ${hash}`);
    await store.write(id, text);
  });
  return isWhole;
};

/** Has the pending parts made. A part that was split or joined is another by the next round. */
const makePending = (
  names: readonly string[],
  source: SnapshotSource,
  store: Pick<PartStore, "write">,
): Promise<void> =>
  forEach(names, async (name) => {
    const text = await source.part(name);
    if (text !== undefined) await store.write(hashOf(text), text);
  });

const restless = (pending: readonly string[]): Error => {
  const names = pending.length > 0 ? `: ${pending.slice(0, 3).join(", ")} changed last` : "";
  return new Error(
    `the snapshot did not come to rest in ${MOST_ROUNDS} rounds${names}; try again when fewer runs come in`,
  );
};

/** The id of the present snapshot: has its pending parts made, and keeps none. Throws where runs come in all the time. */
export const fetchSnapshotId = async (source: SnapshotSource): Promise<string> => {
  let pending: readonly string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const index = await source.index(round > 0);
    if (index.id !== undefined) return index.id;
    pending = index.pending ?? [];
    await makePending(pending, source, { write: async () => undefined });
  }
  throw restless(pending);
};

/**
 * Fetches the present snapshot: has its pending parts made, and fetches those that the store lacks. Runs that come in meanwhile change parts;
 * then the index is asked for again with those made at its moment, ten times at most. Gives the index of a snapshot whose parts are all in the store.
 */
export const fetchSnapshot = async (
  source: SnapshotSource,
  store: PartStore,
): Promise<SnapshotIndex & { id: string; createdAt: string }> => {
  let pending: readonly string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    // What is left pending after the others were made changes too often to be caught at rest.
    const index = await source.index(round > 0);
    const { id, createdAt } = index;
    pending = index.pending ?? [];
    if (id === undefined || createdAt === undefined) {
      await makePending(pending, source, store);
      continue;
    }
    const lists = index.suites.flatMap(({ list }) => list ?? []);
    const hasLists = await fetchParts(lists, source, store);
    if (hasLists && (await fetchParts(await partsOf(index, store), source, store))) return { ...index, id, createdAt };
  }
  throw restless(pending);
};
