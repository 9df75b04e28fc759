import { expect, it } from "vitest";
import { escapeHtml } from "./html.ts";
import { trialsHref } from "./trials-href.ts";
import { trialsHtmlAt } from "./trials-html.ts";

it("is the address of each entry's runs, safe to stand in HTML", () => {
  const version = { suite: "a&b", suiteVersion: "1" };
  const place = { scenario: `<'"&>`, tier: "L0" };
  const htmlOf = trialsHtmlAt(version, place);
  for (const entry of [
    { agent: "c++", model: "x/y" },
    { agent: `<"'&>`, variant: "high" },
    { agent: "c++", model: "x/y" },
  ]) {
    const html = htmlOf(entry);
    expect(html).toBe(escapeHtml(trialsHref(version, { ...place, entry })));
    expect(htmlOf(entry)).toBe(html);
    expect(html).not.toMatch(/[<>"']|&(?!amp;)/);
  }
});
