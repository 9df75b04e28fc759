import { createHash } from "node:crypto";
import { createReadStream, type Dirent } from "node:fs";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createTwoFilesPatch, structuredPatch } from "diff";
import { LARGEST_FILE } from "./confine.ts";

/** One file that is not as it was. */
export interface Change {
  /** Its path in the workspace, with slashes. */
  file: string;
  kind: "added" | "removed" | "changed";
  /** How many lines came and went; 0 for what is not text. */
  linesAdded: number;
  linesRemoved: number;
  /** The change as a unified diff; undefined for what is not text, or too large to compare. */
  patch: string | undefined;
}

/** Folders that tools fill, and nobody writes by hand. */
const SKIPPED = new Set(["node_modules", ".git", ".cache", "dist", "coverage", "__pycache__", ".venv", "target"]);

/** Whether something of that name is looked into when two states are compared. */
export const isCompared = (name: string): boolean => !SKIPPED.has(name);

/** How many edits apart two texts may be before one counts as wholly rewritten: the time to compare grows with their square. */
const MOST_EDITS = 2_000;

/** Every file below a folder by its path, with a text that equals another's exactly if the files are the same. */
type Listing = Map<string, string>;

const fingerprint = async (path: string, entry: Dirent): Promise<string | undefined> => {
  if (entry.isSymbolicLink()) return `link ${await readlink(path)}`;
  if (!entry.isFile()) return undefined;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
};

const list = async (folder: string, within = ""): Promise<Listing> => {
  const listing: Listing = new Map();
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  for (const entry of entries) {
    const path = join(within, entry.name);
    if (entry.isDirectory()) {
      if (!isCompared(entry.name)) continue;
      for (const [file, print] of await list(folder, path)) listing.set(file, print);
      continue;
    }
    const print = await fingerprint(join(folder, path), entry);
    if (print !== undefined) listing.set(path.split(sep).join("/"), print);
  }
  return listing;
};

/** A file's text; empty where there is none, undefined where it is not text or too large. */
const textOf = async (folder: string, file: string, print: string | undefined): Promise<string | undefined> => {
  if (print === undefined) return "";
  if (print.startsWith("link ")) return `${print}\n`;
  if ((await stat(join(folder, file))).size > LARGEST_FILE) return undefined;
  const bytes = await readFile(join(folder, file));
  return bytes.includes(0) ? undefined : bytes.toString("utf8");
};

const countLines = (text: string): number => (text === "" ? 0 : text.replace(/\n$/, "").split("\n").length);

const compare = (file: string, before: string, after: string): Omit<Change, "file" | "kind"> => {
  const found = structuredPatch(file, file, before, after, "", "", { maxEditLength: MOST_EDITS });
  if (!found) return { linesAdded: countLines(after), linesRemoved: countLines(before), patch: undefined };
  const lines = found.hunks.flatMap((hunk) => hunk.lines);
  const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
  return {
    linesAdded: count("+"),
    linesRemoved: count("-"),
    patch: createTwoFilesPatch(file, file, before, after, "", "", { maxEditLength: MOST_EDITS }) ?? undefined,
  };
};

/** What differs between two states of a workspace, by path; what tools fill in (node_modules, say) is left aside. */
export const listChanges = async (before: string, after: string): Promise<Change[]> => {
  const [old, now] = await Promise.all([list(before), list(after)]);
  const files = [...new Set([...old.keys(), ...now.keys()])].filter((file) => old.get(file) !== now.get(file)).sort();
  const changes: Change[] = [];
  for (const file of files) {
    const kind = !old.has(file) ? "added" : now.has(file) ? "changed" : "removed";
    const [oldText, newText] = [await textOf(before, file, old.get(file)), await textOf(after, file, now.get(file))];
    const compared =
      oldText === undefined || newText === undefined
        ? { linesAdded: 0, linesRemoved: 0, patch: undefined }
        : compare(file, oldText, newText);
    changes.push({ file, kind, ...compared });
  }
  return changes;
};
