import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildStep } from "../kept/build-step.ts";

/** Where a site lies: PUBLIC_SITE_URL may have a path, such as that of a project's pages on a host of many. */
export interface SitePlace {
  origin: string;
  /** With slashes around it; "/" at the root of its host. */
  base: string;
}

/** The place that an address names. Throws for one that is no address. */
export const sitePlaceOf = (address: string): SitePlace => {
  if (!URL.canParse(address))
    throw new Error(`PUBLIC_SITE_URL must be an address such as https://example.org: ${address}`);
  const { origin, pathname } = new URL(address);
  return { origin, base: pathname.replace(/\/?$/, "/") };
};

/** The path of a page from the root of its site, wherever that lies on its host. `base` as Astro knows it. */
export const pathInSite = ({ pathname }: URL, base: string): string =>
  `/${pathname.slice(base.replace(/\/?$/, "/").length)}`;

const TAG = /<[a-z][^<>]*>/gi;
const LINK = /(\s(?:href|src)=")\/(?!\/)([^"]*)/g;
/** What the Worker answers. */
const OF_WORKER = /^(?:api\/|health\b)/;

/** A page whose links begin at the root of the host, with links that begin at the root of the site. */
export const rebasePage = (html: string, { base }: Pick<SitePlace, "base">): string => {
  const own = base.slice(1);
  const rebase = (whole: string, start: string, path: string) =>
    path.startsWith(`${own}_astro/`) || OF_WORKER.test(path) ? whole : `${start}${base}${path}`;
  return html.replace(TAG, (tag) => tag.replace(LINK, rebase));
};

/** A text whose whole addresses begin with the host, with addresses that begin with the site. */
export const rebaseAddresses = (text: string, { origin, base }: SitePlace): string => {
  const [start = "", ...paths] = text.split(`${origin}/`);
  const own = base.slice(1);
  return [start, ...paths.map((path) => `${origin}${path.startsWith(own) ? "/" : base}${path}`)].join("");
};

/**
 * Lets a site lie below a path of its host: pages and feeds are written as if it lay at the root, and get its path after the build. Scripts and
 * styles get it from Astro.
 */
export const basePath = (place: SitePlace): BuildStep => ({
  name: "base-path",
  after: async (folder) => {
    if (place.base === "/") return undefined;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const isPage = entry.name.endsWith(".html");
      if (!entry.isFile() || !(isPage || /\.(?:xml|txt|bib|cff)$|^(?:feed|citation)\.json$/.test(entry.name))) continue;
      const file = join(entry.parentPath, entry.name);
      const text = rebaseAddresses(await readFile(file, "utf8"), place);
      await writeFile(file, isPage ? rebasePage(text, place) : text);
    }
    return undefined;
  },
});
