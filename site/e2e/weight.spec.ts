import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, isOfTheFoot, test } from "./site.ts";
import { findDialog, suitePath } from "./trials.ts";

/** What a page may weigh before the reader asks for more, in bytes as gzip packs them. */
const BUDGET = 50 * 1024;

/** What the first question may load: React, the client of the server's state, the dialog with the view of a run, and their styles. */
const QUESTION_BUDGET = 100 * 1024;

/** All scripts of a page as it loads together come nowhere near the size of React, in bytes as gzip packs them. */
const SCRIPTS_BUDGET = 6 * 1024;

const weigh = (body: Buffer) => gzipSync(body, { level: 6 }).length;

/** Notes every answer from here on; gives what those to files of a kind weigh together. */
const watchAnswers = (page: Page) => {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    // A HEAD is answered without a body.
    if (response.request().method() !== "HEAD") bodies.set(response.url(), response.body());
  });
  return {
    bodies,
    weighAll: async (ending = "") => {
      const found = [...bodies].filter(([url]) => url.endsWith(ending) && !url.includes("/api/"));
      return (await Promise.all(found.map(([, body]) => body))).map(weigh).reduce((sum, part) => sum + part, 0);
    },
  };
};

test("a suite's page is light, and React comes with the first question only", async ({ page, site }) => {
  const { bodies, weighAll } = watchAnswers(page);
  await page.goto(suitePath(site), { waitUntil: "networkidle" });
  expect(await weighAll()).toBeGreaterThan(1_000);
  expect(await weighAll(), [...bodies.keys()].join("\n")).toBeLessThanOrEqual(BUDGET);
  expect(await weighAll(".js")).toBeLessThan(SCRIPTS_BUDGET);

  bodies.clear();
  // Neither what is in view nor what is pointed at or walked over loads anything.
  await page.mouse.wheel(0, 5_000);
  await page.locator("a.trials").first().hover();
  await page.locator("a.trials").first().focus();
  await page.keyboard.press("Tab");
  await page.waitForTimeout(500);
  // The browser asks for the icon when it likes.
  expect([...bodies.keys()].filter((url) => !url.endsWith("/favicon.svg"))).toEqual([]);

  await page.locator("a.trials").first().click();
  await findDialog(page).rows.first().waitFor();
  expect(await weighAll(".js")).toBeGreaterThan(10 * SCRIPTS_BUDGET);
  expect(await weighAll(), [...bodies.keys()].join("\n")).toBeLessThanOrEqual(QUESTION_BUDGET);
});

test("a page without live parts loads no script of theirs", async ({ page }) => {
  const { bodies } = watchAnswers(page);
  await page.goto("/docs/methodology/?trials=1", { waitUntil: "networkidle" });
  expect([...bodies.keys()].filter((url) => url.endsWith(".js") && !isOfTheFoot(url))).toEqual([]);
  await expect(page.locator("astro-island")).toHaveCount(0);
});
