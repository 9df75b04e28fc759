import { copyFile, link, mkdir, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** Tells apart what a folder is from what it was: builds replace it as a whole. */
export const stampOf = async (folder: string): Promise<string> => {
  const found = await stat(folder).catch(() => undefined);
  return found ? `${found.ino} ${found.ctimeMs}` : "";
};

/** Makes a folder with the files of another, as links to them where the disk has those: for files that are replaced, never changed. */
export const copyFolder = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const file = join(entry.parentPath, entry.name);
    const copy = join(to, relative(from, file));
    if (entry.isDirectory()) await mkdir(copy, { recursive: true });
    else {
      await mkdir(join(copy, ".."), { recursive: true });
      await link(file, copy).catch(() => copyFile(file, copy));
    }
  }
};
