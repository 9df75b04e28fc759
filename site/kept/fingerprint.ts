import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The key that Astro draws for each build, for islands of a server; this site has none. */
const DRAWN_KEY = /"key":"[\w+/=]{44}"/;

/** The one file whose name changes with where the build goes. */
const ENTRY = /prerender-entry\.[\w-]+\.mjs/g;

/** Bytes as text, whatever they are: one character each. */
const textOf = (bytes: Buffer): string => bytes.toString("latin1");

const codeOf = (bytes: Buffer, folder: string): string =>
  [pathToFileURL(folder).href, folder]
    .reduce((text, place) => text.replaceAll(textOf(Buffer.from(place.replace(/\/$/, ""))), ""), textOf(bytes))
    .replace(ENTRY, "")
    .replace(DRAWN_KEY, "");

/** What a page follows from besides its data: the variables that are read while it is rendered, packages that are not bundled, and Node. */
const surroundings = (environment: NodeJS.ProcessEnv): string =>
  JSON.stringify([
    environment["ZE_BENCHMARKS_WITHOUT"] ?? "",
    readFileSync("package-lock.json", "utf8"),
    process.version,
    process.arch,
  ]);

/**
 * A hash of all that pages follow from besides the snapshot. Takes the folder of a build when Astro has bundled but not rendered yet: what lies
 * there is the code of all pages, with the catalogue, the texts and the settings in it, and the scripts and styles that pages name.
 */
export const fingerprintOf = (outDir: URL, environment = process.env): string => {
  const folder = fileURLToPath(outDir);
  const hash = createHash("sha256").update(surroundings(environment));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  for (const path of paths) {
    hash.update(`\0${path.replace(ENTRY, "")}\0`);
    const bytes = readFileSync(join(folder, path));
    hash.update(path.endsWith(".mjs") ? codeOf(bytes, folder) : bytes);
  }
  return hash.digest("hex");
};
