import { test as base } from "@playwright/test";
import { crawlSite, kindOf, type Site } from "./crawl-site.ts";
import { isHostile } from "./hostile-runs.ts";

export { expect } from "@playwright/test";

/** A test with what the whole site holds, read once a worker. */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use, { project }) => use(await crawlSite(project.use.baseURL ?? "http://localhost:8787")),
    { scope: "worker", timeout: 120_000 },
  ],
});

/** One address of each kind of page, the shortest that has a plain name. */
export const kindsOf = ({ pages }: Site): Map<string, string> => {
  const kinds = new Map<string, string>();
  const paths = [...pages.keys()].sort(
    (a, b) => Number(isHostile(a)) - Number(isHostile(b)) || a.length - b.length || (a < b ? -1 : 1),
  );
  for (const path of paths) if (!kinds.has(kindOf(path))) kinds.set(kindOf(path), path);
  return kinds;
};

/** One address of each kind of page that has a hostile name in it. */
export const hostileKindsOf = ({ pages }: Site): Map<string, string> => {
  const kinds = new Map<string, string>();
  for (const path of pages.keys()) if (isHostile(path)) kinds.set(kindOf(path), path);
  return kinds;
};

/** Whether an address is of the script at the foot of every page, which asks whether newer runs have come in. */
export const isOfTheFoot = (url: string): boolean => /\/Shown\.[^/]*\.js$/.test(url);
