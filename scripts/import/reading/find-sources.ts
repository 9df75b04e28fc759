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

/** The name that stands for the standard input. */
const STANDARD_INPUT = "-";

/** What names stand for. */
export interface Found {
  sources: Source[];
  /** How many files a name stands for that another one has named before: each is taken once. */
  repeated: number;
}

/** The files that were found, by their paths behind all links, each with the place of the name that it was found by. */
type Seen = Map<string, number>;

/** What is looked for: in the folders, and on behalf of the name at that place. */
interface Search {
  looking: Looking;
  seen: Seen;
  place: number;
  /** The folders that were gone through for this name: a link may lead back to one. */
  folders: Set<string>;
  repeated: number;
}

/**
 * The files as typed, folders replaced by the result files within; - is the standard input. Links are followed, and a file is taken once
 * however many links and names lead to it. UsageError for what is not there.
 */
export const findSources = async (
  context: Pick<Context, "cwd">,
  names: readonly string[],
  looking: Looking,
): Promise<Found> => {
  const seen: Seen = new Map();
  const found: Found = { sources: [], repeated: 0 };
  for (const [place, name] of names.entries()) {
    const search: Search = { looking, seen, place, folders: new Set(), repeated: 0 };
    // One by one: a spread takes every item as an argument.
    for (const source of await sourcesAt(name, context, search)) found.sources.push(source);
    found.repeated += search.repeated;
  }
  return found;
};

const sourcesAt = async (name: string, context: Pick<Context, "cwd">, search: Search): Promise<Source[]> => {
  if (name === STANDARD_INPUT) {
    const source = { name: "standard input", path: STANDARD_INPUT, size: undefined, isStream: true };
    return isNew(STANDARD_INPUT, search) ? [source] : [];
  }
  const path = typedPath(context, name);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `no such file: ${name}` : `cannot read ${name}: ${error.code}`);
  });
  // A pipe without a name has no path behind its links.
  const real = await realpath(path).catch(() => path);
  if (!found.isDirectory()) return isNew(real, search) ? [sourceOf(name, path, found)] : [];
  const within = await sourcesOf({ name, path, real }, search);
  if (within.length + search.repeated === 0) throw new UsageError(`no file of results in the folder: ${name}`);
  return within;
};

const sourceOf = (name: string, path: string, found: Stats): Source =>
  found.isFile() ? { name, path, size: found.size } : { name, path, size: undefined, isStream: true };

/** The sources in a folder: its own files, then those of its folders. */
export const sourcesWithin = async (name: string, path: string, looking: Looking): Promise<Source[]> => {
  const search: Search = { looking, seen: new Map(), place: 0, folders: new Set(), repeated: 0 };
  return await sourcesOf({ name, path, real: await realpath(path) }, search);
};

/** A folder or a file: its path as typed, the one that it is opened by, and the one behind all links. */
interface Place {
  name: string;
  path: string;
  real: string;
}

const sourcesOf = async (folder: Place, search: Search): Promise<Source[]> => {
  const { looking, folders: visited } = search;
  if (visited.has(folder.real)) return [];
  visited.add(folder.real);
  const entries = (await readdir(folder.path, { withFileTypes: true }))
    .filter((entry) => !isLeftAlone(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const whole = await wholeFolder(folder, new Set(entries.map((entry) => entry.name)), looking);
  if (whole !== undefined) return isNew(await realpath(whole.path), search) ? [whole] : [];
  const [files, last, folders]: [Source[], Source[], Place[]] = [[], [], []];
  for (const entry of entries) {
    const { kind, ...place } = await placeOf(entry, folder);
    if (kind === "folder") folders.push(place);
    if (kind !== "file" || !isResultFile(entry.name) || !isNew(place.real, search)) continue;
    const found = await stat(place.path).catch(() => undefined);
    (looking.comesLast(entry.name) ? last : files).push({ name: place.name, path: place.path, size: found?.size });
  }
  const sources = [...files, ...last];
  for (const inner of folders) {
    for (const source of await sourcesOf(inner, search)) sources.push(source);
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

/** Whether a file has not been found yet; one that was found by another name is counted. */
const isNew = (path: string, search: Search): boolean => {
  const before = search.seen.get(path);
  if (before === undefined) search.seen.set(path, search.place);
  else if (before !== search.place) search.repeated += 1;
  return before === undefined;
};
