import { expect, test } from "./site.ts";
import { recountRuns, suitePath } from "./trials.ts";

test("passes and counted runs of every entry are those that its runs give", async ({ page, site }) => {
  await page.goto(suitePath(site));
  const rows = await page.locator("table[data-suite] tr[data-entry]").evaluateAll((found) =>
    found.map((row) => {
      const link = row.querySelector<HTMLAnchorElement>("a.trials");
      const { pass, counted } = (row as HTMLElement).dataset;
      return { stated: `${pass}/${counted}`, address: link?.href ?? "" };
    }),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { stated, address } of rows) {
    const { passes, counted } = await recountRuns(address);
    expect.soft(stated, address).toBe(`${passes}/${counted}`);
  }
});

test("a tier's figures are those of its runs alone", async ({ page, site }) => {
  const path = [...site.pages.keys()].find((candidate) => candidate.startsWith(`${suitePath(site)}tiers/`));
  await page.goto(path ?? "/there-is-no-page-of-a-tier/");
  const row = page.locator("table[data-tier] tr[data-entry]").first();
  const link = row.locator("a.trials");
  const tier = await page.locator("table[data-tier]").first().getAttribute("data-tier");
  const address = (await link.evaluate((element) => (element as HTMLAnchorElement).href)) ?? "";
  expect(new URL(address).searchParams.get("tier")).toBe(tier);
  const { passes, counted } = await recountRuns(address);
  await expect(row).toHaveAttribute("data-pass", String(passes));
  await expect(row).toHaveAttribute("data-counted", String(counted));
});
