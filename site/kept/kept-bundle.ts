import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AstroIntegration } from "astro";
import type { Pack, PackedFile } from "./pack.ts";
import { fileReader, filesBelow } from "./read-files.ts";

type BuildSetup = Parameters<NonNullable<AstroIntegration["hooks"]["astro:build:setup"]>>[0];

/** The pages of the site by Astro's names, each with the styles that it names; Astro finds these while it bundles. */
export type BundledPages = ReadonlyMap<string, Pick<NonNullable<ReturnType<BuildSetup["pages"]["get"]>>, "styles">>;

/** The file of a bundle that says the styles of the pages; no page has its address. */
const STYLES = "/.styles.json";

/** The file that the code of all pages begins with. */
const ENTRY = /^\/\.prerender\/prerender-entry\.[\w-]+\.mjs$/;

/** The folder of a bundle that holds its code, and that no site needs. */
export const CODE_FOLDER = ".prerender";

/** The file in it that renders a site from the bundle. */
export const RENDERER = "render-site.mjs";

/** The files of a bundle, which is what lies in the folder of a build when Astro has bundled and not rendered yet. */
export function* filesOfBundle(folder: string, pages: BundledPages): Generator<PackedFile> {
  const readFile = fileReader();
  for (const path of filesBelow(folder)) yield { path, bytes: readFile(join(folder, path)) };
  const styles = [...pages].map(([page, { styles: named }]) => [page, { styles: named }]);
  yield { path: STYLES, bytes: Buffer.from(JSON.stringify(styles)) };
}

/** A bundle in the folder of a build. */
export interface RestoredBundle {
  folder: string;
  /** The file that the code of all pages begins with. */
  entry: string;
  pages: BundledPages;
}

/** Puts a bundle into the folder of a build. */
export const restoreBundle = (bundle: Pack, folder: string): RestoredBundle => {
  for (const under of new Set(bundle.paths.map(dirname))) mkdirSync(join(folder, under), { recursive: true });
  const restored: RestoredBundle = { folder, entry: "", pages: new Map() };
  for (const { path, bytes } of bundle.files()) {
    const file = join(folder, path);
    if (path === STYLES) restored.pages = new Map(JSON.parse(Buffer.from(bytes).toString()));
    else writeFileSync(file, bytes);
    if (ENTRY.test(path)) restored.entry = file;
  }
  bundle.close();
  return restored;
};
