import { join } from "node:path";
import type { SnapshotChanges } from "#contract/snapshot/changes.ts";
import { PUBLISHED_FILES } from "#contract/snapshot/published.ts";
import { compareSnapshots, firstChanges } from "#statistics/changes/compare-snapshots.ts";
import { formatCounted } from "#words/numbers.ts";
import { readSnapshot } from "../snapshots/check-snapshot.ts";
import { type DecisionReason, withReasons } from "../snapshots/decision-reasons.ts";
import { snapshotOfSite } from "../snapshots/find-snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { keepParts, writeWhole } from "../snapshots/snapshot-folder.ts";
import { forgetSnapshots, gatherSnapshots, listWith, readPublishedList } from "./gather-history.ts";
import type { TakenSnapshot } from "./take-snapshot.ts";

/** What the history of a site is made of. */
interface History {
  /** The site as it is. */
  published: SiteFiles;
  /** The id of the snapshot that it shows. */
  previous: string | undefined;
  /** The snapshot that it shall show, whose parts lie in the folder. */
  taken: TakenSnapshot;
  folder: string;
  /** The public reasons of decisions since a moment. */
  reasons: (since: string) => Promise<DecisionReason[]>;
  now: Date;
}

/** What differs from the snapshot that the site shows. A snapshot that was published before keeps what was said of it then. */
const changesTo = async ({ published, previous, taken, reasons }: History): Promise<SnapshotChanges | string> => {
  const known = await published.read(PUBLISHED_FILES.changes(taken.index.id));
  if (known !== undefined) return known;
  const before = previous === undefined ? undefined : await snapshotOfSite(published);
  if (!before) return firstChanges(taken.snapshot);
  const earlier = await readSnapshot(before);
  return withReasons(compareSnapshots(earlier.snapshot, taken.snapshot), await reasons(earlier.index.createdAt));
};

/** Lays what the site keeps of earlier snapshots beside the present one, with what has changed since. Says what that is. */
export const layHistory = async (history: History): Promise<string> => {
  const { published, taken, folder, previous, now } = history;
  const { index, parts } = taken;
  await forgetSnapshots(folder);
  const { snapshots: earlier } = await readPublishedList(published);
  const list = listWith(earlier, index, { previous, now });
  const others = list.filter(({ id }) => id !== index.id);
  const kept = new Set([...parts, ...(await gatherSnapshots(published, others, folder))]);
  await keepParts(folder, kept);
  const changes = await changesTo(history);
  const write = (path: string, content: unknown) =>
    writeWhole(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  await write(PUBLISHED_FILES.index(index.id), index);
  await write(PUBLISHED_FILES.changes(index.id), changes);
  await write(PUBLISHED_FILES.list, { snapshots: list });
  return `${formatCounted(others.length, "earlier snapshot")}, ${formatCounted(kept.size, "part")} together`;
};
