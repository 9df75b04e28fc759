import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { ListedSnapshotSchema, PUBLISHED_FILES } from "#contract/snapshot/published.ts";
import { CliError, UsageError } from "../command/cli-error.ts";
import { type Context, typedPath } from "../command/context.ts";
import { inProject } from "../command/project.ts";
import type { SnapshotFiles } from "./check-snapshot.ts";
import { type SiteFiles, siteAt, siteIn } from "./site-files.ts";
import { indexFile } from "./snapshot-folder.ts";

/** Where `npm run publish` keeps what it works with. */
export const PUBLISH_FOLDER = inProject(".cache", "publish");

/** A snapshot, and the site that publishes it, if it was found on one. */
export interface FoundSnapshot extends SnapshotFiles {
  site?: SiteFiles;
}

const readIfThere = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(() => undefined);

/** A snapshot of a site: the present one, or an earlier one by its id. */
export const snapshotOfSite = async (site: SiteFiles, id?: string): Promise<FoundSnapshot | undefined> => {
  const path = id === undefined ? PUBLISHED_FILES.present : PUBLISHED_FILES.index(id);
  const index = await site.read(path);
  if (index === undefined) return undefined;
  return { name: path, index, site, part: (part) => site.read(PUBLISHED_FILES.part(part)) };
};

/** A snapshot in a folder that a build takes. */
const snapshotInFolder = async (folder: string): Promise<FoundSnapshot | undefined> => {
  const index = await readIfThere(indexFile(folder));
  if (index === undefined) return undefined;
  return { name: indexFile(folder), index, part: (id) => readIfThere(join(folder, "parts", `${id}.json`)) };
};

/** An index that is a file: its parts lie beside it, or where a site keeps them. */
const snapshotInFile = async (file: string): Promise<FoundSnapshot> => {
  const index = await readFile(file, "utf8");
  const folder = dirname(file);
  const candidates = [
    join(folder, "parts"),
    join(folder, "..", "data", "parts"),
    join(folder, "..", "..", "data", "parts"),
  ];
  const parts = candidates.find((candidate) => existsSync(candidate)) ?? join(folder, "parts");
  return { name: file, index, part: (id) => readIfThere(join(parts, `${id}.json`)) };
};

const snapshotAtPath = async (path: string): Promise<FoundSnapshot> => {
  if (!(await stat(path)).isDirectory()) return snapshotInFile(path);
  const found = (await snapshotInFolder(path)) ?? (await snapshotOfSite(siteIn(path)));
  if (found) return found;
  throw new CliError(`${path} holds no snapshot: neither index.json with parts/ beside it, nor data/snapshot.json`);
};

/** The snapshot behind an address: a site, the index of one, or a Worker's. */
const snapshotAtUrl = async (url: string, signal?: AbortSignal): Promise<FoundSnapshot> => {
  if (url.endsWith(".json")) {
    const index = await siteAt(new URL("./", url).href, signal).read(url.slice(url.lastIndexOf("/") + 1));
    const root = url.replace(/(?:data|snapshots\/[^/]+)\/snapshot\.json$/, "");
    const site = siteAt(root, signal);
    if (index === undefined) throw new CliError(`there is nothing at ${url}`);
    return { name: url, index, part: (id) => site.read(PUBLISHED_FILES.part(id)) };
  }
  const found = await snapshotOfSite(siteAt(url, signal));
  if (found) return found;
  throw new CliError(`the site at ${url} names no snapshot: it has no ${PUBLISHED_FILES.present}`);
};

/** Whether a text may be the id of a snapshot, or the beginning of one. */
export const isSnapshotId = (text: string): boolean => /^[0-9a-f]{8,64}$/.test(text);

/** The only one of some ids that begins so; undefined: there is none. UsageError where there are several. */
export const onlyId = (ids: readonly string[], start: string): string | undefined => {
  const [id, ...others] = ids.filter((one) => one.startsWith(start));
  if (others.length === 0) return id;
  throw new UsageError(`${start} begins the ids of ${others.length + 1} snapshots: give more of its digits`);
};

/** The ids of the snapshots that a site's folder, or that of the publisher, keeps. */
const idsIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, "snapshots")).catch(() => [])).filter((name) => /^[0-9a-f]{64}$/.test(name));

/** A frozen snapshot by the beginning of its id, in what this checkout keeps: the built site and what was published from here. */
const snapshotById = async (start: string): Promise<FoundSnapshot | undefined> => {
  for (const folder of [inProject("dist"), PUBLISH_FOLDER]) {
    const present = folder === PUBLISH_FOLDER ? await snapshotInFolder(folder) : await snapshotOfSite(siteIn(folder));
    if (present && (JSON.parse(present.index) as { id?: string }).id?.startsWith(start)) return present;
    const id = onlyId(await idsIn(folder), start);
    if (id === undefined) continue;
    const file = join(folder, PUBLISHED_FILES.index(id));
    const parts = folder === PUBLISH_FOLDER ? join(folder, "parts") : join(folder, "data", "parts");
    const index = await readFile(file, "utf8");
    return { name: file, index, part: (part) => readIfThere(join(parts, `${part}.json`)) };
  }
  return undefined;
};

const FrozenListSchema = z.array(ListedSnapshotSchema.pick({ id: true }).loose());

/** The most that the Worker lists at once, the newest first; an older one needs its whole id. */
const MOST_LISTED = 1_000;

/** The id that begins so of a snapshot that a Worker has frozen; the text itself where it has none, or no bucket. */
const frozenId = async (api: SiteFiles, start: string): Promise<string> => {
  if (start.length === 64) return start;
  const text = await api.read(`api/snapshots?limit=${MOST_LISTED}`).catch(() => undefined);
  const listed = FrozenListSchema.parse(JSON.parse(text ?? "[]"));
  const ids = listed.map(({ id }) => id);
  return onlyId(ids, start) ?? start;
};

/** A frozen snapshot of a Worker with a bucket, by the beginning of its id. */
const snapshotOfWorker = async (
  worker: string,
  start: string,
  signal?: AbortSignal,
): Promise<FoundSnapshot | undefined> => {
  const api = siteAt(worker, signal);
  const name = `api/snapshots/${await frozenId(api, start)}`;
  const index = await api.read(name).catch(() => undefined);
  return index === undefined ? undefined : { name, index, part: (part) => api.read(`api/snapshot/parts/${part}`) };
};

/**
 * The snapshot that somebody means: the address of a site, a file or folder, or the (beginning of the) id of one that was built or published
 * from here or frozen by the Worker. CliError if there is none.
 */
export const findSnapshot = async (context: Context, reference: string, worker?: string): Promise<FoundSnapshot> => {
  if (/^https?:/i.test(reference)) return snapshotAtUrl(reference, context.signal);
  const path = typedPath(context, reference);
  if (existsSync(path)) return snapshotAtPath(path);
  if (!isSnapshotId(reference)) {
    throw new UsageError(
      `${reference} is neither a file, nor an address, nor the id of a snapshot (at least 8 of its hexadecimal digits)`,
    );
  }
  const found =
    (await snapshotById(reference)) ?? (worker && (await snapshotOfWorker(worker, reference, context.signal)));
  if (found) return found;
  throw new CliError(`no snapshot ${reference} in dist/, in ${PUBLISH_FOLDER}${worker ? ` or at ${worker}` : ""}`);
};
