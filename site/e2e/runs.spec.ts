import type { APIRequestContext, Page } from "@playwright/test";
import type { RunDetails, RunSummary } from "#contract/runs/run.ts";
import { expect, isOfTheFoot, test } from "./site.ts";
import { recountRuns } from "./trials.ts";

const readRuns = async (request: APIRequestContext, query: string): Promise<RunSummary[]> =>
  (await request.get(`/api/runs?limit=200&${query}`)).json();

/** Three trials of the same task, of which some passed and some failed. */
const mixedTrials = async (request: APIRequestContext): Promise<RunSummary[]> => {
  const runs = await readRuns(request, "suite=fix-bugs&agent=imaginary-otter&model=made-up-large");
  const cells = Map.groupBy(runs, ({ scenario, tier }) => `${scenario} ${tier}`);
  const mixed = [...cells.values()].find(
    (trials) =>
      trials.length === 3 && ["pass", "fail"].every((ending) => trials.some(({ outcome }) => outcome === ending)),
  );
  if (!mixed) throw new Error("the sample must have a task that was passed and failed");
  return mixed.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
};

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const rows = (page: Page) => page.getByRole("table", { name: "Runs", exact: true }).locator("tbody tr");
const column = (page: Page, title: string) => page.locator(`.live-runs td[data-title="${title}"]`).allTextContents();

test("a run's page says its verdict first, what decided it, and what it took", async ({ page, request }) => {
  const failed = await readRuns(request, "suite=fix-bugs&agent=imaginary-otter&model=made-up-large&outcome=fail");
  const answers = failed.map(
    async ({ runId }): Promise<RunDetails> => (await request.get(`/api/runs/${runId}`)).json(),
  );
  const reporting = (await Promise.all(answers)).find(({ telemetry }) => telemetry?.toolCalls && telemetry.costUsd);
  if (!reporting) throw new Error("the sample must have a failed run that reports its cost and its tool calls");
  const { run, evaluations, telemetry } = reporting;
  await page.goto(`/runs/?run=${run.runId}`);
  await expect(heading(page)).toContainText(/^Not solved: tests \d+ of 20/);
  for (const { evaluatorName, score, maxScore } of evaluations) {
    await expect(
      page.getByRole("table", { name: "Evaluators" }).getByRole("row", { name: evaluatorName }),
    ).toContainText(`${score} of ${maxScore}`);
  }
  const took = page.getByRole("table", { name: "Cost, tokens, time and tool calls" });
  await expect(took.getByRole("row", { name: "Tool calls" })).toContainText(String(telemetry?.toolCalls));
  await expect(took.getByRole("row", { name: "Cost" })).toContainText("median");
  await expect(page.getByText("9 runs of this entry at this task")).toBeVisible();
});

test("a run leads to its suite, task, level of help, agent, model and batch", async ({ page, request }) => {
  const [run] = await mixedTrials(request);
  await page.goto(`/runs/?run=${run?.runId}`);
  await page.getByText("Where this run comes from").click();
  const named = [run?.scenario, run?.tier, run?.agent, run?.model, run?.batchId].map(String);
  // The suite is called by its title.
  const suite = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link").first();
  await expect(suite).toHaveAttribute("href", `/suites/${run?.suite}/`);
  for (const name of [await suite.innerText(), ...named]) {
    const link = page.getByRole("main").getByRole("link", { name, exact: true }).first();
    await expect(link).toBeVisible();
    expect((await request.get((await link.getAttribute("href")) ?? "")).status(), name).toBe(200);
  }
});

test("its trials stand beside it, and one that ended otherwise side by side", async ({ page, request }) => {
  const trials = await mixedTrials(request);
  const [first] = trials;
  await page.goto(`/runs/?run=${first?.runId}`);
  const links = page.getByRole("navigation", { name: "Trials of this task" }).getByRole("link");
  await expect(links).toHaveCount(3);
  await expect(links.first()).toHaveAttribute("aria-current", "page");
  const beside = page.getByRole("table", { name: "Two runs side by side" });
  const verdicts = beside.getByRole("row", { name: "Verdict" }).getByRole("cell");
  await expect.poll(async () => new Set(await verdicts.allTextContents()).size).toBe(2);

  await links.nth(1).click();
  expect(new URL(page.url()).searchParams.get("run")).toBe(trials[1]?.runId);
  await expect(links.nth(1)).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(links.first()).toHaveAttribute("aria-current", "page");
});

test("any run of the task can be chosen to stand beside a run, and the address says which", async ({
  page,
  request,
}) => {
  const [run] = await mixedTrials(request);
  await page.goto(`/runs/?run=${run?.runId}`);
  await page.getByRole("link", { name: "any run of this task" }).click();
  await expect(page.getByText("Choose the run to stand beside")).toBeVisible();
  const other = rows(page).getByRole("link").nth(5);
  const name = await other.textContent();
  await other.click();
  await page.getByRole("table", { name: "Two runs side by side" }).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ run: run?.runId, beside: name });
  await page.reload();
  await expect(page.getByRole("table", { name: "Two runs side by side" })).toContainText(name ?? "");
});

