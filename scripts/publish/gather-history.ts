import { rm } from "node:fs/promises";
import { join } from "node:path";
import { hashOf } from "#contract/snapshot/hash.ts";
import {
  MOST_PUBLISHED,
  PUBLISHED_FILES,
  type PublishedList,
  PublishedListSchema,
  type PublishedSnapshot,
} from "#contract/snapshot/published.ts";
import { CliError } from "../command/cli-error.ts";
import { readSnapshot, type WholeIndex } from "../snapshots/check-snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { partFolder, writeWhole } from "../snapshots/snapshot-folder.ts";

/** The snapshots that a site has published; none where it has published nothing. CliError if its list is damaged. */
export const readPublishedList = async (site: SiteFiles): Promise<PublishedList> => {
  const text = await site.read(PUBLISHED_FILES.list);
  if (text === undefined) return { snapshots: [] };
  try {
    return PublishedListSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CliError(`${site.name}: ${PUBLISHED_FILES.list} is not a list of snapshots`, 1, { cause });
  }
};

/** The present snapshot with the earlier ones behind it; it keeps its place and moment where it was published before. */
export const listWith = (
  earlier: readonly PublishedSnapshot[],
  index: WholeIndex,
  { previous, now }: { previous: string | undefined; now: Date },
): PublishedSnapshot[] => {
  if (earlier.some(({ id }) => id === index.id)) return [...earlier];
  const { id, createdAt, runs, cells, suites } = index;
  const record = { id, createdAt, publishedAt: now.toISOString(), runs, cells, suites: suites.length };
  return [previous === undefined ? record : { ...record, previous }, ...earlier].slice(0, MOST_PUBLISHED);
};

/** A part that the folder keeps, or that the site has; what comes from there is kept. */
const partFrom = (site: SiteFiles, folder: string) => {
  const store = partFolder(folder);
  return async (id: string): Promise<string | undefined> => {
    if (await store.has(id)) return store.read(id);
    const text = await site.read(PUBLISHED_FILES.part(id));
    if (text !== undefined && hashOf(text) === id) await store.write(id, text);
    return text;
  };
};

/**
 * Takes over from the published site what it keeps of earlier snapshots: index, parts and changes of each, checked against their ids. Gives
 * the parts of all. What of them is kept already is not fetched.
 */
export const gatherSnapshots = async (
  site: SiteFiles,
  earlier: readonly PublishedSnapshot[],
  folder: string,
): Promise<Set<string>> => {
  const parts = new Set<string>();
  const part = partFrom(site, folder);
  for (const { id } of earlier) {
    const name = PUBLISHED_FILES.index(id);
    const index = await site.read(name);
    if (index === undefined) throw new CliError(`${site.name} lists the snapshot ${id} and lacks its index, ${name}`);
    const read = await readSnapshot({ name, index, part });
    if (read.index.id !== id) throw new CliError(`${site.name}: ${name} is of snapshot ${read.index.id}`);
    for (const one of read.parts) parts.add(one);
    await writeWhole(join(folder, name), index);
    const changes = await site.read(PUBLISHED_FILES.changes(id));
    if (changes !== undefined) await writeWhole(join(folder, PUBLISHED_FILES.changes(id)), changes);
  }
  return parts;
};

/** Leaves nothing of snapshots that an earlier publication gathered. */
export const forgetSnapshots = (folder: string): Promise<void> =>
  rm(join(folder, "snapshots"), { recursive: true, force: true });
