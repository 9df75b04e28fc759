import { test as base } from "@playwright/test";
import { crawlSite, kindOf, type Site } from "./crawl-site.ts";
import { isHostile } from "./hostile-runs.ts";

export { expect } from "@playwright/test";

/** A test with what the whole site holds, read once a worker. */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use, { project }) => use(await crawlSite(project.use.baseURL ?? "http://localhost:8787")),
    { scope: "worker", timeout: 600_000 },
  ],
});

/** How long a page of many may take in a test, in milliseconds: on a very busy machine only what hangs takes longer. */
export const A_PAGE_MS = 60_000;

/** One address of each kind of page, the shortest that has a plain name. */
export const kindsOf = ({ pages }: Site): Map<string, string> => {
  const kinds = new Map<string, string>();
  const paths = [...pages.keys()].sort(
    (a, b) => Number(isHostile(a)) - Number(isHostile(b)) || a.length - b.length || (a < b ? -1 : 1),
  );
  for (const path of paths) if (!kinds.has(kindOf(path))) kinds.set(kindOf(path), path);
  return kinds;
};

/** One address of each kind of page that has a hostile name in it, the longest, whose names are: whatever the order of the crawl. */
export const hostileKindsOf = ({ pages }: Site): Map<string, string> => {
  const hostile = [...pages.keys()].filter(isHostile).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return new Map(hostile.map((path) => [kindOf(path), path]));
};

/** Whether an address is of the script at the foot of every page, which asks whether newer runs have come in. */
export const isOfTheFoot = (url: string): boolean => /\/Shown\.[^/]*\.js$/.test(url);
