import type { Page } from "@playwright/test";
import { expect, test } from "./site.ts";
import { suitePath } from "./trials.ts";

const entries = (page: Page) =>
  page
    .locator("table[data-sortable]")
    .first()
    .locator("tbody tr:visible")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["entry"]));

test("sorting goes into the address, comes back with it, and a third press restores the ranks", async ({
  page,
  site,
}) => {
  await page.goto(suitePath(site));
  const ranked = await entries(page);
  const sort = page.locator("table[data-sortable]").first().getByRole("button", { name: "Sort by Entry" });
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

test("the dialog leaves the table's state in the address alone", async ({ page, site }) => {
  await page.goto(suitePath(site));
  await page.locator("table[data-sortable]").first().getByRole("button", { name: "Sort by Entry" }).click();
  const before = page.url();
  await page.locator("a.trials").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(before);
});
