import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import { fetchSnapshot, partsOf, snapshotAt } from "#client/fetch-snapshot.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { type SnapshotIndex, SnapshotIndexSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { keepOnly, partFolder, writeWhole } from "./part-folder.ts";

/** Where the last fetched snapshot is kept, below the folder that the build is started in: its index, and its parts by their ids. */
const KEPT_FOLDER = ".cache/snapshot";

const DEFAULT_WORKER_URL = "http://localhost:8787";
const ADVICE =
  "start the Worker (npm start), set ZE_BENCHMARKS_WORKER_URL, or build from the kept snapshot (--offline, ZE_BENCHMARKS_OFFLINE=1)";

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder that the pages are built from: ZE_BENCHMARKS_SNAPSHOT if that is set, else the kept one. */
export const snapshotFolder = (environment: Environment): string =>
  environment["ZE_BENCHMARKS_SNAPSHOT"] || KEPT_FOLDER;

const indexFile = (folder: string): string => join(folder, "index.json");

/** Reads a document from its JSON text. Throws if it breaks the contract. `source` and `kind` name it in the error. */
export const parseChecked = <Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  { source, kind }: { source: string; kind: string },
): z.output<Schema> => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${source} is not JSON`, { cause });
  }
  const { success, data, error } = check(schema, document);
  if (success) return data;
  const [issue] = issuesOf(error);
  throw new Error(`${source} is not ${kind}: ${issue ? formatIssue(issue) : ""}`, { cause: error });
};

/** Reads the index of a snapshot from its JSON text. Throws if it breaks the contract. `source` names the text in the error. */
const parseIndex = (text: string, source: string): SnapshotIndex =>
  parseChecked(SnapshotIndexSchema, text, { source, kind: "the index of a snapshot" });

/** The index of a whole snapshot. Throws if a part of it is pending, or if its id is not the SHA-256 of its content. */
export const parseWholeIndex = (text: string, source: string) => {
  const index = parseIndex(text, source);
  const { id, createdAt } = index;
  if (id === undefined || createdAt === undefined) throw new Error(`${source} is of a snapshot that was not whole`);
  const hash = snapshotIdOf(index);
  if (hash !== id) throw new Error(`${source} says that its id is ${id}, but its content hashes to ${hash}`);
  return { ...index, id, createdAt };
};

/** The index of a snapshot whose parts are all there and sound. */
type WholeIndex = ReturnType<typeof parseWholeIndex>;

/**
 * Holds the snapshot that lies in a folder against its ids, one part after the other: a large one held whole would be most of a build's memory, and
 * the pages read it for themselves, and hold against the contract what they read. Gives its index. Throws in one sentence if something is missing or
 * damaged.
 */
export const checkSnapshot = async (folder: string, advice: string): Promise<WholeIndex> => {
  const file = indexFile(folder);
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new Error(`no snapshot in ${folder}: ${advice}`, { cause });
  });
  const index = parseWholeIndex(text, file);
  const store = await partFolder(folder);
  for (const id of await partsOf(index, store)) {
    const part = await store.read(id).catch((cause) => {
      throw new Error(`part ${id} of the snapshot is missing in ${folder}: ${advice}`, { cause });
    });
    const hash = hashOf(part);
    if (hash !== id)
      throw new Error(`part ${id} of the snapshot in ${folder} is damaged: its content hashes to ${hash}`);
  }
  return index;
};

/** What keepSnapshot depends on. */
export interface Setting {
  environment: Environment;
  /** Where to keep the snapshot. */
  folder?: string;
  fetch?: typeof fetch;
}

/**
 * Makes sure that the snapshot which the pages are built from is there and sound, and returns its index.
 *
 * Asks the Worker at ZE_BENCHMARKS_WORKER_URL for the snapshot, and for those of its parts that are not kept already; with
 * ZE_BENCHMARKS_OFFLINE=1 takes the kept one, with ZE_BENCHMARKS_SNAPSHOT=FOLDER what is in that folder, and asks nobody. Throws in one
 * sentence that says what to do.
 */
export const keepSnapshot = async ({ environment, folder = KEPT_FOLDER, ...rest }: Setting): Promise<WholeIndex> => {
  const given = environment["ZE_BENCHMARKS_SNAPSHOT"];
  if (given) return checkSnapshot(given, "ZE_BENCHMARKS_SNAPSHOT must name the folder of a snapshot");
  if (environment["ZE_BENCHMARKS_OFFLINE"] === "1") {
    return checkSnapshot(folder, "nothing has been fetched yet, so build once with the Worker running (npm start)");
  }
  const worker = environment["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_WORKER_URL;
  const store = await partFolder(folder);
  const index = await fetchSnapshot(snapshotAt(worker, rest), store).catch((cause: Error) => {
    throw new Error(`${cause.message}: ${ADVICE}`, { cause });
  });
  await keepOnly(folder, await partsOf(index, store));
  await writeWhole(indexFile(folder), JSON.stringify(index));
  return checkSnapshot(folder, "build again with the Worker running (npm start)");
};
