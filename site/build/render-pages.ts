import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { StaticPaths, type StaticPathsApp } from "astro/runtime/prerender/static-paths.js";
import type { SitePlace } from "../content/base-path.ts";
import type { BundledPages } from "../kept/kept-bundle.ts";

type Page = Awaited<ReturnType<StaticPaths["getAll"]>>[number];

/** The application that Astro bundles, as far as rendering needs it. */
export interface BuiltApp extends StaticPathsApp {
  /** Takes the pages by Astro's names, each with its styles. */
  setInternals: (internals: { pagesByKeys: BundledPages }) => void;
  /** Takes the scripts that integrations put into every page, of which there are none, and who writes messages. */
  setOptions: (options: {
    settings: { scripts: readonly [] };
    logger: { options: { destination: { write: (event: { message: string }) => void } } };
  }) => void;
  render: (request: Request, options: { routeData: Page["route"] }) => Promise<Response>;
}

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
  /** The pages by Astro's names, each with its styles. */
  pages: BundledPages;
  folder: string;
  place: SitePlace;
  isWanted: (address: string) => boolean;
}

/**
 * Renders the pages of an application into a folder, as Astro does once it has bundled. Of two pages that have one address the first counts, as with
 * Astro. Gives how many pages there are besides endpoints. Throws what a page throws.
 */
export const renderPages = async (app: BuiltApp, { pages, folder, place, isWanted }: Rendering): Promise<number> => {
  app.setInternals({ pagesByKeys: pages });
  app.setOptions({
    settings: { scripts: [] },
    logger: { options: { destination: { write: ({ message }) => console.error(message) } } },
  });
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
  return [...byFile.values()].filter(({ route }) => route.type === "page").length;
};
