import { gzipSync } from "node:zlib";
import { expect, test } from "./site.ts";
import { findDialog, suitePath } from "./trials.ts";

/** What a page may weigh before the reader asks for more, in bytes as gzip packs them. */
const BUDGET = 50 * 1024;

/** No script of a page as it loads comes near the size of React, in bytes as gzip packs them. */
const LARGEST_SCRIPT = 5 * 1024;

const weigh = (body: Buffer) => gzipSync(body, { level: 6 }).length;

test("a suite's page is light, and React comes with the first question only", async ({ page, site }) => {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => bodies.set(response.url(), response.body()));
  const weighScripts = async () => {
    const scripts = [...bodies].filter(([url]) => url.endsWith(".js")).map(([, body]) => body);
    return Math.max(...(await Promise.all(scripts)).map(weigh));
  };
  await page.goto(suitePath(site), { waitUntil: "networkidle" });
  const weights = (await Promise.all(bodies.values())).map(weigh);
  const weight = weights.reduce((sum, part) => sum + part, 0);
  expect(weight).toBeGreaterThan(1_000);
  expect(weight, [...bodies.keys()].join("\n")).toBeLessThanOrEqual(BUDGET);
  expect(await weighScripts()).toBeLessThan(LARGEST_SCRIPT);

  await page.locator("a.trials").first().click();
  await findDialog(page).rows.first().waitFor();
  expect(await weighScripts()).toBeGreaterThan(10 * LARGEST_SCRIPT);
});
