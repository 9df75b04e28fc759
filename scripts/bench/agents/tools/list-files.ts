import type { Dirent } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as z from "zod";
import { confine } from "../../workspace/confine.ts";
import { defineTool, ToolError } from "./tool.ts";

/** How many files and folders are listed at most. */
const MOST_ENTRIES = 1000;

/** Folders that are named, but not looked into. */
const CLOSED = new Set(["node_modules", ".git"]);

const readFolder = (folder: string, path: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new ToolError(`there is no folder ${path}`);
    if (error.code === "ENOTDIR") throw new ToolError(`${path} is not a folder`);
    throw error;
  });

const lineOf = async (path: string, entry: Dirent, root: string): Promise<string> => {
  const line = relative(root, path).split(sep).join("/");
  if (entry.isSymbolicLink()) return `${line} -> ${await readlink(path)}`;
  if (!entry.isDirectory()) return line;
  return CLOSED.has(entry.name) ? `${line}/ (not listed)` : `${line}/`;
};

/** The lines of all that is below a folder, what is near before what is deep; at most one more than wanted. */
const listBelow = async (start: string, path: string, root: string): Promise<string[]> => {
  const folders = [start];
  const lines: string[] = [];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await readFolder(folder, path)) {
      if (lines.length > MOST_ENTRIES) return lines;
      const within = join(folder, entry.name);
      lines.push(await lineOf(within, entry, root));
      if (entry.isDirectory() && !CLOSED.has(entry.name)) folders.push(within);
    }
  }
  return lines;
};

/** Lists what is in the workspace. */
export const listFiles = defineTool(
  "list_files",
  `Lists the files and folders below a folder of the workspace, with their paths; at most ${MOST_ENTRIES}.`,
  z.strictObject({
    path: z.string().default(".").describe("The folder, relative to the workspace. Default: all of it."),
  }),
  async ({ path }, { workspace }) => {
    const [root, start] = [await confine(workspace, "."), await confine(workspace, path)];
    const lines = await listBelow(start, path, root);
    if (lines.length === 0) return "(empty)";
    const listed = lines.slice(0, MOST_ENTRIES).sort();
    const isCut = lines.length > MOST_ENTRIES;
    return [...listed, ...(isCut ? [`[there are more: only ${MOST_ENTRIES} are listed]`] : [])].join("\n");
  },
);
