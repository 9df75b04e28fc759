import { expect, test } from "./site.ts";

test("every link within the site leads somewhere", ({ site }) => {
  expect(site.pages.size).toBeGreaterThan(10);
  expect(site.broken).toEqual([]);
});

test("an address that is not there says so and leads home", async ({ page }) => {
  const response = await page.goto("/suites/there-is-no-such-suite/");
  expect(response?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveCount(1);
  await page.locator('a[href="/"]').first().click();
  await expect(page).toHaveURL("/");
});

test("anchors within pages have their place", ({ site }) => {
  for (const [path, html] of site.pages) {
    for (const [, anchor] of html.matchAll(/\shref="#([^"]+)"/g)) {
      expect.soft(html.includes(`id="${anchor}"`), `${path} has no #${anchor}`).toBe(true);
    }
  }
});
