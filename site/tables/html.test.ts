import { expect, it } from "vitest";
import { linksHtml, scriptJson } from "./html.ts";

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
