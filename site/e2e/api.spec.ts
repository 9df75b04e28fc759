import { expect, test } from "@playwright/test";
import { KEY, runCommand } from "./run-command.ts";

test("every command of the API's page is answered as the page says", async ({ page, baseURL, request }) => {
  await page.goto("/docs/api/");
  const commands = await page.locator("pre[data-operation]").evaluateAll((found) =>
    found.map((pre) => ({
      operation: (pre as HTMLElement).dataset["operation"] ?? "",
      status: (pre as HTMLElement).dataset["status"] ?? "",
      command: pre.textContent ?? "",
    })),
  );
  const { paths } = (await (await request.get("/api/openapi.json")).json()) as { paths: Record<string, object> };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods) as { operationId: string }[]);
  expect(commands.map(({ operation }) => operation).sort()).toEqual(
    operations.map(({ operationId }) => operationId).sort(),
  );

  const variables: Record<string, string> = { URL: new URL(baseURL ?? "").origin, KEY };
  // What takes the example's batch away comes last.
  const isLast = (operation: string) => Number(operation === "removeBatch");
  for (const { operation, status, command } of commands.toSorted((a, b) => isLast(a.operation) - isLast(b.operation))) {
    await test.step(operation, async () => {
      const answer = await runCommand(command, variables);
      expect.soft(answer.status, `${command}\n${answer.body.slice(0, 1000)}`).toBe(
        // The site was built before the example was sent.
        ["getBoard", "getEvaluatorReport"].includes(operation) ? "404" : status,
      );
      if (operation === "createKey") variables["KEY_ID"] = JSON.parse(answer.body).key.id;
    });
  }
});

test("the API's page has no anchor twice", async ({ page }) => {
  await page.goto("/docs/api/");
  const ids = await page.locator("[id]").evaluateAll((found) => found.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(50);
  expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
});
