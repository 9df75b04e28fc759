/** A link that does not lead anywhere. */
type BrokenLink = { from: string; to: string; status: number };

/** Every page and every other file that links lead to from the home page, with its text, and the links that lead nowhere. */
export type Site = { pages: Map<string, string>; files: Map<string, string>; broken: BrokenLink[] };

/** So many pages are read at most: a site of the sample data is far smaller. */
const MOST_PAGES = 3_000;
/** The API has an answer for every figure; so many of them stand for all. */
const MOST_API_LINKS = 40;
const AT_ONCE = 8;

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  "#34": '"',
  "#38": "&",
};

/** Text of an HTML attribute as the browser reads it. */
const decodeAttribute = (text: string) => text.replace(/&([a-z]+|#\d+);/g, (whole, name) => ENTITIES[name] ?? whole);

/** The addresses that an HTML document links to. */
const linksOf = (html: string): string[] =>
  [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, link]) =>
    decodeAttribute(link ?? ""),
  );

/** The kind of a page: its path without the names in it, which stand at every second place; a page of the documentation is one of its own. */
export const kindOf = (path: string): string =>
  path.startsWith("/docs/")
    ? path
    : path
        .split("/")
        .map((part, place) => (place % 2 === 0 && place > 0 && part !== "" ? "*" : part))
        .join("/");

/** Reads the site from its home page on. Takes the address where it is served. */
export const crawlSite = async (base: string): Promise<Site> => {
  const { origin } = new URL(base);
  const site: Site = { pages: new Map(), files: new Map(), broken: [] };
  const seen = new Set(["/"]);
  let apiLinks = 0;
  let wave: { from: string; to: string }[] = [{ from: "", to: "/" }];

  const visit = async ({ from, to }: { from: string; to: string }): Promise<{ from: string; to: string }[]> => {
    const response = await fetch(origin + to, { redirect: "manual" });
    const body = await response.text();
    const path = to.replace(/\?.*/, "");
    if (response.status !== 200) site.broken.push({ from, to, status: response.status });
    else if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) site.files.set(path, body);
    else {
      site.pages.set(path, body);
      return linksOf(body)
        .map((link) => new URL(link, origin + to))
        .filter((url) => url.origin === origin)
        .map((url) => ({ from: to, to: url.pathname + (url.pathname.startsWith("/api/") ? url.search : "") }));
    }
    return [];
  };

  while (wave.length > 0 && site.pages.size < MOST_PAGES) {
    const found: { from: string; to: string }[] = [];
    for (let start = 0; start < wave.length; start += AT_ONCE) {
      for (const links of await Promise.all(wave.slice(start, start + AT_ONCE).map(visit))) found.push(...links);
    }
    wave = [];
    for (const link of found) {
      if (seen.has(link.to)) continue;
      seen.add(link.to);
      if (link.to.startsWith("/api/") && ++apiLinks > MOST_API_LINKS) continue;
      wave.push(link);
    }
  }
  return site;
};
