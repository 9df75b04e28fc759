import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { AstroIntegration } from "astro";
import type { Pack, PackedFile } from "./pack.ts";

type BuildSetup = Parameters<NonNullable<AstroIntegration["hooks"]["astro:build:setup"]>>[0];

/** The pages of the site by Astro's names, each with the styles that it names; Astro finds these while it bundles. */
export type BundledPages = ReadonlyMap<string, Pick<NonNullable<ReturnType<BuildSetup["pages"]["get"]>>, "styles">>;

type Styles = [page: string, styles: NonNullable<ReturnType<BundledPages["get"]>>["styles"]][];

/** The file of a bundle that says the styles of the pages; no page has its address. */
const STYLES = "/.styles.json";

/** The file that the code of all pages begins with. */
const ENTRY = /^\/\.prerender\/(prerender-entry\.[\w-]+\.mjs)$/;

/** The files of a bundle, which is what lies in the folder of a build when Astro has bundled and not rendered yet. */
export function* filesOfBundle(folder: string, pages: BundledPages): Generator<PackedFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    yield { path: `/${relative(folder, file).replaceAll(sep, "/")}`, bytes: readFileSync(file) };
  }
  const styles: Styles = [...pages].map(([page, { styles }]) => [page, styles]);
  yield { path: STYLES, bytes: Buffer.from(JSON.stringify(styles)) };
}

/** Puts a bundle into the folder of a build, and the styles to the pages. Gives the name of the file that the code begins with. */
export const restoreBundle = (bundle: Pack, folder: string, pages: BundledPages): string => {
  let entry = "";
  for (const { path, bytes } of bundle.files()) {
    if (path === STYLES) {
      const styles: Styles = JSON.parse(Buffer.from(bytes).toString());
      for (const [page, named] of styles) Object.assign(pages.get(page) ?? {}, { styles: named });
      continue;
    }
    entry = ENTRY.exec(path)?.[1] ?? entry;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return entry;
};

/**
 * Has Astro go on with a bundle as if it had just made it: what Vite would build of the pages is taken from there. Astro looks at the result for
 * the file to begin with, and for places to fill in, of which a bundle that is ready has none.
 */
export const goOnWith = (bundle: Pack, folder: string, { vite, pages, updateConfig }: BuildSetup): void => {
  const buildApp = vite.builder?.buildApp;
  updateConfig({
    builder: {
      buildApp: async (builder) => {
        const fileName = restoreBundle(bundle, folder, pages);
        bundle.close();
        const build = async (environment: object) => {
          Object.assign(environment, { isBuilt: true });
          return { output: [{ type: "chunk", fileName, code: "", moduleIds: [] }] };
        };
        await buildApp?.(Object.assign(builder, { build }));
      },
    },
  });
};