test("links of a run are shown with their host, and lead nowhere unless they are plain https", async ({
  page,
  request,
}) => {
  const [run] = await mixedTrials(request);
  const details = await (await request.get(`/api/runs/${run?.runId}`)).json();
  const links = [
    { kind: "patch", url: "https://example.org/a.patch" },
    { kind: "log", url: "javascript:alert(1)" },
    { kind: "task", url: "https://name@example.net/" },
  ];
  await page.route("**/api/runs/*", (route) => route.fulfill({ json: { ...details, run: { ...details.run, links } } }));
  await page.goto(`/runs/?run=${run?.runId}`);
  const patch = page.getByRole("link", { name: "Patch example.org" });
  await expect(patch).toHaveAttribute("href", "https://example.org/a.patch");
  await expect(patch).toHaveAttribute("rel", "nofollow ugc noopener");
  await expect(page.locator(".run-links a")).toHaveText(["Patch example.org", "JSON"]);
});

test("says what the API says of a run that is not there", async ({ page }) => {
  await page.goto("/runs/?run=there-is-no-such-run");
  await expect(page.getByRole("alert")).toContainText("The API cannot show this");
});

test("lists what the fields ask for, and keeps it in the address", async ({ page, baseURL }) => {
  await page.goto("/runs/");
  await page.getByRole("link", { name: "All runs, the newest first" }).click();
  await rows(page).first().waitFor();
  await page.getByLabel("Suite").fill("fix-bugs");
  await page.getByLabel("Task").fill("off-by-one");
  await page.getByLabel("Outcome").selectOption("timeout");
  await page.getByLabel("Task").press("Enter");
  const query = "suite=fix-bugs&scenario=off-by-one&outcome=timeout";
  const { runs } = await recountRuns(`${baseURL}/api/runs?${query}`);
  await expect(rows(page)).toHaveCount(runs);
  expect(new URL(page.url()).search).toContain(query);
  await page.reload();
  await expect(rows(page)).toHaveCount(runs);
  await page.getByRole("link", { name: "outcome timeout" }).click();
  await expect(page.getByRole("status")).toContainText(/^The newest|counted passed/);
  expect(new URL(page.url()).searchParams.has("outcome")).toBe(false);
  await page.goBack();
  await expect(rows(page)).toHaveCount(runs);
});

test("sorts by keyboard, best first, and says how the scores lie", async ({ page }) => {
  await page.goto("/runs/?suite=refactor&model=&tier=L2&sort=newest");
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Score" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: "Score", exact: true })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const scores = async () => (await column(page, "Score")).filter((score) => score !== "n/a").map(Number);
  await expect.poll(async () => (await scores()).length).toBeGreaterThan(10);
  const known = await scores();
  expect(known).toEqual(known.toSorted((a, b) => b - a));
  expect(new URL(page.url()).searchParams.get("sort")).toBe("score");
  await expect(page.getByRole("list", { name: "Runs by score" }).getByRole("listitem")).toHaveCount(10);
  await expect(page.getByText(`Half of the ${known.length} scores are`)).toBeVisible();
});

test("opens a run by keyboard and comes back to its row", async ({ page }) => {
  await page.goto("/runs/?suite=fix-bugs&sort=newest");
  const link = rows(page).getByRole("link").nth(3);
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toContainText(/olved|counted|verdict|finished/);
  await page.getByRole("button", { name: "Back to the list" }).press("Enter");
  await expect(link).toBeFocused();
});

test("asks again when it is told to, and says so when there is nothing or no answer", async ({ page }) => {
  let asked = 0;
  await page.route("**/api/runs?**", (route) => {
    asked++;
    return route.continue();
  });
  await page.goto("/runs/?suite=fix-bugs&tier=L0&sort=newest");
  await rows(page).first().waitFor();
  const before = asked;
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);

  await page.goto("/runs/?suite=there-is-no-such-suite");
  await expect(page.getByText("No run matches.")).toBeVisible();

  await page.unroute("**/api/runs?**");
  await page.route("**/api/**", (route) => route.abort());
  await page.goto("/runs/?suite=fix-bugs&tier=L1&sort=newest");
  await expect(page.getByRole("alert")).toContainText("The live API does not answer");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("loads nothing of the list before it is asked for, and leads on without scripts", async ({
  browser,
  page,
  baseURL,
}) => {
  const scripts: string[] = [];
  page.on("request", (one) => one.resourceType() === "script" && scripts.push(one.url()));
  await page.goto("/runs/", { waitUntil: "networkidle" });
  expect(scripts.filter((url) => !isOfTheFoot(url))).toEqual([]);
  const plain = await browser.newPage({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  await plain.goto("/runs/?run=x");
  await expect(plain.getByRole("link", { name: "the newest runs as JSON" })).toBeVisible();
  await plain.close();
});
