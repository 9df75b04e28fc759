import type { Page } from "@playwright/test";
import { expect, test } from "./site.ts";

/** An analyst's questions: each is answered by a few clicks from the home page, at an address that can be passed on. */
const openSuite = async (page: Page, name: string) => {
  await page.goto("/");
  await page.locator("main").getByRole("link", { name, exact: true }).click();
};

const openTab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Pages of this suite" }).getByRole("link", { name, exact: true }).click();

/** An answer without JavaScript is on the page, whoever opens its address. */
const staysAt = async (page: Page, address: RegExp, answer: RegExp) => {
  await expect(page).toHaveURL(address);
  const html = await (await page.request.get(page.url())).text();
  expect(html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ")).toMatch(answer);
};

test("is X better than Y, at what cost, and which tasks separate them: four clicks", async ({ page }) => {
  await openSuite(page, "Bug fixes");
  await page.locator("table[data-board]").first().locator("tr[data-entry] .rk a").first().click();
  await page.locator(".pickbar .rivals").click();
  await page.locator("main a[href*='/compare/'][href*='/with/']").first().click();
  await expect(page.locator("p.lead")).toHaveText(
    /(clearly better|No clear difference).*points \(.*\sto\s.*, p\s[=<]\s/s,
  );
  await expect(page.getByRole("heading", { name: "What they cost" })).toBeVisible();
  await expect(page.locator("main dl.amounts")).toContainText(/(Cost|Tokens|Time) a run.*\stimes \(.*\sto\s.*\)/s);
  await expect(page.locator("main")).toContainText(/The \d+ tasks, by who solves them/);
  await staysAt(page, /\/suites\/fix-bugs\/compare\/[^/]+\/with\/[^/]+\/$/, /points \(.*More than chance\?/);
});

test("how did an agent change over its versions: two clicks", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Agents", exact: true }).first().click();
  await page.locator("main").getByRole("link", { name: "imaginary-mole", exact: true }).click();
  await expect(page.getByRole("heading", { name: "imaginary-mole over time" }).first()).toBeVisible();
  const chart = page.locator("figure .wide svg").first();
  for (const version of ["v0.8", "v0.9", "v1.0"]) await expect(chart).toContainText(version);
  await staysAt(page, /\/agents\/imaginary-mole\/$/, /the best was beaten (once|twice|\d+\stimes|never)/);
});

test("which is the cheapest entry of the first group: two clicks, or why none can be named", async ({ page }) => {
  await openSuite(page, "Bug fixes");
  await openTab(page, "Costs");
  await staysAt(page, /\/suites\/fix-bugs\/costs\/$/, /The cheapest of|No cheapest entry can be named: /);
});

test("what does level L3 buy: two clicks", async ({ page }) => {
  await openSuite(page, "Dependency updates 2.0");
  await openTab(page, "Effects");
  const table = page.getByRole("table", { name: "Level L3 against L0" });
  await expect.poll(() => table.locator("tbody tr").count()).toBeGreaterThan(3);
  await expect(table.locator("tbody tr").first()).toContainText(/[+−]\d+\.\d/);
  await staysAt(page, /\/suites\/update-deps\/effects\/$/, /Level L3 against L0\. (For|In|Of)/);
});

test("is a new best a record: one click", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "the newest bests" }).click();
  const row = page.getByRole("row", { name: /Refactoring/ });
  await expect(row).toContainText(/[+−][\d.]+ \(.* to .*\), p\s[=<]\s\.\d+, \d+ tasks/);
  await staysAt(page, /\/records\/$/, /not by more than chance|by more than chance/);
});
