import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { CODE_FOLDER, RENDERER, restoreBundle } from "../kept/kept-bundle.ts";
import type { Pack } from "../kept/pack.ts";
import { setting } from "./settings.ts";

/** Builds the site into a folder from a bundle that is kept. */
const buildFrom = async (bundle: Pack, folder: string): Promise<void> => {
  const restored = restoreBundle(bundle, folder);
  const renderer = pathToFileURL(join(folder, CODE_FOLDER, RENDERER)).href;
  const { renderSite }: typeof import("./render-site.ts") = await import(renderer);
  await renderSite(restored, setting);
};

/** The program that builds the site, with the arguments of `astro build`, which does it where no bundle of these sources is kept. */
const { values } = parseArgs({ options: { outDir: { type: "string", default: "dist" } }, allowPositionals: true });
const bundle = setting.kept?.openBundle();
if (bundle) {
  await buildFrom(bundle, resolve(values.outDir)).catch((error: Error) => {
    // As Astro says it.
    console.error(`${error.message}\n  Location:\n    ${error.stack}`);
    process.exitCode = 1;
  });
} else {
  await import(new URL("./bin/astro.mjs", import.meta.resolve("astro/package.json")).href);
}
