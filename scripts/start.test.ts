import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { command } from "./start.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "start-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("starts no second Worker on a folder, and says which process has it", async () => {
  await writeFile(join(folder, "worker.lock"), String(process.ppid));
  const { code, output, errors } = await runInProcess(command, ["--persist", folder]);
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toContain(
    `process ${process.ppid} runs a Worker on this database: choose another folder with --persist, or end it and remove ${folder}`,
  );
  expect(await readdir(folder)).toEqual(["worker.lock"]);
});

it.each([["--port", "0"], ["--port", "http"], ["--persist"]])("refuses %j", async (...args) => {
  const { code } = await runInProcess(command, args, { cwd: folder });
  expect(code).toBe(2);
});
