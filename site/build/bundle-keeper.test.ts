import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { KeptPages } from "../kept/kept-pages.ts";
import { bundleKeeper } from "./bundle-keeper.ts";

/** What is kept of a bundle whose code lies in a folder of this name. */
const keptOf = async (codeFolder: string) => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-keeper-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const site = join(folder, "site");
  mkdirSync(join(site, codeFolder), { recursive: true });
  writeFileSync(join(site, codeFolder, "render-site.mjs"), "export const renderSite = 1;");
  const kept = new KeptPages(join(folder, "kept"), "fingerprint");
  const { hooks } = bundleKeeper(kept);
  hooks["astro:config:done"]?.({ config: { outDir: pathToFileURL(`${site}/`) } } as never);
  hooks["astro:build:setup"]?.({ pages: new Map() } as never);
  const usual = { name: "usual", getStaticPaths: async () => [{ pathname: "/a" }, { pathname: "/b" }] };
  let prerenderer = { setup: async () => {}, getStaticPaths: usual.getStaticPaths };
  const setPrerenderer = (make: (given: typeof usual) => typeof prerenderer) => {
    prerenderer = make(usual);
  };
  hooks["astro:build:start"]?.({ setPrerenderer } as never);
  await prerenderer.setup();
  return { paths: kept.openBundle()?.paths, rendered: await prerenderer.getStaticPaths() };
};

it("keeps a bundle with its code, and has Astro render what is not kept", async () => {
  const { paths, rendered } = await keptOf(".prerender");
  expect(paths).toContain("/.prerender/render-site.mjs");
  expect(rendered).toHaveLength(2);
});

it("keeps no bundle whose code lies elsewhere, of which no site can be made", async () => {
  expect((await keptOf("elsewhere")).paths).toBeUndefined();
});
