import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkPages } from "./check-pages.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pages-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const TEXT = "These are words enough for a page that says something.";
const page = (body: string) => `<!doctype html><title>T</title><main><h1>H</h1><p>${TEXT}</p>${body}</main>`;

const write = async (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};
const check = (base = "/") => checkPages(folder, { base, plan: "free" });

describe("a build", () => {
  it("is fine where every link leads somewhere", async () => {
    await write({
      "index.html": page(
        '<a href="/a/">a</a><a href="a/#there">b</a><a href="/file.csv?x=1">c</a><a href="https://x.org/gone/">d</a>',
      ),
      "a/index.html": page(
        '<p id="there"></p><a href="../">up</a><a href="#there">here</a><a href="/api/runs">api</a><a href="/health">h</a>',
      ),
      "404.html": page('<img src="/pic.png"><script type="module" src="/_astro/x.js"></script>'),
      "file.csv": "a",
      "pic.png": "",
      "_astro/x.js": "",
    });
    expect(await check()).toMatchObject({ files: 6, pages: 3, links: 10, problems: [], warnings: [] });
  });

  it.each([
    ['<a href="/gone/">x</a>', "index.html links to /gone/, which does not exist"],
    ['<a href="gone.csv">x</a>', "index.html links to gone.csv, which does not exist"],
    ["<a href='/gone'>x</a>", "index.html links to /gone, which does not exist"],
    ['<link rel="alternate" href="/feed.xml">', "index.html links to /feed.xml, which does not exist"],
    ['<img alt="a > b" src="/x.png">', "index.html links to /x.png, which does not exist"],
    [
      '<astro-island uid="1" component-url="/_astro/i.js"></astro-island>',
      "index.html links to /_astro/i.js, which does not exist",
    ],
    ['<a href="#nowhere">x</a>', "index.html links to #nowhere, and that page has no element #nowhere"],
    ['<a href="/?a&amp;b#c">x</a>', "index.html links to /?a&b#c, and that page has no element #c"],
    ['<a href="http://">x</a>', "index.html links to http://, which is not a valid address"],
  ])("is not where there is %s", async (body, problem) => {
    await write({ "index.html": page(body) });
    expect((await check()).problems).toEqual([problem]);
  });

  it("is not where the sitemap lists a page that is not there", async () => {
    const loc = (path: string) => `<url><loc>https://example.org${path}</loc></url>`;
    await write({ "base.html": page(""), "index.html": page(""), "sitemap.xml": loc("/bench/") + loc("/bench/gone/") });
    expect((await check("/bench/")).problems).toEqual(["sitemap.xml links to /bench/gone/, which does not exist"]);
    await write({ "sitemap.xml": "<loc> </loc>" });
    expect((await check()).problems).toEqual([expect.stringContaining("is not a valid address")]);
  });

  it("takes no link that a script or comment holds for one", async () => {
    await write({ "index.html": page('<script>const a = \'<a href="/gone/">\'</script><!-- <a href="/gone/"> -->') });
    expect((await check()).problems).toEqual([]);
  });

  it.each([
    [
      "<!doctype html><title>T</title><main><h1></h1></main>",
      ["index.html has no h1", "index.html is empty: its main part has 0 characters"],
    ],
    [page("").replace("<title>T</title>", ""), ["index.html has no title"]],
    [page("").replace(TEXT, "few &lt; words"), ["index.html is empty: its main part has 13 characters"]],
  ])("has no empty page: %s", async (html, problems) => {
    await write({ "index.html": html });
    expect((await check()).problems).toEqual(problems);
  });

  it("has a home page", async () => {
    await write({ "a.html": page("") });
    expect((await check()).problems).toEqual(["there is no home page"]);
  });

  it("lies below the path of its host", async () => {
    await write({
      "index.html": page('<a href="/p/a/">a</a><a href="/a/">b</a><a href="/api/runs">c</a>'),
      "a/index.html": page(""),
    });
    expect((await check("/p/")).problems).toEqual(["index.html links to /a/, which is outside /p/"]);
  });

  it("holds no file that the platform does not take", async () => {
    await write({ "index.html": page(""), large: "", larger: "" });
    await truncate(join(folder, "large"), 0.9 * 25 * 1024 * 1024);
    await truncate(join(folder, "larger"), 25 * 1024 * 1024 + 1);
    const { problems, warnings } = await check();
    expect(problems).toEqual(["larger has 26,214,401 bytes of the 26,214,400 that a file may have"]);
    expect(warnings).toEqual(["large has 23,592,960 bytes of the 26,214,400 that a file may have"]);
  });
});
