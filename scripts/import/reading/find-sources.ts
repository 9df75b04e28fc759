import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../command/cli-error.ts";
import { type Context, typedPath } from "../../command/context.ts";
import { fileSource, type Source } from "./read-file.ts";

/** The endings of files that results come in; whatever else lies in a folder is left alone. */
const RESULT_FILE = /\.(json|jsonl|ndjson|eval|ya?ml|csv|tsv|db|sqlite3?)(\.gz)?$/i;

/** Files that go in with the file that they belong to. */
const BELONGING = /^samples_.*\.jsonl(\.gz)?$/;

/** Where the results of a submission to SWE-bench are, from its folder; the other files there explain them. */
const SUBMISSION = { mark: "metadata.yaml", folder: "results", file: "results.json" };

/** The files as typed, folders replaced by the result files within. UsageError for what is not there; `-` is the standard input. */
export const findSources = async (context: Context, names: readonly string[]): Promise<Source[]> => {
  const sources: Source[] = [];
  for (const name of names) {
    if (name === "-") sources.push({ name: "standard input", size: undefined, open: () => context.stdin });
    else sources.push(...(await sourcesAt(name, typedPath(context, name))));
  }
  return sources;
};

const sourcesAt = async (name: string, path: string): Promise<Source[]> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `no such file: ${name}` : `cannot read ${name}: ${error.code}`);
  });
  // A pipe or device has no size to measure progress by.
  if (!found.isDirectory()) return [fileSource(name, path, found.isFile() ? found.size : undefined)];
  const within = await sourcesWithin(name, path);
  if (within.length === 0) throw new UsageError(`no file of results in the folder: ${name}`);
  return within;
};

const sourcesWithin = async (name: string, path: string): Promise<Source[]> => {
  const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some((entry) => entry.name === SUBMISSION.mark)) {
    const results = join(path, SUBMISSION.folder, SUBMISSION.file);
    const found = await stat(results).catch(() => undefined);
    if (found?.isFile()) return [fileSource(join(name, SUBMISSION.folder, SUBMISSION.file), results, found.size)];
  }
  const sources: Source[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) sources.push(...(await sourcesWithin(join(name, entry.name), inner)));
    else if (entry.isFile() && RESULT_FILE.test(entry.name) && !BELONGING.test(entry.name)) {
      sources.push(fileSource(join(name, entry.name), inner, (await stat(inner)).size));
    }
  }
  return sources;
};
