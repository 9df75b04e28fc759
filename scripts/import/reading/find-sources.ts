import type { Dirent, Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../command/cli-error.ts";
import { type Context, typedPath } from "../../command/context.ts";
import type { Source } from "./read-file.ts";

/** The endings of files that results come in, packed or not; whatever else lies in a folder is left alone. */
const RESULT_FILE =
  /\.(json|jsonl|ndjson|eval|ya?ml|csv|tsv|xml|db|sqlite3?)(\.(gz|zst|zstd|xz|bz2|lz4))?$|\.(zip|tar|tgz|tar\.\w+|7z)$/i;

/** Whether a file in a folder is taken for one of results, by its name. */
export const isResultFile = (name: string): boolean => RESULT_FILE.test(name);

/** Files that lie together: the entry holds the results, and whatever else is in the folder belongs to it. */
export interface FolderLayout {
  /** The path of the entry from the folder. */
  entry: string;
  /** A name in the folder that tells it from others. */
  mark: string;
}

/** Says whether a file is the entry of a folder of that layout. */
type IsEntry = (source: Source, layout: FolderLayout) => Promise<boolean>;

/** How folders are looked through: the layouts that are known, and files that come after all others of their folder. */
export interface Looking {
  layouts: readonly FolderLayout[];
  isEntry: IsEntry;
  comesLast: (name: string) => boolean;
}

/**
 * The files as typed, folders replaced by the result files within; links are followed, and a file is taken once however many links
 * lead to it. UsageError for what is not there.
 */
export const findSources = async (
  context: Pick<Context, "cwd">,
  names: readonly string[],
  looking: Looking,
): Promise<Source[]> => {
  const seen = new Set<string>();
  const sources: Source[] = [];
  for (const name of names) {
    // One by one: a spread takes every item as an argument.
    for (const source of await sourcesAt(name, typedPath(context, name), looking, seen)) sources.push(source);
  }
  return sources;
};

const sourcesAt = async (name: string, path: string, looking: Looking, seen: Set<string>): Promise<Source[]> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `no such file: ${name}` : `cannot read ${name}: ${error.code}`);
  });
  if (!found.isDirectory()) return [sourceOf(name, path, found)];
  const within = await sourcesWithin(name, path, looking, seen);
  if (within.length === 0) throw new UsageError(`no file of results in the folder: ${name}`);
  return within;
};

const sourceOf = (name: string, path: string, found: Stats): Source =>
  found.isFile() ? { name, path, size: found.size } : { name, path, size: undefined, isStream: true };

/** The sources in a folder: its own files, then those of its folders. */
export const sourcesWithin = async (
  name: string,
  path: string,
  looking: Looking,
  seen: Set<string> = new Set(),
): Promise<Source[]> => await sourcesOf({ name, path, real: await realpath(path) }, looking, seen);

/** A folder or a file: its path as typed, the one that it is opened by, and the one behind all links. */
interface Place {
  name: string;
  path: string;
  real: string;
}

const sourcesOf = async (folder: Place, looking: Looking, seen: Set<string>): Promise<Source[]> => {
  if (!isNew(folder.real, seen)) return [];
  const entries = (await readdir(folder.path, { withFileTypes: true }))
    .filter((entry) => !isLeftAlone(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const whole = await wholeFolder(folder, new Set(entries.map((entry) => entry.name)), looking);
  if (whole !== undefined) return [whole];
  const [files, last, folders]: [Source[], Source[], Place[]] = [[], [], []];
  for (const entry of entries) {
    const { kind, ...place } = await placeOf(entry, folder);
    if (kind === "folder") folders.push(place);
    if (kind !== "file" || !isResultFile(entry.name) || !isNew(place.real, seen)) continue;
    const found = await stat(place.path).catch(() => undefined);
    (looking.comesLast(entry.name) ? last : files).push({ name: place.name, path: place.path, size: found?.size });
  }
  const sources = [...files, ...last];
  for (const inner of folders) {
    for (const source of await sourcesOf(inner, looking, seen)) sources.push(source);
  }
  return sources;
};

/** What an entry of a folder is. Only a link has to be asked where it leads; one that leads nowhere is a file, too: opening it says so. */
const placeOf = async (entry: Dirent, folder: Place): Promise<Place & { kind: "folder" | "file" | "other" }> => {
  const [name, path] = [join(folder.name, entry.name), join(folder.path, entry.name)];
  if (!entry.isSymbolicLink()) {
    const kind = entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other";
    return { name, path, real: join(folder.real, entry.name), kind };
  }
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { name, path, real: path, kind: "file" };
  const kind = found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
  return { name, path, real: await realpath(path), kind };
};

/** Hidden files and what is installed are nobody's results; Hugging Face keeps a model's in a folder that is hidden. */
const isLeftAlone = (name: string): boolean =>
  (name.startsWith(".") && name !== ".eval_results") || name === "node_modules";

/** The entry of a folder that is one thing as a whole; undefined for a folder of files. */
const wholeFolder = async (
  { name, path }: Place,
  names: ReadonlySet<string>,
  { layouts, isEntry }: Looking,
): Promise<Source | undefined> => {
  for (const layout of layouts) {
    if (!names.has(layout.mark) || !names.has(layout.entry.split("/")[0] ?? "")) continue;
    const inner = join(path, layout.entry);
    const found = await stat(inner).catch(() => undefined);
    if (!found?.isFile()) continue;
    const source = { name: join(name, layout.entry), path: inner, size: found.size };
    if (await isEntry(source, layout)) return source;
  }
  return undefined;
};

const isNew = (path: string, seen: Set<string>): boolean => {
  if (seen.has(path)) return false;
  seen.add(path);
  return true;
};
