import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { leaveTelemetry } from "./leave-telemetry.ts";

/* An agent that is a script: it sets every dependency that lies in registry/ to the newest version there, whatever the prompt says. */

const SKIPPED = new Set(["node_modules", "registry", ".git"]);
const FIELDS = ["dependencies", "devDependencies", "optionalDependencies"];

const packageFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : packageFiles(join(folder, entry.name));
    return entry.name === "package.json" ? [join(folder, entry.name)] : [];
  });

/** The newest of the versions in a folder of the registry. */
const newestIn = (folder: string): string | undefined =>
  readdirSync(folder)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);

const registry = resolve("registry");
let edits = 0;

/** What a dependency of a package in a folder becomes; undefined if it stays. */
const updated = (folder: string, wanted: unknown): string | undefined => {
  if (typeof wanted !== "string" || !wanted.startsWith("file:")) return undefined;
  const here = resolve(folder, wanted.slice("file:".length));
  if (dirname(dirname(here)) !== registry) return undefined;
  const newest = newestIn(dirname(here));
  if (newest === undefined || join(dirname(here), newest) === here) return undefined;
  const path = relative(folder, join(dirname(here), newest)).replaceAll("\\", "/");
  return `file:${path.startsWith(".") ? path : `./${path}`}`;
};

for (const file of packageFiles(process.cwd())) {
  const content = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, unknown> | undefined>;
  const before = edits;
  for (const dependencies of FIELDS.map((field) => content[field])) {
    for (const [name, wanted] of Object.entries(dependencies ?? {})) {
      const now = updated(dirname(file), wanted);
      if (now === undefined || dependencies === undefined) continue;
      dependencies[name] = now;
      edits += 1;
      console.log(`${relative("", file)}: ${name} is ${now} now`);
    }
  }
  if (edits > before) writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
if (edits === 0) console.log("Every dependency is already at its newest version.");
leaveTelemetry(edits);
