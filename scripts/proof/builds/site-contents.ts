import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What a build holds: the digest of each file by the path at which it is served. */
export type Contents = ReadonlyMap<string, string>;

/** The page that is served where there is none. */
export const NOT_FOUND = "/404";

/** Rules for the server, which it does not serve. */
const RULES = "/_headers";

export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const servedPath = (file: string): string =>
  `/${file.split(sep).map(encodeURIComponent).join("/")}`.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "");

/** Reads what a folder of pages holds. */
export const readContents = async (folder: string): Promise<Contents> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = new Map<string, string>();
  for (const file of files) contents.set(servedPath(relative(folder, file)), digestOf(await readFile(file)));
  contents.delete(RULES);
  return contents;
};
