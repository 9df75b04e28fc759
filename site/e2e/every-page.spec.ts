import type { Page } from "@playwright/test";
import { A_PAGE_MS, expect, hostileKindsOf, kindsOf, test } from "./site.ts";
import { watchViolations } from "./watch-violations.ts";

/** Collects what goes wrong on a page, and the requests that leave its origin. */
const watch = (page: Page, origin: string) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      complaints.push(`asks ${request.url()}`);
  });
  return complaints;
};

test("has the kinds of pages that a reader needs", ({ site }) => {
  const kinds = [...kindsOf(site).keys()];
  expect(kinds).toEqual(
    expect.arrayContaining([
      "/",
      "/suites/*/",
      "/entries/*/",
      "/suites/*/tiers/*/",
      "/suites/*/scenarios/*/",
      "/agents/*/",
      "/models/*/",
      "/batches/",
      "/batches/*/",
      "/data/",
      "/docs/api/",
      "/docs/methodology/",
    ]),
  );
});

/** Pages that show no figures of a suite, and so name no data in their foot. */
const SHOWS_NO_SUITE = /^\/(?:docs\/(?!how-to-read|embedding).*|batches\/\*\/|runs\/|search\/|data\/\*\/|404.*)$/;

/** Expects of a page what every reader needs of it. */
const expectFrame = async (page: Page, kind: string, { id, titles }: { id: string; titles: Map<string, string> }) => {
  const title = await page.title();
  expect.soft(title, kind).not.toBe("");
  expect.soft(titles.get(title), `${kind} and another page are both called ${title}`).toBeUndefined();
  titles.set(title, kind);
  await expect.soft(page.locator("h1"), kind).toHaveCount(1);
  await expect.soft(page.getByRole("main"), kind).toBeVisible();
  expect.soft(await page.locator("html").getAttribute("lang"), kind).toBe("en");
  // Pages of suites name the data of those alone, which change only when they do.
  const foot = page.getByRole("contentinfo").locator("code").first();
  if (["/", "/data/"].includes(kind)) await expect.soft(foot, kind).toHaveText(id.slice(0, 10));
  else if (SHOWS_NO_SUITE.test(kind)) await expect.soft(foot, kind).toHaveCount(0);
  else await expect.soft(foot, kind).toHaveText(/^[0-9a-f]{10}$/);
};

for (const [names, kinds] of [
  ["plain", kindsOf],
  ["hostile", hostileKindsOf],
] as const) {
  test(`pages of ${names} names have a title, a heading and their data, fit a narrow screen, complain of nothing, ask nobody else and keep to their policy`, async ({
    page,
    site,
    request,
    baseURL,
  }) => {
    test.setTimeout(kinds(site).size * A_PAGE_MS);
    await page.setViewportSize({ width: 360, height: 740 });
    const { id } = await (await request.get("/api/snapshot")).json();
    const titles = new Map<string, string>();
    const complaints = watch(page, new URL(baseURL ?? "").origin);
    const violations = await watchViolations(page);
    for (const [kind, path] of kinds(site)) {
      await test.step(path, async () => {
        await page.goto(path);
        await expectFrame(page, kind, { id, titles });
        const width = await page.evaluate(() => document.scrollingElement?.scrollWidth);
        expect.soft(width, `${path} scrolls sideways`).toBeLessThanOrEqual(360);
        expect.soft(complaints.splice(0), path).toEqual([]);
        expect.soft(violations.splice(0), path).toEqual([]);
      });
    }
  });
}
