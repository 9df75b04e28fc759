import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { formatCount } from "#words/numbers.ts";
import { tagsOf, textIn } from "./html-tags.ts";

/** What Cloudflare takes: files a version, by plan, and bytes a file. */
const MOST_FILES = { free: 20_000, paid: 100_000 };
const MOST_BYTES = 25 * 1024 * 1024;
/** From this share of a limit on, it is said. */
const WARN_AT = 0.8;
/** Fewer words than any page that says something has. */
const LEAST_TEXT = 40;

export type Plan = keyof typeof MOST_FILES;

/** What a build is checked against. */
export interface CheckOptions {
  /** The path that the site has on its host, with slashes around it. */
  base: string;
  plan: Plan;
}

/** What was found: how much was looked at, and what is wrong with it, a sentence each. */
export interface PageReport {
  files: number;
  pages: number;
  links: number;
  bytes: number;
  problems: string[];
  warnings: string[];
}

const listFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));

/** What the Worker answers, not a file. */
const isOfWorker = (path: string): boolean => path.startsWith("api/") || path === "health";

/** The file that an address of the site means, from its root; undefined: there is none. */
const fileOf = (path: string, files: ReadonlySet<string>): string | undefined =>
  [path === "" || path.endsWith("/") ? `${path}index.html` : path, `${path}.html`, `${path}/index.html`].find((file) =>
    files.has(file),
  );

const LINKS: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  link: ["href"],
  script: ["src"],
  img: ["src"],
  "astro-island": ["component-url", "renderer-url", "before-hydration-url"],
};

interface Link {
  from: string;
  to: string;
}

/** A page's own marks, and where its links lead. */
const readLinks = (html: string): { ids: Set<string>; links: string[] } => {
  const ids = new Set<string>();
  const links: string[] = [];
  for (const { name, attributes } of tagsOf(html)) {
    const id = attributes.get("id");
    if (id !== undefined) ids.add(id);
    for (const attribute of LINKS[name] ?? []) {
      const link = attributes.get(attribute);
      if (link) links.push(link);
    }
  }
  return { ids, links };
};

const ORIGIN = "http://site.invalid";

/** What is wrong with a link; undefined: nothing, or it leads elsewhere. */
const brokenLink = (
  { from, to }: Link,
  base: string,
  { files, idsOf }: { files: ReadonlySet<string>; idsOf: ReadonlyMap<string, ReadonlySet<string>> },
): string | undefined => {
  const page = `${ORIGIN}${base}${from.replace(/(?:^|(?<=\/))index\.html$/, "")}`;
  const url = URL.canParse(to, page) ? new URL(to, page) : undefined;
  if (!url) return `${from} links to ${to}, which is not a valid address`;
  if (url.origin !== ORIGIN) return undefined;
  if (!url.pathname.startsWith(base)) {
    return isOfWorker(url.pathname.slice(1)) ? undefined : `${from} links to ${to}, which is outside ${base}`;
  }
  const path = decodeURIComponent(url.pathname.slice(base.length));
  if (isOfWorker(path)) return undefined;
  const file = fileOf(path, files);
  if (file === undefined) return `${from} links to ${to}, which does not exist`;
  const mark = decodeURIComponent(url.hash.slice(1));
  if (mark === "" || !idsOf.has(file) || idsOf.get(file)?.has(mark)) return undefined;
  return `${from} links to ${to}, and that page has no element ${url.hash}`;
};

/** The addresses in a sitemap, as links of the site; what is no address stays as it is. */
const sitemapLinks = (xml: string): Link[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, to = ""]) => ({
    from: "sitemap.xml",
    to: URL.canParse(to) ? new URL(to).pathname : `http://${to}`,
  }));

/** What is wrong with a page by itself. */
const emptiness = (page: string, html: string): string[] => {
  const lacks = (["title", "h1"] as const).filter((element) => textIn(html, element) === "");
  const text = textIn(html, "main");
  return [
    ...lacks.map((element) => `${page} has no ${element}`),
    ...(text.length < LEAST_TEXT ? [`${page} is empty: its main part has ${text.length} characters`] : []),
  ];
};

const checkLimits = (sizes: ReadonlyMap<string, number>, plan: Plan) => {
  const most = MOST_FILES[plan];
  const problems: string[] = [];
  const warnings: string[] = [];
  const count = `${formatCount(sizes.size)} files of the ${formatCount(most)} that the ${plan} plan takes`;
  if (sizes.size > most) problems.push(`${count}: publish fewer versions of suites, or to a folder (--target folder)`);
  else if (sizes.size > WARN_AT * most) warnings.push(count);
  for (const [file, bytes] of sizes) {
    const size = `${file} has ${formatCount(bytes)} bytes of the ${formatCount(MOST_BYTES)} that a file may have`;
    if (bytes > MOST_BYTES) problems.push(size);
    else if (bytes > WARN_AT * MOST_BYTES) warnings.push(size);
  }
  return { problems, warnings };
};

/** Checks a built site: no empty page, no link that leads nowhere, files and sizes within what the platform takes. */
export const checkPages = async (folder: string, { base, plan }: CheckOptions): Promise<PageReport> => {
  const names = await listFiles(folder);
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (await stat(join(folder, name))).size);
  const { problems, warnings } = checkLimits(sizes, plan);
  const idsOf = new Map<string, Set<string>>();
  const links: Link[] = [];
  for (const page of names.filter((name) => name.endsWith(".html"))) {
    const html = await readFile(join(folder, page), "utf8");
    problems.push(...emptiness(page, html));
    const read = readLinks(html);
    idsOf.set(page, read.ids);
    for (const to of new Set(read.links)) links.push({ from: page, to });
  }
  if (sizes.has("sitemap.xml")) links.push(...sitemapLinks(await readFile(join(folder, "sitemap.xml"), "utf8")));
  if (!idsOf.has("index.html")) problems.push("there is no home page");
  const known = { files: new Set(names), idsOf };
  problems.push(...links.flatMap((link) => brokenLink(link, base, known) ?? []));
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { files: names.length, pages: idsOf.size, links: links.length, bytes, problems, warnings };
};
