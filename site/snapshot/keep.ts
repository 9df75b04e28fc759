import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { canonicalContent, type Snapshot, SnapshotSchema } from "#contract/snapshot/snapshot.ts";

/** Where the last fetched snapshot is kept, below the folder that the build is started in. */
export const KEPT_FILE = ".cache/snapshot.json";

const DEFAULT_WORKER_URL = "http://localhost:8787";
const PATIENCE = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that the pages are built from: ZE_BENCHMARKS_SNAPSHOT if that is set, else the kept one. */
export const snapshotFile = (environment: Environment): string => environment["ZE_BENCHMARKS_SNAPSHOT"] || KEPT_FILE;

/**
 * Reads a snapshot from its JSON text. Throws if it breaks the contract or if its id is not the SHA-256 of its content.
 * `source` names the text in the error.
 */
export const parseSnapshot = (text: string, source: string): Snapshot => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${source} is not JSON`, { cause });
  }
  const { success, data, error } = check(SnapshotSchema, document);
  if (!success) {
    const [issue] = issuesOf(error);
    throw new Error(`${source} is not a snapshot: ${issue ? formatIssue(issue) : ""}`, { cause: error });
  }
  // The hash covers the document as it was sent, in its own order of keys.
  const hash = createHash("sha256")
    .update(canonicalContent(document as Snapshot))
    .digest("hex");
  if (hash !== data.id) throw new Error(`${source} says that its id is ${data.id}, but its content hashes to ${hash}`);
  return data;
};

const readKept = async (file: string): Promise<{ text: string; snapshot: Snapshot } | undefined> => {
  try {
    const text = await readFile(file, "utf8");
    return { text, snapshot: parseSnapshot(text, file) };
  } catch {
    return undefined;
  }
};

/** Writes under another name first, so that a reader never sees half a file. */
const keep = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
};

const readGiven = async (file: string, advice: string): Promise<Snapshot> => {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new Error(`no snapshot in ${file}: ${advice}`, { cause });
  });
  return parseSnapshot(text, file);
};

const ask = async (url: URL, kept: Snapshot | undefined, fetchSnapshot: typeof fetch): Promise<Response> => {
  const headers: Record<string, string> = kept ? { "If-None-Match": `"${kept.id}"` } : {};
  const response = await fetchSnapshot(url, { headers, signal: AbortSignal.timeout(PATIENCE) }).catch((cause) => {
    throw new Error(
      `no answer from ${url}: start the Worker (npm start), set ZE_BENCHMARKS_WORKER_URL, or build from the kept snapshot (--offline, ZE_BENCHMARKS_OFFLINE=1)`,
      { cause },
    );
  });
  if (!response.ok && response.status !== 304)
    throw new Error(`${url} answered ${response.status}, not with a snapshot`);
  return response;
};

/** What keepSnapshot reads from its surroundings. */
export interface Surroundings {
  environment: Environment;
  /** Where to keep the snapshot. */
  file?: string;
  fetch?: typeof fetch;
}

/**
 * Makes sure that the file which the pages are built from is there and sound, and returns its content.
 *
 * Asks the Worker at ZE_BENCHMARKS_WORKER_URL for the snapshot, unless it is the one kept already; with ZE_BENCHMARKS_OFFLINE=1
 * takes the kept one, with ZE_BENCHMARKS_SNAPSHOT=FILE that file, and asks nobody. Throws in one sentence that says what to do.
 */
export const keepSnapshot = async ({ environment, file = KEPT_FILE, ...rest }: Surroundings): Promise<Snapshot> => {
  const given = environment["ZE_BENCHMARKS_SNAPSHOT"];
  if (given) return readGiven(given, "ZE_BENCHMARKS_SNAPSHOT must name the file of a snapshot");
  if (environment["ZE_BENCHMARKS_OFFLINE"] === "1") {
    return readGiven(file, "nothing has been fetched yet, so build once with the Worker running (npm start)");
  }
  const url = new URL("/api/snapshot", environment["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_WORKER_URL);
  const kept = await readKept(file);
  const response = await ask(url, kept?.snapshot, rest.fetch ?? fetch);
  if (response.status === 304 && kept) return kept.snapshot;
  const text = await response.text();
  const snapshot = parseSnapshot(text, url.href);
  await keep(file, text);
  return snapshot;
};
