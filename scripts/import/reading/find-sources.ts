import type { Stats } from "node:fs";
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
): Promise<Source[]> => {
  if (!isNew(await realpath(path), seen)) return [];
  const names = (await readdir(path)).filter((entry) => !isLeftAlone(entry)).sort();
  const whole = await wholeFolder(name, path, names, looking);
  if (whole !== undefined) return [whole];
  const [files, last, folders]: [Source[], Source[], string[]] = [[], [], []];
  for (const entry of names) {
    const inner = join(path, entry);
    const found = await stat(inner).catch(() => undefined);
    if (found?.isDirectory()) folders.push(entry);
    // A link that leads nowhere is a source, too: opening it says so.
    else if ((found === undefined || found.isFile()) && isResultFile(entry)) {
      if (found !== undefined && !isNew(await realpath(inner), seen)) continue;
      (looking.comesLast(entry) ? last : files).push({ name: join(name, entry), path: inner, size: found?.size });
    }
  }
  const sources = [...files, ...last];
  for (const entry of folders) {
    for (const source of await sourcesWithin(join(name, entry), join(path, entry), looking, seen)) sources.push(source);
  }
  return sources;
};

/** Hidden files and what is installed are nobody's results; Hugging Face keeps a model's in a folder that is hidden. */
const isLeftAlone = (name: string): boolean =>
  (name.startsWith(".") && name !== ".eval_results") || name === "node_modules";

/** The entry of a folder that is one thing as a whole; undefined for a folder of files. */
const wholeFolder = async (
  name: string,
  path: string,
  names: readonly string[],
  { layouts, isEntry }: Looking,
): Promise<Source | undefined> => {
  for (const layout of layouts) {
    if (!names.includes(layout.mark) || !names.includes(layout.entry.split("/")[0] as string)) continue;
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
