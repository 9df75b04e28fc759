import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SnapshotChanges, SnapshotChangesSchema } from "#contract/snapshot/changes.ts";
import { PUBLISHED_FILES, PublishedListSchema, type PublishedSnapshot } from "#contract/snapshot/published.ts";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { snapshotFolder } from "./keep.ts";
import { partIds, partsOf } from "./report.ts";

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
