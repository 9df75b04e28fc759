import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

const run = promisify(execFile);

/** The key of local development, which the Worker of the tests has too. */
const KEY = "dev-local-key";

/** In a shell with this function, a command of the page also prints its status, on a line of its own. */
const WITH_STATUS = "curl() { command curl --silent --show-error --noproxy '*' --write-out '\\n%{http_code}' \"$@\"; }";

/** Runs a command of the page. Gives the status and the body of the answer. */
const runCommand = async (command: string, variables: Record<string, string>) => {
  const { stdout } = await run("bash", ["--norc", "-c", `${WITH_STATUS}\n${command}`], {
    env: { PATH: process.env["PATH"], ...variables },
    maxBuffer: 64 * 1024 * 1024,
  });
  const end = stdout.lastIndexOf("\n");
  return { status: stdout.slice(end + 1), body: stdout.slice(0, end) };
};

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
  for (const { operation, status, command } of commands) {
    await test.step(operation, async () => {
      const answer = await runCommand(command, variables);
      expect.soft(answer.status, `${command}\n${answer.body.slice(0, 1000)}`).toBe(status);
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
