import { existsSync } from "node:fs";
import { FIREFOX, type FirefoxPage, inFirefox } from "./drive-firefox.ts";
import { expect, test } from "./site.ts";
import { suitePath } from "./trials.ts";

test.skip(
  !existsSync(FIREFOX),
  `There is no ${FIREFOX}: run apt-get install firefox-esr, or set FIREFOX_PATH to where one is`,
);

const ROWS = `[...document.querySelector("table[data-board]").querySelectorAll("tr[data-entry]")]`;
const entries = (page: FirefoxPage) => page.value(`${ROWS}.map((row) => row.dataset.entry)`);

for (const width of [1280, 360]) {
  test(`a leaderboard is read, sorted and picked in Firefox, in a window of ${width}`, async ({ site, baseURL }) => {
    // A Firefox starts in a second or two, and on a very busy machine in a minute.
    test.setTimeout(240_000);
    await inFirefox(width, async (page) => {
      await page.open(new URL(suitePath(site), baseURL).href);
      const ranked = await entries(page);
      expect(ranked).toEqual(expect.arrayContaining([expect.stringContaining("agent")]));
      expect(await page.value(`document.scrollingElement.scrollWidth <= ${width}`)).toBe(true);
      expect(await page.value(`${ROWS}[0].getBoundingClientRect().top`)).toBeLessThan(600);

      await page.click(`document.querySelector("table[data-board] th[data-sort=solved] button")`);
      await page.click(`document.querySelector("table[data-board] th[data-sort=solved] button")`);
      await expect.poll(() => page.value("location.search")).toContain("order=reverse");
      expect(await entries(page)).not.toEqual(ranked);

      await page.open(new URL(suitePath(site), baseURL).href);
      await page.click(`${ROWS}[1].querySelector(".rk a")`);
      await expect.poll(() => page.value("location.hash")).not.toBe("");
      const bar = `document.querySelector(".pickbar")`;
      await expect.poll(() => page.value(`getComputedStyle(${bar}).display`)).not.toBe("none");
      await expect.poll(() => page.value(`${bar}.innerText`)).toMatch(/clearly worse/);
    });
  });
}
