import type { Page } from "@playwright/test";
import type { RunSummary } from "#contract/runs/run.ts";
import type { Site } from "./crawl-site.ts";
import { kindsOf } from "./site.ts";

/** The address of a suite's page. */
export const suitePath = (site: Site): string => {
  const path = kindsOf(site).get("/suites/*/");
  if (!path) throw new Error("the home page leads to no suite");
  return path;
};

/** The parts of the dialog that tests look at. */
export const findDialog = (page: Page) => {
  const dialog = page.getByRole("dialog");
  return {
    dialog,
    rows: dialog.locator("tbody").first().getByRole("row"),
    close: dialog.getByRole("button", { name: "Close" }),
  };
};

/** Opens the dialog of the first figure on a suite's page. */
export const openFirstTrials = async (page: Page, site: Site) => {
  await page.goto(suitePath(site));
  await page.locator("a.trials").first().click();
  const parts = findDialog(page);
  await parts.rows.first().waitFor();
  return parts;
};

const COUNTED = ["pass", "fail", "timeout", "refusal", "unknown-failure"];

/** Counts a link's runs anew from the API's list, over all its pages. Takes the API's address. */
export const recountRuns = async (address: string): Promise<{ runs: number; passes: number; counted: number }> => {
  const count = { runs: 0, passes: 0, counted: 0 };
  const url = new URL(address);
  url.searchParams.set("limit", "200");
  for (let next: string | null = ""; next !== null; ) {
    if (next) url.searchParams.set("cursor", next);
    const response = await fetch(url);
    const runs = (await response.json()) as RunSummary[];
    count.runs += runs.length;
    count.passes += runs.filter(({ outcome }) => outcome === "pass").length;
    count.counted += runs.filter(({ outcome }) => COUNTED.includes(outcome)).length;
    next = response.headers.get("x-next-cursor");
  }
  return count;
};
