import type { Page } from "@playwright/test";
import { PAGE_LENGTH } from "../islands/trials-address.ts";
import { expect, test } from "./site.ts";
import { findDialog, openFirstTrials, recountRuns, suitePath } from "./trials.ts";

const UNREACHABLE = "The live API does not answer. The figures on this page are complete without it.";

const runName = (address: string) => new URL(address).searchParams.get("run");

/** The address of the runs that the first figure of the page stands for. */
const firstFigure = async (page: Page) => {
  const link = page.locator("a.trials").first();
  return { link, address: new URL((await link.getAttribute("href")) ?? "", page.url()).href };
};

test("opens the runs behind a figure, one of them, and closes again, by mouse", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const before = page.url();
  const { link, address } = await firstFigure(page);
  const { runs, passes, counted } = await recountRuns(address);
  await link.click();
  const { dialog, rows, close } = findDialog(page);
  await expect(rows).toHaveCount(Math.min(runs, PAGE_LENGTH));
  if (runs <= PAGE_LENGTH)
    await expect(dialog.getByRole("status").first()).toContainText(`${passes} of ${counted} counted passed`);

  const run = rows.first().getByRole("link");
  const runId = await run.textContent();
  await run.click();
  await expect(dialog).toContainText("it counts");
  expect(runName(page.url())).toBe(runId);
  await page.goBack();
  await expect(rows.first()).toBeVisible();
  await expect(run).toBeFocused();

  await run.click();
  await dialog.getByRole("button", { name: "Back to the list" }).click();
  await expect(rows.first()).toBeVisible();
  await close.click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(before);
  await expect(link).toBeFocused();
});

test("opens, reads and closes by keyboard alone", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const before = page.url();
  const { link } = await firstFigure(page);
  const { dialog, rows } = findDialog(page);
  await link.focus();
  await page.keyboard.press("Enter");
  await rows.first().waitFor();
  await expect(dialog.getByRole("heading", { level: 2 })).toBeFocused();
  const run = rows.first().getByRole("link");
  for (
    let presses = 0;
    presses < 5 && !(await run.evaluate((element) => element === document.activeElement));
    presses++
  ) {
    await page.keyboard.press("Tab");
  }
  await expect(run).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("it counts");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(before);
  await expect(link).toBeFocused();
});

test("the browser's Back closes the dialog, Forward opens it again", async ({ page, site }) => {
  const { dialog, rows } = await openFirstTrials(page, site);
  await page.goBack();
  await expect(dialog).toBeHidden();
  await page.goForward();
  await expect(rows.first()).toBeVisible();
});

test("an address opens the same runs, and a run the page of its own", async ({ page, site }) => {
  const { dialog, rows } = await openFirstTrials(page, site);
  const names = await rows.getByRole("link").allTextContents();
  await page.goto(page.url());
  await rows.first().waitFor();
  expect(await rows.getByRole("link").allTextContents()).toEqual(names);

  await rows.first().getByRole("link").click();
  await expect(dialog).toContainText("it counts");
  const verdict = await dialog.locator(".run-verdict").textContent();
  await page.reload();
  expect(new URL(page.url()).pathname).toBe("/runs/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(verdict?.slice(1) ?? "");
  // The list lies a step back, on the page that it belongs to.
  await page.goBack();
  await expect(rows).toHaveCount(names.length);
});

test("loads further pages of runs", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const { address } = await firstFigure(page);
  const suite = new URL(address).searchParams.get("suite") ?? "";
  const all = await recountRuns(new URL(`/api/runs?suite=${encodeURIComponent(suite)}`, address).href);
  expect(all.runs, "the sample must have a suite of several pages").toBeGreaterThan(PAGE_LENGTH);
  await page.goto(`${suitePath(site)}?trials=1&suite=${encodeURIComponent(suite)}`);
  const { dialog, rows } = findDialog(page);
  await rows.first().waitFor();
  const before = await rows.count();
  expect(before).toBeLessThan(all.runs);
  const more = dialog.getByRole("button", { name: "Load more" });
  await more.click();
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  // The button may go with the last page, between being seen and being pressed: what then stands there is looked at below.
  while (await more.isVisible()) await more.click({ timeout: 5_000 }).catch(() => undefined);
  await expect(dialog.getByRole("status").first()).toContainText(
    `${all.runs.toLocaleString("en")} runs: ${all.passes} of ${all.counted} counted`,
  );
  const names = await rows.getByRole("link").allTextContents();
  expect(new Set(names).size).toBe(names.length);
});

