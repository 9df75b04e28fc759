import { describe, expect, it } from "vitest";
import { pathInSite, rebaseAddresses, rebasePage, sitePlaceOf } from "./base-path.ts";

describe("where a site lies", () => {
  it.each([
    ["https://example.org", "https://example.org", "/"],
    ["https://example.org/", "https://example.org", "/"],
    ["https://a.github.io/project", "https://a.github.io", "/project/"],
    ["http://localhost:8787/a/b/", "http://localhost:8787", "/a/b/"],
  ])("%s: at %s%s", (address, origin, base) => {
    expect(sitePlaceOf(address)).toEqual({ origin, base });
  });

  it("is no place without an address", () => {
    expect(() => sitePlaceOf("example")).toThrow(
      "PUBLIC_SITE_URL must be an address such as https://example.org: example",
    );
  });

  it.each([
    ["https://example.org/project/data/", "/project/", "/data/"],
    ["https://example.org/project/", "/project", "/"],
    ["https://example.org/data/", "/", "/data/"],
  ])("%s below %s is %s of the site", (address, base, path) => {
    expect(pathInSite(new URL(address), base)).toBe(path);
  });
});

describe("a page below a path", () => {
  const base = "/project/";
  it.each([
    ['<a href="/data/">', '<a href="/project/data/">'],
    ['<a href="/">', '<a href="/project/">'],
    ['<a class="x" href="/project/">', '<a class="x" href="/project/project/">'],
    ['<script type="module" src="/project/_astro/a.js">', '<script type="module" src="/project/_astro/a.js">'],
    ['<a href="/api/runs?a=b">', '<a href="/api/runs?a=b">'],
    ['<a href="/health">', '<a href="/health">'],
    ['<a href="/healthy/">', '<a href="/project/healthy/">'],
    ['<a href="//other.org/">', '<a href="//other.org/">'],
    ['<a href="#here">', '<a href="#here">'],
    ["<code>href=&quot;/data/</code>", "<code>href=&quot;/data/</code>"],
    ['a text that says href="/data/"', 'a text that says href="/data/"'],
  ])("%s becomes %s", (before, after) => {
    expect(rebasePage(before, { base })).toBe(after);
  });

  it("names itself by its whole address, once", () => {
    const place = { origin: "https://example.org", base };
    expect(rebaseAddresses("https://example.org/a/ https://example.org/project/b/ https://other.org/a/", place)).toBe(
      "https://example.org/project/a/ https://example.org/project/b/ https://other.org/a/",
    );
  });
});
