import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CODE_FOLDER, type RestoredBundle } from "../kept/kept-bundle.ts";
import { type BuiltApp, renderPages } from "./render-pages.ts";
import { type Setting, stepsOf } from "./steps.ts";

const tell = (name: string, message: string | undefined): void => {
  if (message !== undefined) console.log(`[${name}] ${message}`);
};

/**
 * Makes the site from a bundle that lies in its folder, without the second that Astro and its bundler take to start; says what Astro would say of
 * it. It is bundled itself, and so finds what the pages import there already.
 */
export const renderSite = async ({ folder, entry, pages }: RestoredBundle, setting: Setting): Promise<void> => {
  const start = performance.now();
  const steps = stepsOf(setting);
  for (const { name, before } of steps) tell(name, await before?.());
  const { app }: { app: BuiltApp } = await import(/* @vite-ignore */ pathToFileURL(entry).href);
  const { place, kept } = setting;
  const count = await renderPages(app, { pages, folder, place, isWanted: (address) => !kept?.has(address) });
  rmSync(join(folder, CODE_FOLDER), { recursive: true });
  for (const { name, after } of steps) tell(name, await after?.(folder));
  tell("build", `${count} page(s) built in ${((performance.now() - start) / 1000).toFixed(2)}s`);
};
