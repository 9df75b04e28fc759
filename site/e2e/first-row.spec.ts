import { isHostile } from "./hostile-runs.ts";
import { expect, test } from "./site.ts";

/** How far down the first row of a board may begin, by the width of the window: on the first screen. */
const WIDTHS = [
  [1280, 600],
  [360, 500],
] as const;

/** Leaderboards of suites, of their versions and of their levels of help. */
const BOARDS = /^\/suites\/[^/]+\/(versions\/[^/]+\/)?(tiers\/[^/]+\/)?$/;

for (const [width, bound] of WIDTHS) {
  test(`the first entry of every board begins within ${bound} px in a window of ${width}`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    const boards = [...site.pages.keys()].filter((path) => BOARDS.test(path) && !isHostile(path));
    expect(boards.length).toBeGreaterThan(8);
    for (const path of boards) {
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      const row = await page.locator("table[data-board] tr[data-entry]").first().boundingBox();
      expect.soft(row?.y, path).toBeLessThanOrEqual(bound);
    }
  });
}

test("the address of an entry's row shows that row on a phone, however far down", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const boards = [...site.pages.keys()].filter((path) => BOARDS.test(path) && !isHostile(path));
  for (const path of boards) {
    await page.goto(path);
    const row = page.locator("table[data-board] tr[data-entry][id]").last();
    if ((await row.count()) === 0) continue;
    const id = await row.getAttribute("id");
    await page.goto("about:blank");
    await page.goto(`${path}#${id}`);
    await expect(row, path).toBeInViewport({ ratio: 1 });
  }
});

test("a tap on a phone reaches every link of a board's first rows", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  for (const path of [...site.pages.keys()].filter((path) => BOARDS.test(path) && !isHostile(path))) {
    await page.goto(path);
    const rows = await page.locator("table[data-board]").first().locator("tr[data-entry]").all();
    for (const row of rows.slice(0, 3)) {
      for (const link of await row.getByRole("link").all()) await link.click({ trial: true, timeout: 10_000 });
    }
  }
});
