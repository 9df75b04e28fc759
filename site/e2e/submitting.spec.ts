import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { KEY, runCommand } from "./run-command.ts";

/** The commands of curl on a page, in its order. */
const commandsOn = async (page: Page, path: string): Promise<string[]> => {
  await page.goto(path);
  const blocks = await page.locator("main pre").allTextContents();
  return blocks.filter((text) => text.startsWith("curl"));
};

test("the commands of the pages on submitting and correcting do what these say", async ({ page, baseURL }) => {
  const folder = mkdtempSync(join(tmpdir(), "submitting-"));
  const lines = ["one", "two"].map((name) =>
    JSON.stringify({
      ...{ runId: `page-${name}`, suite: "fix-bugs", scenario: "off-by-one", tier: "L1", agent: "my-agent" },
      ...{ status: "completed", startedAt: "2026-08-01T12:00:00Z", isSuccessful: true, synthetic: true },
    }),
  );
  writeFileSync(join(folder, "runs.ndjson"), `${lines.join("\n")}\n`);
  const variables = { URL: new URL(baseURL ?? "").origin, KEY };
  const answerTo = async (command = "") => {
    const { status, body } = await runCommand(command, variables, folder);
    return { ...JSON.parse(body), status };
  };

  const [one, batch, many, ...others] = await commandsOn(page, "/docs/submitting/");
  expect(others).toEqual([]);
  expect.soft(await answerTo(one)).toEqual({ status: "201", success: true, runId: "my-first-run" });
  expect.soft(await answerTo(one)).toMatchObject({ status: "200", duplicate: true });
  expect.soft(await answerTo(batch)).toMatchObject({ status: "200", batchId: "my-first-batch" });
  expect.soft(await answerTo(many)).toMatchObject({ status: "200", accepted: 2, rejected: [] });
  expect.soft(await answerTo(many)).toMatchObject({ status: "200", accepted: 0, duplicates: 2 });

  const [decision, ...more] = await commandsOn(page, "/docs/keys-and-corrections/");
  expect(more).toEqual([]);
  expect.soft(await answerTo(decision)).toMatchObject({ status: "201", decision: { kind: "re-price" } });
  expect.soft(await answerTo(decision)).toMatchObject({ status: "409" });
  rmSync(folder, { recursive: true });
});

test("the README's command submits a run", async ({ baseURL }) => {
  const [, command = ""] = /^```sh\n(curl .*?)^```$/ms.exec(readFileSync("README.md", "utf8")) ?? [];
  const local = command.replace("http://localhost:8787", new URL(baseURL ?? "").origin);
  expect(local).not.toBe(command);
  expect(await runCommand(local, {})).toEqual({ status: "201", body: '{"success":true,"runId":"my-readme-run"}' });
});
