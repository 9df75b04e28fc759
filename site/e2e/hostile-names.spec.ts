import type { Page } from "@playwright/test";
import { csvParseRows } from "d3";
import { slugOf } from "#contract/names/slug.ts";
import { HOSTILE_RUNS as RUNS } from "./hostile-runs.ts";
import { expect, hostileKindsOf, test } from "./site.ts";

const namesOf = (field: "suite" | "agent" | "model" | "batchId") => [
  ...new Set(RUNS.flatMap((run) => run[field] ?? [])),
];
const PAGES = [
  ...namesOf("suite").map((name) => ({ name, path: `/suites/${slugOf(name)}/` })),
  ...namesOf("agent").map((name) => ({ name, path: `/agents/${slugOf(name)}/` })),
  ...namesOf("model").map((name) => ({ name, path: `/models/${slugOf(name)}/` })),
  ...namesOf("batchId").map((name) => ({ name, path: `/batches/${slugOf(name)}/` })),
];

/** Notes whatever a page executes of what it should only show. */
const watch = async (page: Page) => {
  const executed: string[] = [];
  await page.exposeFunction("noteExecution", (what: string) => executed.push(what));
  await page.addInitScript("globalThis.alert = (what) => noteExecution(String(what))");
  page.on("dialog", async (dialog) => {
    executed.push(dialog.message());
    await dialog.dismiss();
  });
  return executed;
};

const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();

test("no two pages share an address, not even where case is ignored", ({ site }) => {
  const paths = [...site.pages.keys()].map((path) => path.toLowerCase());
  expect(new Set(paths).size).toBe(paths.length);
  expect(new Set(PAGES.map(({ path }) => path)).size).toBe(PAGES.length);
  for (const { path } of PAGES) expect(path).toMatch(/^\/[a-z]+\/[A-Za-z0-9._~-]+\/$/);
});

test("every name has its page, which shows it as it is and runs nothing", async ({ page, site }) => {
  const executed = await watch(page);
  for (const { name, path } of PAGES) {
    await test.step(path, async () => {
      expect.soft(site.pages.has(path), `no link leads to ${path}`).toBe(true);
      const response = await page.goto(path);
      expect.soft(response?.status(), path).toBe(200);
      expect.soft(squeeze((await page.locator("h1").textContent()) ?? ""), path).toContain(squeeze(name));
    });
  }
  for (const path of hostileKindsOf(site).values()) await page.goto(path);
  expect(executed).toEqual([]);
});

test("a run's hostile texts are shown as text", async ({ page }) => {
  const executed = await watch(page);
  for (const run of RUNS.slice(0, 2)) {
    await page.goto(`/runs/?run=${encodeURIComponent(run.runId)}`);
    const shown = page.getByRole("main");
    for (const { evaluatorName, details } of run.evaluations ?? []) {
      await expect(shown.getByRole("rowheader", { name: evaluatorName, exact: true })).toBeVisible();
      await expect(shown.getByRole("row", { name: evaluatorName })).toContainText(details);
    }
    for (const summary of await shown.locator("summary").all()) await summary.click({ timeout: 60_000 });
    await expect(shown).toContainText("<img src=x onerror=alert(2)>");
  }
  expect(executed).toEqual([]);
});

test("figures of hostile names find their runs", async ({ page }) => {
  const batches = namesOf("batchId").map((name) => `/batches/${slugOf(name)}/`);
  for (const path of [`/suites/${slugOf(RUNS[0]?.suite ?? "")}/`, ...batches]) {
    await page.goto(path);
    await page.locator("a.trials").first().click();
    await expect(page.getByRole("dialog").locator("tbody tr").first(), path).toBeVisible();
  }
});

test("no cell of a table to download is a formula", ({ site }) => {
  const tables = [...site.files].filter(([path]) => path.endsWith(".csv"));
  const cells = tables.flatMap(([path, text]) =>
    csvParseRows(text).flatMap((row) => row.map((cell) => ({ path, cell }))),
  );
  expect(cells.length).toBeGreaterThan(100);
  const isFormula = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(cell);
  expect(cells.filter(({ cell }) => isFormula(cell))).toEqual([]);
});
