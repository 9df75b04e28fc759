import type { Page } from "@playwright/test";
import type { CellPart } from "#contract/snapshot/parts.ts";
import type { SnapshotIndex } from "#contract/snapshot/snapshot.ts";
import { expect, test } from "./site.ts";

test.use({ javaScriptEnabled: false });

/** Follows the first link of the page's content whose address has the form. */
const follow = async (page: Page, form: RegExp) => {
  const links = await page
    .locator("main a[href]")
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const place = links.findIndex((link) => form.test(link));
  expect(place, `${page.url()} has no link like ${form}`).toBeGreaterThanOrEqual(0);
  await page.locator("main a[href]").nth(place).click();
  await page.waitForURL((url) => form.test(url.pathname));
};

test("leads from the home page to a model by links, without scripts", async ({ page }) => {
  await page.goto("/");
  await follow(page, /^\/suites\/[^/~]+\/$/);
  await follow(page, /^\/suites\/[^/]+\/tiers\/[^/]+\/$/);
  await follow(page, /^\/suites\/[^/]+\/scenarios\/[^/]+\/$/);
  await follow(page, /^\/entries\/[^/]+\/$/);
  await follow(page, /^\/agents\/[^/]+\/$/);
  await follow(page, /^\/entries\/[^/]+~~[^/]+\/$/);
  await follow(page, /^\/models\/[^/]+\/$/);
  await expect(page.locator("h1")).toBeVisible();
});

test("shows every entry and the pictures without scripts", async ({ page, request }) => {
  const { suites } = (await (await request.get("/api/snapshot")).json()) as SnapshotIndex;
  await page.goto("/");
  await follow(page, /^\/suites\/[^/~]+\/$/);
  const name = new URL(page.url()).pathname.split("/")[2];
  const suite = suites.find((candidate) => candidate.suite === name);
  expect(suite, name).toBeDefined();
  const parts = await Promise.all(
    (suite?.parts ?? []).map(async (id) => (await (await request.get(`/api/snapshot/parts/${id}`)).json()) as CellPart),
  );
  // No entry is in two parts unless it has more cells than one holds.
  const entries = parts.reduce((count, part) => count + part.entries.length, 0);
  await expect(page.locator("main table").first().locator("tr[data-entry]")).toHaveCount(entries);
  await expect(page.locator('main svg[role="img"]').first()).toBeVisible();
});

test("gives the API's answer for a figure without scripts", async ({ page }) => {
  await page.goto("/");
  await follow(page, /^\/suites\/[^/~]+\/$/);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().includes("/api/runs?")),
    page.locator("main a.trials").first().click(),
  ]);
  expect(response.headers()["content-type"]).toContain("application/json");
});

test("has the tab of the open page in sight on a phone, and pictures as wide as a tablet", async ({ page, site }) => {
  const paths = [...site.pages.keys()].filter((path) => /^\/suites\/[a-z-]+\/(effects|health|costs)\/$/.test(path));
  expect(paths.length).toBeGreaterThan(6);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of paths) {
    await page.goto(path);
    const tab = await page.locator(".tabs a[aria-current]").boundingBox();
    expect.soft(tab?.x, path).toBeGreaterThanOrEqual(0);
    expect.soft((tab?.x ?? 0) + (tab?.width ?? 999), path).toBeLessThanOrEqual(360);
  }
  await page.setViewportSize({ width: 768, height: 900 });
  for (const path of paths.filter((one) => one.endsWith("/costs/"))) {
    await page.goto(path);
    const drawn = page.locator("figure svg:visible").first();
    if ((await drawn.count()) > 0) expect.soft((await drawn.boundingBox())?.width, path).toBeGreaterThan(650);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(768);
  }
});

test("opens the sections behind Menu on a phone, without scripts", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/data/");
  await page.getByText("Menu").click();
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections).toHaveCount(1);
  await expect(sections.getByRole("link", { name: "Data" })).toHaveAttribute("aria-current", "page");
  await sections.getByRole("link", { name: "Agents" }).click();
  await expect(page).toHaveURL("/agents/");
});

test("marks the rows of a board against a picked one by style alone", async ({ page }) => {
  await page.goto("/");
  await follow(page, /^\/suites\/[^/~]+\/$/);
  await expect(page.locator(".tools form")).toBeHidden();
  const ranks = page.locator(".board .rk a");
  await ranks.first().click();
  const markOf = (row: number) =>
    page
      .locator(".board tr[id]")
      .nth(row)
      .evaluate((element) => getComputedStyle(element).getPropertyValue("--mk"));
  expect(await markOf(0)).toBe('"●"');
  const ties = await page.locator(".board tr[id]").first().getAttribute("data-t");
  expect(await markOf(1)).toBe(/^2\b/.test(ties ?? "") ? '"="' : '"▼"');
});
