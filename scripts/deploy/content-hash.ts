import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** As long as Cloudflare takes a tag of a version. */
const TAG_LENGTH = 24;

/** Maps tell where the sources lie, which is no content. */
const isContent = (name: string): boolean => !name.endsWith(".map") && name !== "README.md";

/** The hash of the files of folders and of texts, whatever the order in which a folder gives them: the same for the same content. */
export const contentHash = async (folders: readonly string[], texts: readonly string[]): Promise<string> => {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length}\0${text}`);
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && isContent(entry.name));
    const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"));
    for (const path of paths.sort()) {
      const content = await readFile(join(folder, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex").slice(0, TAG_LENGTH);
};
