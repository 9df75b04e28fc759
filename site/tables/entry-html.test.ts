import { expect, it } from "vitest";
import { entryHtml } from "./entry-html.ts";

it("links the entry's page, and shows the variant", () => {
  expect(entryHtml({ agent: "claude-code", model: "opus", variant: "high" })).toBe(
    '<a href="/entries/claude-code~~opus~~high/">claude-code · opus</a> <i>high</i>',
  );
});

it("leaves out what is not stated", () => {
  expect(entryHtml({ agent: "echo" })).toBe('<a href="/entries/echo/">echo</a>');
});

it("lets no name be more than text", () => {
  const html = entryHtml({ agent: "<img src=x onerror=alert(1)>", variant: `"'&` });
  expect(html).toContain(">&lt;img src=x onerror=alert(1)&gt;</a> <i>&quot;&#39;&amp;</i>");
  expect(html).toMatch(/^<a href="\/entries\/[a-z0-9-]+~[0-9a-f]{20}~~~~~[0-9a-f]{20}\/">/);
});
