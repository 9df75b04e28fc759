import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StaticPaths, type StaticPathsApp } from "astro/runtime/prerender/static-paths.js";
import type { SitePlace } from "../content/base-path.ts";
import { type BundledPages, CODE_FOLDER, restoreBundle } from "../kept/kept-bundle.ts";
import type { Pack } from "../kept/pack.ts";

type Page = Awaited<ReturnType<StaticPaths["getAll"]>>[number];

/** What the code of a bundle exports, as far as rendering needs it. */
interface BuiltApp extends StaticPathsApp {
  /** Takes the pages by Astro's names, each with its styles. */
  setInternals: (internals: { pagesByKeys: BundledPages }) => void;
  /** Takes the scripts that integrations put into every page, of which there are none, and who writes messages. */
  setOptions: (options: {
    settings: { scripts: readonly [] };
    logger: { options: { destination: { write: (event: { message: string }) => void } } };
  }) => void;
  render: (request: Request, options: { routeData: Page["route"] }) => Promise<Response>;
}

const loadApp = async (entry: string, pages: BundledPages): Promise<BuiltApp> => {
  const { app }: { app: BuiltApp } = await import(pathToFileURL(entry).href);
  app.setInternals({ pagesByKeys: pages });
  app.setOptions({
    settings: { scripts: [] },
    logger: { options: { destination: { write: ({ message }) => console.error(message) } } },
  });
  return app;
};

/** The file that a page or an endpoint is written to, below the folder of the site. */
const fileOf = ({ pathname, route }: Page): string => {
  if (route.type === "endpoint") return pathname;
  return pathname === "/404" ? "/404.html" : `${pathname.replace(/\/$/, "")}/index.html`;
};

/** The address that a page has of itself. */
const addressOf = ({ pathname, route }: Page, { origin, base }: SitePlace): URL => {
  const path = pathname.replace(/^\/|\/$/g, "");
  return new URL(route.type === "endpoint" || path === "" ? base + path : `${base}${path}/`, origin);
};

/** What is rendered, and where to. */
interface Rendering {
  folder: string;
  place: SitePlace;
  isWanted: (address: string) => boolean;
}

/**
 * Renders the pages of a bundle into a folder, as Astro does once it has bundled, and without the second that Astro and its bundler take to start.
 * Of two pages that have one address the first counts, as with Astro. Gives how many pages there are besides endpoints. Throws what a page throws.
 */
export const renderPages = async (bundle: Pack, { folder, place, isWanted }: Rendering): Promise<number> => {
  const { entry, pages } = restoreBundle(bundle, folder);
  const app = await loadApp(entry, pages);
  const byFile = new Map<string, Page>();
  for (const page of await new StaticPaths(app).getAll()) {
    const file = join(folder, fileOf(page));
    if (isWanted(page.pathname) && !byFile.has(file)) byFile.set(file, page);
  }
  // All folders before all files: by turns, ext4 takes more than twice the time.
  for (const under of new Set([...byFile.keys()].map(dirname))) mkdirSync(under, { recursive: true });
  for (const [file, page] of byFile) {
    const response = await app.render(new Request(addressOf(page, place)), { routeData: page.route });
    writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
  }
  rmSync(join(folder, CODE_FOLDER), { recursive: true });
  return [...byFile.values()].filter(({ route }) => route.type === "page").length;
};
