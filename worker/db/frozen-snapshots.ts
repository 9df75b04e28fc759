import { HashSchema } from "#contract/snapshot/hash.ts";
import { PartListSchema } from "#contract/snapshot/parts.ts";
import { type ListedSnapshot, ListedSnapshotSchema } from "#contract/snapshot/published.ts";
import { type SnapshotIndex, SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";

/** The index of a snapshot without pending parts. */
export type WholeIndex = SnapshotIndex & { id: string; createdAt: string };

// A bucket holds each part and each index under its hash, and for each index a key without content that sorts it: the newest first.
const PARTS = "parts/";
const SNAPSHOTS = "snapshots/";
const NEWEST = "newest/";

/** More than any moment that an index may have, in milliseconds since 1970. */
const NEVER = 1e15;

/** Where a snapshot stands in the list: the later its data, the earlier. */
const placeOf = ({ createdAt, id }: WholeIndex): string =>
  `${String(NEVER - Date.parse(createdAt)).padStart(16, "0")}-${id}`;

const AS_JSON = { httpMetadata: { contentType: "application/json" } };

/** The text of a part that is kept; undefined if it is not. */
export const readFrozenPart = async (bucket: R2Bucket, id: string): Promise<string | undefined> =>
  HashSchema.safeParse(id).success ? (await bucket.get(PARTS + id))?.text() : undefined;

/** Whether a part is kept. */
export const hasFrozenPart = async (bucket: R2Bucket, id: string): Promise<boolean> =>
  (await bucket.head(PARTS + id)) !== null;

/** Keeps a part, whose hash is its id. */
export const keepPart = async (bucket: R2Bucket, id: string, text: string): Promise<void> => {
  await bucket.put(PARTS + id, text, { ...AS_JSON, sha256: id });
};

/**
 * The parts that an index names, in their order as keys, those that its lists name among them, where the lists are kept; and what it calls a
 * list that is another part.
 */
const partsOf = async (bucket: R2Bucket, { suites, batches }: SnapshotIndex) => {
  const [named, lists] = [new Set(batches), new Set<string>()];
  for (const { parts = [], list, manifest } of suites) {
    if (manifest !== undefined) named.add(manifest);
    if (list === undefined) for (const part of parts) named.add(part);
    else lists.add(list);
  }
  const noLists: string[] = [];
  for (const list of lists) {
    named.add(list);
    const text = await readFrozenPart(bucket, list);
    if (text === undefined) continue;
    const { success, data } = PartListSchema.safeParse(JSON.parse(text));
    if (!success) noLists.push(list);
    for (const part of data?.parts ?? []) named.add(part);
  }
  return { named: [...named].sort(), noLists };
};

/**
 * The parts of a snapshot that are not kept, `most` of them at most, and those that are no lists although it calls them so. Goes through
 * the bucket's keys from one part that is wanted to the next, 1,000 at a time: never more requests than parts, and far fewer where the
 * bucket holds little else.
 */
export const findMissingParts = async (
  bucket: R2Bucket,
  index: SnapshotIndex,
  most: number,
): Promise<{ missing: string[]; noLists: string[] }> => {
  const { named, noLists } = await partsOf(bucket, index);
  const missing: string[] = [];
  let kept = new Set<string>();
  /** Up to where `kept` has every key. */
  let known: string | undefined = "";
  for (const id of named) {
    const key = PARTS + id;
    if (known !== undefined && key > known) {
      // A key without its last digit comes right before it.
      const { objects, truncated } = await bucket.list({ prefix: PARTS, startAfter: key.slice(0, -1) });
      kept = new Set(objects.map((object) => object.key));
      known = truncated ? objects.at(-1)?.key : undefined;
    }
    if (!kept.has(key)) missing.push(id);
    if (missing.length === most) break;
  }
  return { missing, noLists };
};

/** The index of the one snapshot whose id begins like that; undefined: none does, or several do. */
export const readFrozenIndex = async (bucket: R2Bucket, start: string): Promise<WholeIndex | undefined> => {
  const { objects } = await bucket.list({ prefix: SNAPSHOTS + start, limit: 2 });
  const [first] = objects;
  if (!first || objects.length > 1) return undefined;
  const index = SnapshotIndexSchema.parse(await (await bucket.get(first.key))?.json());
  return { ...index, id: index.id ?? "", createdAt: index.createdAt ?? "" };
};

/** Keeps an index, all of whose parts are kept. Gives whether it is new: what is there stays as it is. */
export const keepIndex = async (bucket: R2Bucket, index: WholeIndex): Promise<boolean> => {
  const onlyIf = { etagDoesNotMatch: "*" };
  const stored = await bucket.put(SNAPSHOTS + index.id, JSON.stringify(index), { ...AS_JSON, onlyIf });
  // Also where it was there: whoever put it may have been cut off before it was in the list.
  const kept = (stored === null && (await readFrozenIndex(bucket, index.id))) || index;
  const { id, createdAt, runs, cells, suites } = kept;
  const listed = { id, createdAt, runs: String(runs), cells: String(cells), suites: String(suites.length) };
  await bucket.put(NEWEST + placeOf(kept), "", { customMetadata: listed });
  return stored !== null;
};

/** A page of the snapshots that are kept, the newest data first, from a cursor on; and the cursor of the next one. */
export const listFrozen = async (
  bucket: R2Bucket,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<{ snapshots: ListedSnapshot[]; next: string | undefined }> => {
  const { objects, truncated } = await bucket.list({
    ...{ prefix: NEWEST, limit, include: ["customMetadata"] },
    ...(cursor !== undefined && { startAfter: NEWEST + cursor }),
  });
  const snapshots = objects.map(({ customMetadata: { id, createdAt, ...counts } = {} }) =>
    ListedSnapshotSchema.parse({
      ...{ id, createdAt },
      ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)])),
    }),
  );
  return { snapshots, next: truncated ? objects.at(-1)?.key.slice(NEWEST.length) : undefined };
};
