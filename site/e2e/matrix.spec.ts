import type { Page } from "@playwright/test";
import { slugOf } from "#contract/names/slug.ts";
import { HOSTILE_RUNS } from "./hostile-runs.ts";
import { expect, test } from "./site.ts";
import { findDialog, suitePath } from "./trials.ts";

/** The one suite of the tests that has more scenarios than fit a table. */
const WIDE = HOSTILE_RUNS.find(({ suite }) => suite.startsWith("wide"))?.suite ?? "";
const MATRIX = `/suites/${slugOf(WIDE)}/matrix/`;

/** What the page says of the square under the cursor. */
const place = (page: Page) => page.locator("#matrix-place");

test("a square of a small matrix opens its runs", async ({ page, site }) => {
  await page.goto(`${suitePath(site)}matrix/`);
  const square = page.locator("table a.trials").first();
  const scenario = new URL((await square.getAttribute("href")) ?? "", page.url()).searchParams.get("scenario");
  await square.click();
  const { dialog, rows } = findDialog(page);
  await rows.first().waitFor();
  await expect(dialog).toContainText(`scenario ${scenario}`);
});

test("tasks that stand by groups are put hardest first, each with its own squares", async ({ page, site }) => {
  const path = [...site.pages.keys()].find((one) => one.endsWith("/matrix/hardest/"));
  await page.goto(path?.replace("hardest/", "") ?? "");
  const table = page.locator("table.squares");
  const heads = () => table.locator("thead th[scope=col] a").allTextContents();
  const squares = async () => {
    const names = await heads();
    const texts = await table.locator("tbody tr").first().locator("td").allTextContents();
    return new Map(names.map((name, place) => [name, texts[place]?.trim()]));
  };
  await expect(table.locator("th[scope=colgroup]").first()).toBeVisible();
  const [byGroups, before] = [await heads(), await squares()];
  await page
    .getByRole("navigation", { name: "Order of the tasks" })
    .getByRole("link", { name: "hardest first" })
    .click();
  await expect(page).toHaveURL(path ?? "");
  await expect(table.locator("th[scope=colgroup]")).toHaveCount(0);
  expect(await heads()).not.toEqual(byGroups);
  expect(await squares()).toEqual(before);
});

test("squares of a drawn matrix are reached by keyboard", async ({ page }) => {
  await page.goto(MATRIX);
  await page.locator("a.matrix-cursor").focus();
  const first = await place(page).textContent();
  await page.keyboard.press("ArrowRight");
  await expect(place(page)).not.toHaveText(first ?? "");
  await page.keyboard.press("ArrowLeft");
  await expect(place(page)).toHaveText(first ?? "");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  const [, scenario] =
    / at (.*): (all|none|some|no run|only infra)/.exec((await place(page).textContent()) ?? "") ?? [];
  await page.keyboard.press("Enter");
  const { dialog, rows } = findDialog(page);
  await rows.first().waitFor();
  await expect(dialog).toContainText(`scenario ${scenario}`);
  await page.keyboard.press("Escape");
  await expect(page.locator("a.matrix-cursor")).toBeFocused();
});

test("squares of a drawn matrix are reached by pointer, and say what their runs give", async ({ page, request }) => {
  await page.goto(MATRIX);
  const box = await page.locator("svg[data-matrix]").boundingBox();
  const columns = Number(await page.locator("svg[data-matrix]").getAttribute("data-columns"));
  expect(box).not.toBeNull();
  for (const column of [0, 20, columns - 1]) {
    await page.mouse.move((box?.x ?? 0) + ((column + 0.5) * (box?.width ?? 0)) / columns, (box?.y ?? 0) + 5);
    const address = await page.locator("a.matrix-cursor").getAttribute("href");
    const runs: { outcome: string; scenario: string }[] = await (await request.get(address ?? "")).json();
    expect(runs).toHaveLength(1);
    const [run] = runs;
    const said = { pass: "all passed", fail: "none passed" }[run?.outcome ?? ""] ?? "only infrastructure errors";
    await expect(place(page)).toContainText(` at ${run?.scenario}: ${said}`);
  }
  await page.mouse.down();
  await page.mouse.up();
  await expect(findDialog(page).rows).toHaveCount(1);
});
