import type { APIRequestContext, Page } from "@playwright/test";
import type { BatchSummary } from "#contract/batches/batch-details.ts";
import { slugOf } from "#contract/names/slug.ts";
import { expect, test } from "./site.ts";
import { findDialog, recountRuns } from "./trials.ts";

const pathOf = (batchId: string) => `/batches/${slugOf(batchId)}/`;

/** All batches as the API has them: fewer than it gives at once. */
const readBatches = async (request: APIRequestContext): Promise<BatchSummary[]> =>
  (await request.get("/api/batches?limit=200")).json();

const cellsOf = async (page: Page, caption: string) =>
  await page
    .getByRole("table", { name: caption })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...(row as HTMLTableRowElement).cells].map(({ textContent }) => textContent?.trim() ?? "")),
    );

test("the list has every batch, the newest first, without scripts", async ({ browser, baseURL, request }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  await page.goto("/batches/");
  const links = page.locator("main tbody th a");
  const shown = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  const batches = await readBatches(request);
  expect(batches.length).toBeGreaterThan(20);
  expect(shown.toSorted()).toEqual(batches.map(({ batchId }) => pathOf(batchId)).toSorted());
  const moments = new Map(batches.map(({ batchId, createdAt }) => [pathOf(batchId), createdAt ?? 0]));
  const inOrder = shown.map((path) => moments.get(path ?? "") ?? 0);
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
  await page.close();
});

test("the table to download says of every batch what the API says", async ({ site, request }) => {
  const { columns, rows } = JSON.parse(site.files.get("/data/batches.json") ?? "") as {
    columns: string[];
    rows: unknown[][];
  };
  const told = new Map(rows.map((row) => [row[0], Object.fromEntries(columns.map((name, n) => [name, row[n]]))]));
  const batches = await readBatches(request);
  expect(told.size).toBe(batches.length);
  for (const batch of batches) {
    const { batchId, totalRuns, countedRuns, passShare, avgScore, avgWeightedScore, claimed, outcomes } = batch;
    const hasClaims = Object.values(claimed).some((claim) => claim !== null);
    expect.soft(told.get(batchId), batchId).toMatchObject({
      ...outcomes,
      ...{ page: pathOf(batchId), status: batch.status, runs: totalRuns, counted: countedRuns, passShare },
      ...{ avgScore, avgWeightedScore, differingClaims: hasClaims ? batch.differences.length : null },
      ...{ claimedTotalRuns: claimed.totalRuns, claimedAvgScore: claimed.avgScore },
      ...{ costUsdTotal: batch.cost.total, costShare: batch.cost.share, syntheticRuns: batch.syntheticRuns },
    });
  }
});

test("a batch's page shows the claims that its runs do not bear out", async ({ page, request }) => {
  const mistaken = (await readBatches(request)).find(({ differences }) => differences.length > 0);
  expect(mistaken, "the sample must have a batch that is mistaken").toBeDefined();
  if (!mistaken) return;
  await page.goto(pathOf(mistaken.batchId));
  const rows = await cellsOf(page, "What the batch’s harness claims, and what its runs add up to");
  expect(rows.filter(([, , , verdict]) => verdict?.startsWith("differs"))).toHaveLength(mistaken.differences.length);
  const { claimed, totalRuns } = mistaken;
  const gap = `+${(claimed.totalRuns ?? 0) - totalRuns}`;
  expect(rows[0]).toEqual(["Runs", String(claimed.totalRuns), String(totalRuns), `differs: ${gap}`]);
  await expect(page.getByText(`${mistaken.differences.length} claims are not what its runs show:`)).toBeVisible();
});

test("a batch's outcomes lead to their runs", async ({ page, request }) => {
  const batch = (await readBatches(request)).find(({ outcomes }) => outcomes.timeout > 1 && outcomes.pass > 1);
  expect(batch, "the sample must have a batch with timeouts").toBeDefined();
  if (!batch) return;
  await page.goto(pathOf(batch.batchId));
  const key = page.locator(".endings-key");
  const addresses = await key
    .locator("a.trials")
    .evaluateAll((links) =>
      links.map((link) => ({ text: link.textContent, address: (link as HTMLAnchorElement).href })),
    );
  for (const { text, address } of addresses) expect.soft((await recountRuns(address)).runs, address).toBe(Number(text));
  const total = addresses.reduce((sum, { text }) => sum + Number(text), 0);
  await expect(page.getByRole("heading", { name: `How the ${total} runs ended` })).toBeVisible();
  await key.getByRole("link", { name: /timeout$/ }).click();
  const { rows } = findDialog(page);
  await expect(rows).toHaveCount(batch.outcomes.timeout);
  await expect(rows.first()).toContainText("Timeout");
});

test("the list sorts by moments and by words", async ({ page, request }) => {
  const batches = await readBatches(request);
  await page.goto("/batches/");
  const moments = () =>
    page.locator("main tbody time").evaluateAll((all) => all.map((at) => at.getAttribute("datetime")));
  const newestFirst = await moments();
  await page.getByRole("button", { name: "Created", exact: true }).click({ clickCount: 2 });
  expect(await moments()).toEqual(newestFirst.toReversed());
  await page.getByRole("button", { name: "End", exact: true }).click();
  const running = batches.filter(({ status }) => status === "running").length;
  const statuses = (await cellsOf(page, "All batches, the newest first")).map(([, , status]) => status);
  expect(statuses.indexOf("not stated")).toBe(statuses.length - running);
});
