import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { command } from "./deploy.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deploy-command-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("makes no folder of pages that is named and not there", async () => {
  const { code, errors } = await runInProcess(command, ["--assets", "dits", "--dry-run"], { cwd: folder });
  expect(code).toBe(2);
  expect(errors).toContain("--assets must be a folder that is there: dits");
  expect(existsSync(join(folder, "dits"))).toBe(false);
});
