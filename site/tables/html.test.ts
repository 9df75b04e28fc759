import { expect, it } from "vitest";
import { escapeHtml, linksHtml, scriptJson } from "./html.ts";

it.each([
  ["a plain name, 1.5 %", "a plain name, 1.5 %"],
  ["a & b", "a &amp; b"],
  ["<i>", "&lt;i&gt;"],
  [`"it's"`, "&quot;it&#39;s&quot;"],
  ["", ""],
])("makes %j safe as %j", (text, html) => {
  expect(escapeHtml(text)).toBe(html);
  // Looking at one text changes nothing for the next.
  expect(escapeHtml(text)).toBe(html);
});

it("puts commas between links, and lets no name be more than text", () => {
  const links = [
    ["L0", "/a/"],
    ["<b>", "/b/"],
  ] as const;
  expect(linksHtml(links)).toBe('<a href="/a/">L0</a>, <a href="/b/">&lt;b&gt;</a>');
});

it("lets no JSON end its script element", () => {
  const json = scriptJson(["</script><!--"]);
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toEqual(["</script><!--"]);
});