test("says so when there are no runs", async ({ page, site }) => {
  await page.goto(`${suitePath(site)}?trials=1&suite=there-is-no-such-suite`);
  await expect(page.getByRole("dialog")).toContainText("There are no runs here.");
});

test("keeps the page when the API does not answer, and asks again on request", async ({ page, site }) => {
  await page.route("**/api/**", (route) => route.abort());
  await page.goto(suitePath(site));
  const rowsOfPage = await page.locator("main tbody tr").count();
  await page.locator("a.trials").first().click();
  const { dialog, rows } = findDialog(page);
  await expect(dialog.getByRole("alert")).toContainText(UNREACHABLE);
  expect(await page.locator("main tbody tr").count()).toBe(rowsOfPage);
  await page.unroute("**/api/**");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(rows.first()).toBeVisible();
  await expect(dialog.getByRole("alert")).toHaveCount(0);
});

test("takes an answer that is not the API's for no answer", async ({ page, site }) => {
  await page.route("**/api/**", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  );
  await page.goto(suitePath(site));
  await page.locator("a.trials").first().click();
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
});

test("asks a second and a third time before it says that there is no answer", async ({ page, site }) => {
  let asked = 0;
  await page.route("**/api/runs?**", (route) => (++asked < 3 ? route.abort() : route.continue()));
  await openFirstTrials(page, site);
  expect(asked).toBe(3);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("shows the same runs again without asking again", async ({ page, site }) => {
  let asked = 0;
  await page.route("**/api/runs?**", (route) => {
    asked++;
    return route.continue();
  });
  const { rows, close } = await openFirstTrials(page, site);
  const names = await rows.getByRole("link").allTextContents();
  await close.click();
  await page.locator("a.trials").first().click();
  await rows.first().waitFor();
  expect(await rows.getByRole("link").allTextContents()).toEqual(names);
  expect(asked).toBe(1);
});

test("stops asking when the reader closes the dialog", async ({ page, site }) => {
  await page.route("**/api/runs?**", () => undefined);
  await page.goto(suitePath(site));
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/api/runs?"));
  await page.locator("a.trials").first().click();
  await expect(findDialog(page).dialog.getByRole("status")).toHaveText("Loading runs…");
  await page.keyboard.press("Escape");
  expect((await ended).failure()?.errorText).toBe("net::ERR_ABORTED");
});

test("keeps an answer that it cannot draw to its part of the dialog", async ({ page, site }) => {
  const { dialog, rows } = await openFirstTrials(page, site);
  await page.route("**/api/runs/*", (route) => route.fulfill({ json: { run: {} } }));
  const run = rows.first().getByRole("link");
  await run.click();
  await expect(dialog.getByRole("alert")).toContainText("The live data cannot be shown.");
  await page.unroute("**/api/runs/*");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toContainText("it counts");
  await page.goBack();
  await expect(run).toBeFocused();
});

test("follows the link when the dialog cannot be loaded", async ({ page, site }) => {
  await page.route("**/_astro/TrialsDialog*", (route) => route.abort());
  await page.goto(suitePath(site));
  await page.locator("a.trials").first().click();
  await page.waitForURL("**/api/runs?**");
});

test("leaves a click with a modifier key to the browser", async ({ page, site, context }) => {
  await page.goto(suitePath(site));
  const opened = context.waitForEvent("page");
  await page
    .locator("a.trials")
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  expect(new URL((await opened).url()).pathname).toBe("/api/runs");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
