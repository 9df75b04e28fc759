import { expect, test } from "./site.ts";

test("finds by name what has a page, from the address as well, and leads there", async ({ page }) => {
  await page.goto("/search/?q=off-by-one");
  const first = page.getByRole("main").getByRole("listitem").first();
  await expect(first).toContainText("task of fix-bugs");
  await page.getByRole("searchbox").fill("imaginary-otter large");
  await expect(first.getByRole("link")).toHaveText("imaginary-otter · made-up-large");
  expect(new URL(page.url()).searchParams.get("q")).toBe("imaginary-otter large");
  await first.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("imaginary-otter");
});

test("finds sections of the documentation by their words", async ({ page }) => {
  await page.goto("/search/?q=clopper+pearson");
  await page.getByRole("link", { name: "Methodology: Intervals" }).click();
  await expect(page).toHaveURL(/\/docs\/methodology\/#intervals$/);
});

test("is used by keyboard: the field has the focus, Down and Up go through what is found", async ({ page }) => {
  await page.goto("/search/");
  await page.keyboard.type("made-up");
  await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("main").getByRole("link").nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("says so when there is nothing, with the nearest name, and when its list cannot be read", async ({ page }) => {
  await page.goto("/search/?q=fix-bgus");
  await expect(page.getByRole("status")).toHaveText("Nothing is called “fix-bgus”. Did you mean fix-bugs?");
  await page.route("**/search/items.json", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("status")).toContainText("could not be read");
});

test("reads its list when somebody looks for something, not before", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/search/", { waitUntil: "networkidle" });
  expect(asked).not.toContain("/search/items.json");
  await page.getByRole("searchbox").fill("o");
  await expect.poll(() => asked).toContain("/search/items.json");
});
