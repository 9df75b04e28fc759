import type { Page } from "@playwright/test";
import { expect, kindsOf, test } from "./site.ts";

/** Pages whose content comes from the API, or from what a reader types: without a script they say what to do instead. */
const LIVE = ["/runs/", "/compare/", "/search/"];

/** What of a page holds its answers: rows of tables with text, pictures, and where its links lead. */
const contentOf = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector("main");
    const shown = (selector: string) => [...(main?.querySelectorAll(selector) ?? [])];
    const isStatic = (link: Element) => !link.matches(".matrix-cursor, .pickbar a");
    return {
      rows: shown("tbody tr").filter((row) => row.textContent?.trim()).length,
      pictures: shown("svg[role=img]").map((svg) => svg.getAttribute("aria-label")),
      links: shown("a[href]")
        .filter(isStatic)
        .map((link) => link.getAttribute("href"))
        .sort(),
    };
  });

test("every table, picture and link of every kind of page is there without JavaScript", async ({
  page,
  site,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  for (const [kind, path] of kindsOf(site)) {
    if (LIVE.includes(kind)) continue;
    await test.step(path, async () => {
      await page.goto(path);
      const withScript = await contentOf(page);
      const response = await context.request.get(path);
      const text = await response.text();
      const without = await page.evaluate((html) => {
        const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
        const all = (selector: string) => [...(main?.querySelectorAll(selector) ?? [])];
        return {
          rows: all("tbody tr").filter((row) => row.textContent?.trim()).length,
          pictures: all("svg[role=img]").map((svg) => svg.getAttribute("aria-label")),
          links: all("a[href]").map((link) => link.getAttribute("href")),
        };
      }, text);
      expect.soft(without.rows, `${path}: rows`).toBe(withScript.rows);
      expect.soft(without.pictures, `${path}: pictures`).toEqual(withScript.pictures);
      for (const link of withScript.links) expect.soft(without.links, path).toContain(link);
    });
  }
  await context.close();
});

for (const path of LIVE) {
  test(`${path} says what to do without JavaScript`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.locator("main noscript > *").first()).toContainText("JavaScript");
    await expect(page.locator("main a[href]").first()).toBeVisible();
    await context.close();
  });
}
