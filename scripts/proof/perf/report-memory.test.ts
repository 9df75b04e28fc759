import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runChild } from "../../command/child-process.ts";
import { reportMemory } from "./report-memory.ts";

it("knows the most memory that any of several processes had, and forgets those of before", async () => {
  const folder = await mkdtemp(join(tmpdir(), "report-memory-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "memory.txt"), "99999999\n");
  // What this process has is none of theirs.
  const held = Buffer.alloc(200e6, 1);
  const memory = await reportMemory(folder);
  const run = (code: string) =>
    runChild("node", ["-e", code], { env: { NODE_OPTIONS: memory.options }, onLine: () => {} });
  expect(await run("0")).toBe(0);
  const small = await memory.peak();
  expect(small).toBeGreaterThan(20);
  expect(small).toBeLessThan(150);
  await run("globalThis.kept = Buffer.alloc(150e6, 1)");
  await run("0");
  expect(await memory.peak()).toBeGreaterThan(small + 100);
  expect(held.length).toBe(200e6);
});
