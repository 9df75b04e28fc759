import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SnapshotChanges, SnapshotChangesSchema } from "#contract/snapshot/changes.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { PartSchema } from "#contract/snapshot/parts.ts";
import { PUBLISHED_FILES, PublishedListSchema, type PublishedSnapshot } from "#contract/snapshot/published.ts";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { type Arrival, arrivalsOf } from "./arrivals.ts";
import { snapshotFolder } from "./keep.ts";
import { partIds, partsOf, partText } from "./report.ts";

const folder = snapshotFolder(process.env);

const textOf = (path: string): string | undefined =>
  existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8") : undefined;

const listText = textOf(PUBLISHED_FILES.list);

/** The snapshots that were published, the newest first; none where the site is built without being published. */
export const published: readonly PublishedSnapshot[] =
  listText === undefined ? [] : PublishedListSchema.parse(JSON.parse(listText)).snapshots;

/** The index of a published snapshot, as it was when it was published. */
export const publishedIndexText = (id: string): string => textOf(PUBLISHED_FILES.index(id)) ?? "";

/** What is another in a published snapshot than in the one before it; undefined where that is not kept. */
export const changesOf = (id: string): SnapshotChanges | undefined => {
  const text = textOf(PUBLISHED_FILES.changes(id));
  return text === undefined ? undefined : SnapshotChangesSchema.parse(JSON.parse(text));
};

/** The parts of all snapshots that the site keeps, each once. */
export const publishedParts = (): string[] => [
  ...new Set([
    ...partIds,
    ...published.flatMap(({ id }) => partsOf(SnapshotIndexSchema.parse(JSON.parse(publishedIndexText(id))))),
  ]),
];

/** The published snapshots with what each changed, the newest first. */
export const publications = published.flatMap((snapshot) => {
  const changes = changesOf(snapshot.id);
  return changes ? [{ snapshot, changes }] : [];
});

/** The ids of the batches of a part, which many snapshots may have in common. */
const batchIdsOf = (() => {
  const known = new Map<string, readonly string[]>();
  return (part: string): readonly string[] => {
    const found = known.get(part);
    if (found) return found;
    const read = PartSchema.parse(JSON.parse(partText(part)));
    const ids = read.kind === "batches" ? read.batches.batchId : [];
    known.set(part, ids);
    return ids;
  };
})();

/** With which publication each batch came in, as far as that is kept. */
export const arrivals: ReadonlyMap<string, Arrival> = arrivalsOf(
  published.map(({ id, previous }) => {
    const { batches } = SnapshotIndexSchema.parse(JSON.parse(publishedIndexText(id)));
    return { id, previous, batchIds: batches.flatMap(batchIdsOf) };
  }),
);

const hashOfPublication = (() => {
  const known = new Map<string, string>();
  return (id: string): string => {
    const hash = known.get(id) ?? hashOf(JSON.stringify([published.find((one) => one.id === id), changesOf(id)]));
    known.set(id, hash);
    return hash;
  };
})();

/** A hash of the publication with which a batch came in, and of what that changed; "" where that is not kept. */
export const hashOfArrival = (batchId: string): string => {
  const arrival = arrivals.get(batchId);
  return arrival === undefined ? "" : hashOf(JSON.stringify([arrival.others, hashOfPublication(arrival.id)]));
};
