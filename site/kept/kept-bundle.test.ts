import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { filesOfBundle, goOnWith, restoreBundle } from "./kept-bundle.ts";
import { openPack, type Pack, writePack } from "./pack.ts";

type Setup = Parameters<typeof goOnWith>[2];

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

it("puts back what was bundled, and the styles of each page", () => {
  const folder = newFolder();
  const [index, plain] = [{ styles: [] }, { styles: [] }];
  const pages = new Map([
    ["/&site/pages/index.astro", index],
    ["/plain&site/pages/plain.astro", plain],
  ]);
  expect(restoreBundle(keptBundle(), folder, pages)).toBe("prerender-entry.Ab_-1.mjs");
  expect(contentsOf(folder)).toEqual(BUNDLED);
  expect([index, plain]).toEqual([{ styles }, { styles: [] }]);
});

it("lets Astro go on where it has bundled, without Vite", async () => {
  const folder = newFolder();
  const built: unknown[] = [];
  const environment = { isBuilt: false };
  const builder = { build: () => Promise.reject(new Error("Vite was asked to build")) };
  const given: Record<string, unknown> = {};
  const setup = {
    vite: {
      builder: {
        buildApp: async ({ build }: { build: (of: object) => Promise<unknown> }) => {
          built.push(await build(environment));
        },
      },
    },
    pages: new Map(),
    updateConfig: (config: object) => Object.assign(given, config),
  };
  goOnWith(keptBundle(), folder, setup as unknown as Setup);
  const { buildApp } = given["builder"] as { buildApp: (of: object) => Promise<void> };
  await buildApp(builder);
  expect(contentsOf(folder)).toEqual(BUNDLED);
  expect(environment.isBuilt).toBe(true);
  expect(built).toEqual([
    { output: [{ type: "chunk", fileName: "prerender-entry.Ab_-1.mjs", code: "", moduleIds: [] }] },
  ]);
});
