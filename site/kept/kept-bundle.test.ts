import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { filesOfBundle, restoreBundle } from "./kept-bundle.ts";
import { openPack, type Pack, writePack } from "./pack.ts";

const BUNDLED = {
  ".prerender/prerender-entry.Ab_-1.mjs": "export const app = 1;",
  ".prerender/chunks/board_1.mjs": "export const board = 1;",
  "_astro/style.1.css": "body {}",
};

const styles = [{ depth: 1, order: -1, sheet: { type: "external" as const, src: "_astro/style.1.css" } }];

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle é-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

/** A bundle that a build has kept. */
const keptBundle = (): Pack => {
  const folder = newFolder();
  for (const [path, text] of Object.entries(BUNDLED)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const pages = new Map([
    ["/&site/pages/index.astro", { styles }],
    ["/plain&site/pages/plain.astro", { styles: [] }],
  ]);
  const file = join(newFolder(), "bundle");
  writePack(file, "key", filesOfBundle(folder, pages), {});
  const pack = openPack(file, "key");
  if (!pack) throw new Error("the bundle was not kept");
  return pack;
};

const contentsOf = (folder: string) =>
  Object.fromEntries(Object.keys(BUNDLED).map((path) => [path, readFileSync(join(folder, path), "utf8")]));

it("puts back what was bundled, and says where the code begins and the styles of each page", () => {
  const folder = newFolder();
  const { entry, pages } = restoreBundle(keptBundle(), folder);
  expect(entry).toBe(join(folder, ".prerender", "prerender-entry.Ab_-1.mjs"));
  expect(contentsOf(folder)).toEqual(BUNDLED);
  expect([...pages]).toEqual([
    ["/&site/pages/index.astro", { styles }],
    ["/plain&site/pages/plain.astro", { styles: [] }],
  ]);
});
