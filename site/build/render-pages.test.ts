import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type BuiltApp, renderPages } from "./render-pages.ts";

const routeOf = (pathname: string, type: string) => ({
  routeData: { pathname, type, route: pathname, prerender: true, fallbackRoutes: [] },
});

/** An application of three pages and an endpoint, which write what they were asked for; one page comes twice. */
const appOf = (...more: string[]): BuiltApp => {
  const given: unknown[] = [];
  const paths = ["/", "/404", "/a/b", "/a/b/", ...more].map((path) => routeOf(path, "page"));
  const app = {
    manifest: { routes: [...paths, routeOf("/feed.json", "endpoint")] },
    setInternals: ({ pagesByKeys }: { pagesByKeys: Map<string, unknown> }) => given.push(...pagesByKeys.keys()),
    setOptions: ({ settings }: { settings: unknown }) => given.push(settings),
    render: async ({ url }: Request, { routeData: { pathname } }: { routeData: { pathname: string } }) => {
      if (pathname === "/broken") throw new Error("broken");
      return new Response(JSON.stringify([url, pathname, ...given]));
    },
  };
  return app as unknown as BuiltApp;
};

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "render é-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

const PLACE = { origin: "https://example.org", base: "/bench/" };
const PAGES = new Map([["/&index", { styles: [] }]]);

it("writes each page that is wanted once, to the file that a server looks for", async () => {
  const folder = newFolder();
  const isWanted = (address: string) => address !== "/";
  expect(await renderPages(appOf(), { pages: PAGES, folder, place: PLACE, isWanted })).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(["404.html", "a", "feed.json"]);
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8"));
  expect(read("a/b/index.html")).toEqual(["https://example.org/bench/a/b/", "/a/b", "/&index", { scripts: [] }]);
  expect(read("feed.json")[0]).toBe("https://example.org/bench/feed.json");
  expect(read("404.html")[0]).toBe("https://example.org/bench/404/");
});

it("knows the first page by the address of the site", async () => {
  const folder = newFolder();
  await renderPages(appOf(), { pages: PAGES, folder, place: PLACE, isWanted: (address) => address === "/" });
  expect(JSON.parse(readFileSync(join(folder, "index.html"), "utf8"))[0]).toBe("https://example.org/bench/");
});

it("throws what a page throws", async () => {
  const rendering = { pages: PAGES, folder: newFolder(), place: PLACE, isWanted: () => true };
  await expect(renderPages(appOf("/broken"), rendering)).rejects.toThrow("broken");
});
