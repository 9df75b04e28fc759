import { expect, test } from "./site.ts";

test("badges and cards are shown, and the Markdown leads to the same pictures and pages", async ({ page, request }) => {
  await page.goto("/docs/embedding/");
  const pictures = page.getByRole("main").getByRole("img");
  await expect(pictures).toHaveCount(4);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(90);
  }
  for (const markdown of await page.locator("pre").allTextContents()) {
    const addresses = [...markdown.matchAll(/\((https?:[^)]+)\)/g)].map(
      ([, address = ""]) => new URL(address).pathname,
    );
    expect(addresses).toHaveLength(2);
    for (const address of addresses) expect((await request.get(address)).status(), address).toBe(200);
  }
});

test("a suite's pages and the others name a picture that is there", async ({ page, request }) => {
  for (const [path, card] of [
    ["/", "/card.png"],
    ["/suites/fix-bugs/matrix/", "/cards/fix-bugs.png"],
  ] as const) {
    await page.goto(path);
    const address = new URL((await page.locator('meta[property="og:image"]').getAttribute("content")) ?? "").pathname;
    expect(address).toBe(card);
    const answer = await request.get(address);
    expect(answer.headers()["content-type"]).toBe("image/png");
    expect((await answer.body()).subarray(1, 4).toString()).toBe("PNG");
  }
});
