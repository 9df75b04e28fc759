import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openPack, type Pack, writePack } from "../kept/pack.ts";
import { renderPages } from "./render-pages.ts";

/** The code of a bundle of three pages and an endpoint, which write what they were asked for. */
const CODE = `
const route = (pathname, type) => ({ routeData: { pathname, type, route: pathname, prerender: true, fallbackRoutes: [] } });
const given = {};
export const app = {
  manifest: {
    routes: [route("/", "page"), route("/404", "page"), route("/a/b", "page"), route("/feed.json", "endpoint"), route("/a/b/", "page")],
  },
  setInternals: ({ pagesByKeys }) => { given.pages = [...pagesByKeys.keys()]; },
  setOptions: (options) => { given.options = options; },
  render: async ({ url }, { routeData }) => {
    if (routeData.pathname === "/broken") throw new Error("broken");
    return new Response(JSON.stringify([url, routeData.pathname, given.pages, given.options.settings]));
  },
};
`;

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "render é-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

const bundleOf = (code: string): Pack => {
  const file = join(newFolder(), "bundle");
  const files = [
    { path: "/.prerender/prerender-entry.1.mjs", bytes: Buffer.from(code) },
    { path: "/_astro/style.css", bytes: Buffer.from("body {}") },
    { path: "/.styles.json", bytes: Buffer.from('[["/&index",{"styles":[]}]]') },
  ];
  writePack(file, "key", files, {});
  const pack = openPack(file, "key");
  if (!pack) throw new Error("the bundle was not kept");
  return pack;
};

const PLACE = { origin: "https://example.org", base: "/bench/" };

it("writes each page that is wanted once, to the file that a server looks for, and leaves no code behind", async () => {
  const folder = newFolder();
  const rendering = { folder, place: PLACE, isWanted: (address: string) => address !== "/" };
  expect(await renderPages(bundleOf(CODE), rendering)).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(["404.html", "_astro", "a", "feed.json"]);
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8"));
  expect(read("a/b/index.html")).toEqual(["https://example.org/bench/a/b/", "/a/b", ["/&index"], { scripts: [] }]);
  expect(read("feed.json")[0]).toBe("https://example.org/bench/feed.json");
  expect(read("404.html")[0]).toBe("https://example.org/bench/404/");
});

it("knows the first page by the address of the site", async () => {
  const folder = newFolder();
  await renderPages(bundleOf(CODE), { folder, place: PLACE, isWanted: (address) => address === "/" });
  expect(JSON.parse(readFileSync(join(folder, "index.html"), "utf8"))[0]).toBe("https://example.org/bench/");
});

it("throws what a page throws", async () => {
  const bundle = bundleOf(CODE.replace('"/404"', '"/broken"'));
  const rendering = { folder: newFolder(), place: PLACE, isWanted: () => true };
  await expect(renderPages(bundle, rendering)).rejects.toThrow("broken");
});
