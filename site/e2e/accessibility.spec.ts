import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { A_PAGE_MS, expect, hostileKindsOf, kindsOf, test } from "./site.ts";
import { openFirstTrials } from "./trials.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const findViolations = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(WCAG).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`,
  );

for (const colorScheme of ["light", "dark"] as const) {
  // Hostile names have no colours of their own.
  const kindsByNames = colorScheme === "light" ? { plain: kindsOf, hostile: hostileKindsOf } : { plain: kindsOf };
  for (const [names, kinds] of Object.entries(kindsByNames)) {
    test(`axe finds nothing on any kind of page of ${names} names, ${colorScheme}`, async ({ page, site }) => {
      test.setTimeout(kinds(site).size * A_PAGE_MS);
      await page.emulateMedia({ colorScheme });
      for (const path of kinds(site).values()) {
        await test.step(path, async () => {
          await page.goto(path);
          expect.soft(await findViolations(page), path).toEqual([]);
        });
      }
    });
  }

  for (const width of [1280, 360]) {
    test(`axe finds nothing in a list of runs and in a run, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/runs/?suite=fix-bugs&sort=score");
      await page.locator("[data-run]").first().waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.locator("[data-run]").first().click();
      await expect(page.getByRole("heading", { name: "Evaluators" })).toBeVisible();
      await page.locator(".run-beside table").waitFor();
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect(await findViolations(page)).toEqual([]);
    });

    test(`axe finds nothing in the dialog, ${colorScheme}, ${width} pixels wide`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { dialog, rows } = await openFirstTrials(page, site);
      expect(await findViolations(page)).toEqual([]);
      await rows.first().getByRole("link").click();
      await expect(dialog.getByRole("heading", { name: "Evaluators" })).toBeVisible();
      for (const summary of await dialog.locator("summary").all()) await summary.click();
      expect(await findViolations(page)).toEqual([]);
    });
  }
}
