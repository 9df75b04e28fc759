import { expect, it } from "vitest";
import { nearestPage } from "./nearest-page.ts";

const MAP =
  "<urlset><url><loc>https://example.org/agents/</loc></url><url><loc>https://example.org/suites/fix-bugs/</loc></url></urlset>";

it.each([
  ["/agnets/", "/agents/"],
  ["/suites/fix%2Dbug/", "/suites/fix-bugs/"],
  ["/nothing/like/any/of/them/", undefined],
])("finds what was meant by %s", (path, page) => {
  expect(nearestPage(path, MAP)).toBe(page);
});

it("finds nothing in a map without pages", () => {
  expect(nearestPage("/agents/", "")).toBeUndefined();
});
