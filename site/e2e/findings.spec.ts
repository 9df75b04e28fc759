import { expect, test } from "./site.ts";
import { suitePath } from "./trials.ts";

test("costs draw every ranked entry that reports its cost, and name or number it", async ({ page, site }) => {
  await page.goto(`${suitePath(site)}costs/`);
  const figure = page.locator("section", { has: page.locator("#cost") }).locator("figure");
  const drawn = figure.locator(".wide svg g title");
  expect(await drawn.count()).toBeGreaterThan(3);
  const named = await figure.locator(".wide text.halo").allTextContents();
  const numbered = await figure.locator(".wide .numbered span").allTextContents();
  for (const title of await drawn.allTextContents()) {
    const isNumbered = numbered.some((text) => text.includes(title));
    expect(named.includes(title) || isNumbered, `${title} is neither named nor numbered`).toBe(true);
  }
});

test("effects have agents against models with links to the board's rows, and what trying again makes", async ({
  page,
  site,
}) => {
  await page.goto(`${suitePath(site)}effects/`);
  const cross = page.locator("table.cross");
  const [agents, models] = [await cross.locator("tbody tr").count(), await cross.locator("thead th").count()];
  expect(agents).toBeGreaterThan(1);
  expect(models).toBeGreaterThan(2);
  const link = cross.locator("td a").first();
  const value = await link.textContent();
  await link.click();
  await expect(page.locator("tr:target .rt")).toHaveText(value ?? "");
});

test("health lists every task with its page, which says whether it tells entries apart", async ({ page, site }) => {
  await page.goto(`${suitePath(site)}scenarios/`);
  const tasks = await page
    .locator("#scenarios")
    .locator("xpath=ancestor::table")
    .locator("tbody th a")
    .allTextContents();
  const health = `${suitePath(site)}health/`;
  await page.goto(health);
  const links = page.locator("#tasks").locator("xpath=ancestor::table").locator("tbody th a");
  const listed = await links.allTextContents();
  expect(listed.length).toBeGreaterThan(0);
  expect(tasks).toEqual(expect.arrayContaining(listed));
  await links.first().click();
  await page.locator("p.lead").getByRole("link", { name: "still tells the best" }).click();
  await expect(page).toHaveURL(new RegExp(`${health}$`));
});

test("two entries compared freely get the same answer as on their page, and the choice goes into the address", async ({
  page,
  site,
}) => {
  const path = [...site.pages.keys()].find((one) => one.startsWith(`${suitePath(site)}compare/`));
  if (path === undefined) throw new Error("no two entries have a page");
  await page.goto(path);
  const [a, b] = await page.locator("p.what a").allTextContents();
  const finding = await page.locator("p.lead").innerText();
  const figures = finding.match(/[+−][\d.]+(?=\spoints)|no clear difference/gi) ?? [];
  expect(figures.length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Compare others" }).click();
  const live = page.locator(".live");
  await expect(live.getByRole("row", { name: a ?? "" }).first()).toBeVisible();
  for (const figure of figures) await expect(live).toContainText(new RegExp(figure.replace("+", "\\+"), "i"));
  const separating = await page.evaluate(async (address) => {
    const text = await (await fetch(address)).text();
    return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll(".tasks a")].map(
      (link) => link.textContent,
    );
  }, path);
  expect((await live.locator(".tasks a").allTextContents()).toSorted()).toEqual(separating.toSorted());
  const third = live.getByRole("combobox", { name: "Entry 3" });
  // Who is chosen already cannot be chosen again.
  await expect(third.locator("option:disabled")).toHaveCount(2);
  const another = await third.locator("option:not(:disabled):not([value=''])").first().getAttribute("value");
  await third.selectOption(another);
  await expect(page).toHaveURL(/(entry=.*){3}/);
  await page.goto(page.url());
  await expect(live.locator("tbody").first().locator("tr")).toHaveCount(3);
  expect(b).toBeTruthy();
});

test("a board is sorted, filtered, picked and let go by keyboard alone", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const table = page.locator("table[data-board]").first();
  const sort = table.getByRole("button", { name: "Solved, %" });
  await sort.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(table.locator("th[aria-sort]")).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("searchbox", { name: "Find" }).focus();
  await page.keyboard.type("otter");
  await expect(table.locator("tr[data-entry]:visible")).toHaveCount(2);
  await table.locator("tr[data-entry]:visible .rk a").first().focus();
  await page.keyboard.press("Enter");
  const bar = page.locator(".pickbar");
  await expect(bar).toBeVisible();
  await bar.getByRole("button", { name: "Clear" }).focus();
  await page.keyboard.press("Enter");
  await expect(bar).toBeHidden();
  await expect(page).toHaveURL(/sort=solved&order=reverse&find=otter/);
});
