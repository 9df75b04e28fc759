import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { scenarioFolder } from "./scenario-folder.ts";

/*
 * node unchanged.ts PATH…
 *
 * Whether these files, and all files in these folders, are still there as the fixture has them. Others may have come. Exit code: 0 yes, 1 no.
 */

const fixture = join(scenarioFolder(), "fixture");

const filesOf = async (path: string): Promise<string[]> => {
  if (!(await stat(join(fixture, path))).isDirectory()) return [path];
  const entries = await readdir(join(fixture, path), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(fixture.length + 1));
};

const isUnchanged = async (file: string): Promise<boolean> => {
  const now = await readFile(file).catch(() => undefined);
  return now?.equals(await readFile(join(fixture, file))) ?? false;
};

const files = (await Promise.all(process.argv.slice(2).map(filesOf))).flat();
if (files.length === 0) throw new Error("name the files and folders that must be unchanged");
const unchanged = await Promise.all(files.map(isUnchanged));
const changed = files.filter((_, position) => !unchanged[position]);
for (const file of changed) console.log(`changed or gone: ${file}`);
process.exitCode = changed.length === 0 ? 0 : 1;
