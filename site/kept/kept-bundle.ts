import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type { KeptPages } from "./kept-pages.ts";
import type { Pack, PackedFile } from "./pack.ts";

type BuildSetup = Parameters<NonNullable<AstroIntegration["hooks"]["astro:build:setup"]>>[0];

/** The pages of the site by Astro's names, each with the styles that it names; Astro finds these while it bundles. */
export type BundledPages = ReadonlyMap<string, Pick<NonNullable<ReturnType<BuildSetup["pages"]["get"]>>, "styles">>;

/** The file of a bundle that says the styles of the pages; no page has its address. */
const STYLES = "/.styles.json";

/** The file that the code of all pages begins with. */
const ENTRY = /^\/\.prerender\/prerender-entry\.[\w-]+\.mjs$/;

/** The folder of a bundle that holds its code, and that no site needs. */
export const CODE_FOLDER = ".prerender";

/** The files of a bundle, which is what lies in the folder of a build when Astro has bundled and not rendered yet. */
export function* filesOfBundle(folder: string, pages: BundledPages): Generator<PackedFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    yield { path: `/${relative(folder, file).replaceAll(sep, "/")}`, bytes: readFileSync(file) };
  }
  const styles = [...pages].map(([page, { styles: named }]) => [page, { styles: named }]);
  yield { path: STYLES, bytes: Buffer.from(JSON.stringify(styles)) };
}

/** Puts a bundle into the folder of a build. Gives the file that the code begins with, and the pages with their styles. */
export const restoreBundle = (bundle: Pack, folder: string): { entry: string; pages: BundledPages } => {
  for (const under of new Set(bundle.paths.map(dirname))) mkdirSync(join(folder, under), { recursive: true });
  let [entry, pages] = ["", new Map() as BundledPages];
  for (const { path, bytes } of bundle.files()) {
    if (path === STYLES) {
      pages = new Map(JSON.parse(Buffer.from(bytes).toString()));
      continue;
    }
    const file = join(folder, path);
    if (ENTRY.test(path)) entry = file;
    writeFileSync(file, bytes);
  }
  return { entry, pages };
};

/** The integration that keeps what Astro has bundled, before it renders the pages: those that are not kept. */
export const bundleKeeper = (kept: KeptPages): AstroIntegration => {
  let folder: string;
  let bundled: BundledPages;
  return {
    name: "bundle",
    hooks: {
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      "astro:build:setup": ({ pages }) => {
        bundled = pages;
      },
      "astro:build:start": ({ setPrerenderer }) => {
        setPrerenderer((usual) => ({
          ...usual,
          setup: async () => {
            kept.keepBundle(filesOfBundle(folder, bundled));
            await usual.setup?.();
          },
          // The pages open their groups as they are loaded.
          getStaticPaths: async () => (await usual.getStaticPaths()).filter(({ pathname }) => !kept.has(pathname)),
        }));
      },
    },
  };
};
