import { expect, it } from "vitest";
import { sectionsHtml } from "./sections.ts";

const marked = (pathname: string): string[] =>
  [...sectionsHtml(pathname).matchAll(/<a href="([^"]*)" aria-current="([^"]*)">/g)].map(
    ([, path, mark]) => `${path} ${mark}`,
  );

it.each([
  ["/", ["/ page"]],
  ["/suites/swe-bench/", ["/ true"]],
  ["/docs/", ["/docs/ page"]],
  ["/docs/methodology/", ["/docs/methodology/ page"]],
  ["/docs/api/", ["/docs/ true"]],
  ["/agents/aider/", ["/agents/ true"]],
  ["/entries/aider/", []],
])("marks the section of %s alone, and whether that is the page itself", (pathname, marks) => {
  expect(marked(pathname)).toEqual(marks);
  expect(marked(pathname)).toEqual(marks);
});

it("links every section once", () => {
  const links = [...sectionsHtml("/").matchAll(/<li> <a href="([^"]+)"[^>]*>([^<]+)<\/a> <\/li>/g)];
  expect(links.map(([, path]) => path).slice(0, 2)).toEqual(["/", "/compare/"]);
  expect(new Set(links.map(([, , name]) => name)).size).toBe(11);
});
