import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

type Files = Record<string, string>;

/** A bundle as Astro leaves one: its entry says where the build goes, and a key that is drawn each time. */
const bundleAt = (folder: string, drawn: string): Files => ({
  [`.prerender/prerender-entry.${drawn.slice(0, 8)}.mjs`]: `{"outDir":"${pathToFileURL(folder).href}/","dir":"${folder}/x","entry":"prerender-entry.${drawn.slice(0, 8)}.mjs","key":"${drawn.padEnd(43, "A")}=","base":"/"}`,
  ".prerender/chunks/board_1.mjs": "export const board = 1;",
  "_astro/style.1.css": "body {}",
  "favicon.svg": "<svg/>",
});

const fingerprint = (
  change: (files: Files) => void = () => {},
  environment: NodeJS.ProcessEnv = {},
  drawn = "abcdefgh",
) => {
  const folder = mkdtempSync(join(tmpdir(), "fingerprint é-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = bundleAt(folder, drawn);
  change(files);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return fingerprintOf(pathToFileURL(`${folder}/`), environment);
};

it("is the same for the same code, wherever it is built, whatever key is drawn", () => {
  expect(fingerprint(() => {}, {}, "ijklmnop")).toBe(fingerprint());
});

it.each<[string, (files: Files) => void]>([
  ["a module", (files) => Object.assign(files, { ".prerender/chunks/board_1.mjs": "export const board = 2;" })],
  ["a style", (files) => Object.assign(files, { "_astro/style.1.css": "p {}" })],
  ["the name of a style", (files) => Object.assign(files, { "_astro/style.2.css": "" })],
  ["a file that is copied", (files) => Object.assign(files, { "favicon.svg": "<svg></svg>" })],
  [
    "a setting",
    (files) => {
      for (const [path, text] of Object.entries(files)) files[path] = text.replace('"base":"/"', '"base":"/sub/"');
    },
  ],
])("is another after a change of %s", (_, change) => {
  expect(fingerprint(change)).not.toBe(fingerprint());
});

it("is another where something is left out", () => {
  expect(fingerprint(() => {}, { ZE_BENCHMARKS_WITHOUT: "scenario-downloads" })).not.toBe(fingerprint());
});
