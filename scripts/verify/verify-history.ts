import type * as z from "zod";
import { SnapshotChangesSchema } from "#contract/snapshot/changes.ts";
import { PUBLISHED_FILES, PublishedListSchema, type PublishedSnapshot } from "#contract/snapshot/published.ts";
import { compareSnapshots, firstChanges } from "#statistics/changes/compare-snapshots.ts";
import { type CheckedSnapshot, checkSnapshot } from "../snapshots/check-snapshot.ts";
import { snapshotOfSite } from "../snapshots/find-snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { differencesOf } from "./compare-board.ts";
import type { Comparison } from "./compare-table.ts";

/** The JSON of a file of a site, as a schema has it; undefined: it is something else. */
const readAs = async <T>(site: SiteFiles, file: string, schema: z.ZodType<T>): Promise<T | undefined> => {
  try {
    return schema.safeParse(JSON.parse((await site.read(file)) ?? "")).data;
  } catch {
    return undefined;
  }
};

const of = (file: string, { values, problems }: Comparison): Comparison => ({
  values,
  problems: problems.map((problem) => `${file}: ${problem}`),
});

/** What the list says of a snapshot, held against its index. */
const compareListed = ({ publishedAt, previous, ...listed }: PublishedSnapshot, { index }: CheckedSnapshot) => {
  if (!index) return { values: 0, problems: [] };
  const { id, createdAt, runs, cells, suites } = index;
  return differencesOf(listed, { id, createdAt, runs, cells, suites: suites.length }, listed.id.slice(0, 12));
};

const checkedAt = async (site: SiteFiles, id: string): Promise<CheckedSnapshot | undefined> => {
  const snapshot = await snapshotOfSite(site, id);
  return snapshot && (await checkSnapshot(snapshot));
};

/** Public reasons are told by the Worker, and are in no snapshot. */
const withoutReasons = (text: unknown): unknown =>
  JSON.parse(JSON.stringify(text, (key, value: unknown) => (key === "reasons" ? undefined : value)));

/**
 * Checks what a site keeps of the snapshots that it has published: each index and part by its id, what the list says of each, and what each
 * changed, computed again where the one before is kept. Public reasons of decisions are left out.
 */
export const verifyHistory = async (site: SiteFiles): Promise<Comparison> => {
  if ((await site.read(PUBLISHED_FILES.list)) === undefined) return { values: 0, problems: [] };
  const list = await readAs(site, PUBLISHED_FILES.list, PublishedListSchema);
  if (!list) return { values: 0, problems: [`${PUBLISHED_FILES.list}: it is not a list of snapshots`] };
  const found: Comparison[] = [];
  const say = (...problems: string[]) => found.push({ values: 0, problems });
  // A snapshot is read once, although the next one is compared with it.
  const known = new Map<string, Promise<CheckedSnapshot | undefined>>();
  const read = (id: string) => {
    const snapshot = known.get(id) ?? checkedAt(site, id);
    known.set(id, snapshot);
    return snapshot;
  };
  for (const listed of list.snapshots) {
    const [index, file] = [PUBLISHED_FILES.index(listed.id), PUBLISHED_FILES.changes(listed.id)];
    const own = await read(listed.id);
    known.delete(listed.id);
    if (!own) say(`${index}: it is missing`);
    else found.push({ values: 0, problems: own.problems }, of(PUBLISHED_FILES.list, compareListed(listed, own)));
    const changes = await readAs(site, file, SnapshotChangesSchema);
    if (!changes) say(`${file}: it does not say what changed`);
    if (!changes || !own?.snapshot) continue;
    const before = changes.from === undefined ? undefined : (await read(changes.from))?.snapshot;
    if (changes.from !== undefined && !before) continue;
    const recomputed = before ? compareSnapshots(before, own.snapshot) : firstChanges(own.snapshot);
    found.push(of(file, differencesOf(withoutReasons(changes), withoutReasons(recomputed), "")));
  }
  return {
    values: found.reduce((sum, { values }) => sum + values, 0),
    problems: [...new Set(found.flatMap(({ problems }) => problems))],
  };
};
