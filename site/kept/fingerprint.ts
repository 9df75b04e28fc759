import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileReader, filesBelow } from "./read-files.ts";

/** Where the code of pages lies, with the catalogue, the texts, the styles and what is copied. */
const FOLDERS = ["site", "worker/contract", "worker/words", "worker/statistics", "worker/client"];

/** What else they are made by: settings, the packages as they are installed, and the files that Vite reads variables from. */
const FILES = [
  "astro.config.mjs",
  "tsconfig.json",
  "package.json",
  "node_modules/.package-lock.json",
  ...["", ".local", ".production", ".production.local"].map((ending) => `.env${ending}`),
];

/** Variables that are read while pages are made; the snapshot's place is not among them, since its data are in the pages' own keys. */
const isRead = (name: string): boolean => /^(?:PUBLIC_.*|ZE_BENCHMARKS_WITHOUT|NODE_ENV)$/.test(name);

const isTest = (path: string): boolean => /\.test\.tsx?$|^site\/e2e\//.test(path);

const sourcesIn = (root: string, folder: string): string[] =>
  filesBelow(join(root, folder))
    .map((path) => folder + path)
    .filter((path) => !isTest(path));

/**
 * A hash of all that the pages follow from besides the snapshot: the files of the project that they are made of, what is installed, the variables
 * that they read, and Node. In hexadecimal.
 */
export const fingerprintOf = (root: string, environment = process.env): string => {
  const variables = Object.entries(environment).filter(([name]) => isRead(name));
  const hash = createHash("sha256").update(JSON.stringify([variables.sort(), process.version, process.arch]));
  const files = FILES.filter((path) => existsSync(join(root, path)));
  const readFile = fileReader();
  for (const path of [...FOLDERS.flatMap((folder) => sourcesIn(root, folder)), ...files].sort()) {
    const bytes = readFile(join(root, path));
    hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
};
