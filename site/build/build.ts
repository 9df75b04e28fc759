import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Pack } from "../kept/pack.ts";
import { renderPages } from "./render-pages.ts";
import { kept, place } from "./settings.ts";
import { steps } from "./steps.ts";

const tell = (name: string, message: string | undefined): void => {
  if (message !== undefined) console.log(`[${name}] ${message}`);
};

/** Builds the site into a folder from a bundle that is kept. */
const buildFrom = async (bundle: Pack, folder: string): Promise<void> => {
  const start = performance.now();
  for (const { name, before } of steps) tell(name, await before?.());
  const count = await renderPages(bundle, { folder, place, isWanted: (address) => !kept?.has(address) });
  for (const { name, after } of steps) tell(name, await after?.(folder));
  tell("build", `${count} page(s) built in ${((performance.now() - start) / 1000).toFixed(2)}s`);
};

/** The program that builds the site, with the arguments of `astro build`, which does it where no bundle of these sources is kept. */
const { values } = parseArgs({ options: { outDir: { type: "string", default: "dist" } }, allowPositionals: true });
const bundle = kept?.openBundle();
if (bundle) {
  await buildFrom(bundle, resolve(values.outDir)).catch((error: Error) => {
    // As Astro says it.
    console.error(`${error.message}\n  Location:\n    ${error.stack}`);
    process.exitCode = 1;
  });
} else {
  await import(new URL("./bin/astro.mjs", import.meta.resolve("astro/package.json")).href);
}
