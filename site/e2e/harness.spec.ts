import { expect, test } from "./site.ts";
import { findDialog } from "./trials.ts";

/** What the harness ran before these tests: two scenarios in two tiers by two agents, twice each. */
const BATCH = "harness-of-the-tests";
const SUITE = "test-suite";

test("the harness's runs are a batch whose claims hold", async ({ page, request }) => {
  const batch = await (await request.get(`/api/batches/${BATCH}`)).json();
  expect(batch).toMatchObject({ status: "completed", totalRuns: 16, successfulRuns: 4, differences: [] });
  await page.goto("/batches/");
  await page.getByRole("link", { name: BATCH }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(BATCH);
  const claims = page.getByRole("table", { name: /claims/ });
  await expect(claims.getByRole("row", { name: /^Runs/ })).toContainText(/16.*16.*same/);
  await expect(page.getByRole("heading", { name: "How the 16 runs ended" })).toBeVisible();
  await page.getByRole("link", { name: "4: solved" }).click();
  await expect(findDialog(page).rows).toHaveCount(4);
});

test("the harness's leaderboard tells who solves the tasks, and opens the runs behind it", async ({ page, site }) => {
  const path = [...site.pages.keys()].find((one) => /^\/suites\/test-suite[^/]*\/tiers\/L3[^/]*\/$/.test(one));
  await page.goto(path ?? "/there-is-no-such-page/");
  const rows = page.locator("table[data-suite]").first().locator("tr[data-entry]");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("scripted-literal");
  await expect(rows.first().locator("a.trials").first()).toHaveText("100.0");
  await expect(rows.last()).toContainText("echo");
  await rows.first().locator("a.trials").first().click();
  const dialog = findDialog(page);
  await expect(dialog.rows).toHaveCount(4);
  await dialog.rows.first().getByRole("link").first().click();
  await expect(page.getByRole("dialog")).toContainText("behaviour");
  await expect(page.getByRole("dialog")).not.toContainText("ze-benchmarks-run-");
});

test("nothing of the machine is in what the harness published", async ({ request }) => {
  const runs: { runId: string }[] = await (await request.get(`/api/runs?suite=${SUITE}&limit=200`)).json();
  expect(runs.length).toBe(16);
  for (const { runId } of runs) {
    const text = await (await request.get(`/api/runs/${runId}`)).text();
    expect.soft(text, runId).not.toMatch(/ze-benchmarks-run-|promptSent|workspaceDir|\/home\/|\/root\//);
  }
});
