import { slugOf } from "#contract/names/slug.ts";
import { serveFolder } from "./serve-folder.ts";
import { expect, test } from "./site.ts";
import { findDialog, suitePath } from "./trials.ts";
import { watchViolations } from "./watch-violations.ts";

test("the policy forbids scripts and style elements of others, and requests to them", async ({ page, site }) => {
  const violations = await watchViolations(page);
  await page.goto(suitePath(site));
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.body.dataset.ran = 'yes'";
    const style = document.createElement("style");
    style.textContent = "body { border-top-width: 7px }";
    document.body.append(script, style);
    document.body.setAttribute("onclick", "this.dataset.ran = 'yes'");
    document.body.click();
    await fetch("http://127.0.0.1:9/").catch(() => undefined);
    return document.body.dataset["ran"];
  });
  expect(ran).toBeUndefined();
  // What the page notes comes after what was evaluated in it.
  await expect
    .poll(() => violations.toSorted())
    .toEqual([
      "connect-src http://127.0.0.1:9/",
      "script-src-attr inline",
      "script-src-elem inline",
      "style-src-elem inline",
    ]);
});

test("headers say what a page cannot say of itself", async ({ request, site }) => {
  const headers = (await request.get(suitePath(site))).headers();
  expect(headers).toMatchObject({
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
});

test("pages on another origin than the API open the runs behind a figure", async ({ page, baseURL }) => {
  const folder = process.env["E2E_SITE_ELSEWHERE"];
  expect(folder, "npm test builds a site for another origin, and names its folder").toBeDefined();
  const elsewhere = await serveFolder(folder ?? "");
  try {
    const violations = await watchViolations(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${elsewhere.origin}/suites/${slugOf("test-suite")}/`);
    await page.locator("a.trials").first().click();
    const { dialog, rows } = findDialog(page);
    await rows.first().getByRole("link").click();
    await expect(dialog).toContainText("it counts");
    expect([...new Set(asked)]).toEqual([elsewhere.origin, new URL(baseURL ?? "").origin]);
    expect(violations).toEqual([]);
  } finally {
    elsewhere.close();
  }
});
