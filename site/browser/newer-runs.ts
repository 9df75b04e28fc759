// Whether the server has other data by now than those that the site shows: asked when there is nothing else to do, at most now and then.

/** How long an answer holds, in milliseconds: each one costs the server a row of its database a part of the snapshot. */
const HOLDS_MS = 600_000;

/** What a page remembers while its tab is open. */
type Memory = Pick<Storage, "getItem" | "setItem">;

/** What is asked, and of whom. */
export interface Asking {
  /** Where the site says the id of the snapshot that it shows. */
  shownAt: string;
  /** Where the present one is. */
  address: string;
  memory: Memory;
  now: number;
  ask?: typeof fetch;
}

const KEY = "newer-runs";

/** The id of the snapshot that the site shows; undefined where it does not say. A file of its own, since a page changes only when its figures do. */
const shownId = async ({ shownAt, ask = fetch }: Asking): Promise<string | undefined> => {
  const response = await ask(shownAt).catch(() => undefined);
  return response?.ok ? (await response.text()).trim() : undefined;
};

/**
 * The id of the server's snapshot; "" while runs have come in that are in none yet; undefined where it does not answer. The server says the id
 * as the ETag of its index.
 */
const presentId = async (shown: string, { address, memory, now, ask = fetch }: Asking): Promise<string | undefined> => {
  // By what is shown: an answer from before says nothing of a site that has been built since.
  const key = `${KEY} ${shown}`;
  const [at, known] = (memory.getItem(key) ?? "").split(" ");
  if (at && known !== undefined && now - Number(at) < HOLDS_MS) return known;
  const response = await ask(address, { method: "HEAD" }).catch(() => undefined);
  if (!response?.ok) return undefined;
  const id = (response.headers.get("etag") ?? "").replace(/^W\/|"/g, "");
  memory.setItem(key, `${now} ${id}`);
  return id;
};

/** Whether runs or decisions have come in since the snapshot that the site shows. False where nobody answers. */
export const hasNewerRuns = async (asking: Asking): Promise<boolean> => {
  const shown = await shownId(asking);
  if (shown === undefined) return false;
  const id = await presentId(shown, asking);
  return id !== undefined && id !== shown;
};
