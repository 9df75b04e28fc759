import { readdirSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = new Set(["node_modules", "registry", ".git", "dist", "coverage"]);

/** The JavaScript files below a folder that somebody wrote there: tests, and all others. */
export const findFiles = (folder: string): { tests: string[]; sources: string[] } => {
  const tests: string[] = [];
  const sources: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
      const below = findFiles(path);
      tests.push(...below.tests);
      sources.push(...below.sources);
    } else if (entry.isFile() && /\.[cm]?js$/.test(entry.name)) {
      (/\.test\.[cm]?js$/.test(entry.name) ? tests : sources).push(path);
    }
  }
  return { tests, sources };
};
