import type { Page } from "@playwright/test";
import { expect, test } from "./site.ts";
import { suitePath } from "./trials.ts";

const entries = (page: Page) =>
  page
    .locator("table[data-board]")
    .first()
    .locator("tr[data-entry]:visible")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["entry"]));

test("sorting goes into the address, comes back with it, and a third press restores the ranks", async ({
  page,
  site,
}) => {
  await page.goto(suitePath(site));
  const ranked = await entries(page);
  const sort = page
    .locator("table[data-board]")
    .first()
    .getByRole("button", { name: /^(Entry|Agent|Model)$/ });
  await sort.click();
  const sorted = await entries(page);
  expect(sorted).not.toEqual(ranked);
  expect([...sorted].sort()).toEqual([...ranked].sort());
  await page.goto(page.url());
  expect(await entries(page)).toEqual(sorted);
  await sort.click();
  await sort.click();
  expect(await entries(page)).toEqual(ranked);
  await expect(page).toHaveURL(suitePath(site));
});

test("finding an entry goes into the address and comes back with it", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const all = await entries(page);
  const { agent } = JSON.parse(all.at(-1) ?? "{}");
  await page.getByRole("searchbox").first().fill(agent);
  const found = await entries(page);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(all.length);
  await page.goto(page.url());
  expect(await entries(page)).toEqual(found);
});

test("choosing by organization, weights and who ran it goes into the address, comes back with it, and keeps the ranks", async ({
  page,
  site,
}) => {
  await page.goto(suitePath(site));
  const all = await entries(page);
  const rank = page.locator("table[data-board]").first().locator("tr[data-entry]:visible .rk");
  await page.getByRole("combobox", { name: "Organization of agent or model" }).selectOption("Invented Foundation");
  await page.getByRole("combobox", { name: "Weights of the model" }).selectOption("open");
  const found = await entries(page);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(all.length);
  for (const entry of found) expect(entry).toMatch(/invented\/mono/);
  await expect(page).toHaveURL(/\?.*organization=Invented\+Foundation.*weights=open|weights=open.*organization=/);
  const ranks = await rank.allTextContents();
  await page.goto(page.url());
  expect(await entries(page)).toEqual(found);
  expect(await rank.allTextContents()).toEqual(ranks);
  await expect(page.locator(".tools output")).toHaveText(
    `${found.length} of ${all.length} entries; ranks stay those of all`,
  );
  await page.goto(`${suitePath(site)}?ran-by=its+maker`);
  const own = await entries(page);
  expect(own.length).toBeGreaterThan(0);
  for (const entry of own) expect(entry).toMatch(/imaginary-otter/);
});

test("the dialog leaves the table's state in the address alone", async ({ page, site }) => {
  await page.goto(suitePath(site));
  await page
    .locator("table[data-board]")
    .first()
    .getByRole("button", { name: /^(Entry|Agent|Model)$/ })
    .click();
  const before = page.url();
  await page.locator("a.trials").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(before);
});

test("picking a row marks all others and goes into the address, with the zoom and the filter", async ({
  page,
  site,
}) => {
  await page.goto(suitePath(site));
  const rows = page.locator("table[data-board]").first().locator("tr[id]");
  const second = rows.nth(1);
  await second.locator(".rt").click({ position: { x: 1, y: 1 } });
  const id = (await second.getAttribute("id")) ?? "";
  await expect(page).toHaveURL(`${suitePath(site)}#${id}`);
  const bar = page.locator(".pickbar");
  await expect(bar).toBeVisible();
  const counted = (await bar.innerText()).match(/\d+(?= (?:clearly|no clear))/g)?.map(Number) ?? [];
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe((await rows.count()) - 1);
  await expect(second.locator(".iv")).toHaveAttribute("data-d", "picked");
  await page.goto("/");
  await page.goto(`${suitePath(site)}?first=yes#${id}`);
  await expect(bar).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "may be first" })).toBeChecked();
  await bar.getByRole("button", { name: "Clear" }).click();
  await expect(bar).toBeHidden();
});
