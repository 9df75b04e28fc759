import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./lock.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
  file = join(folder, "deep", "lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("is held while something is done, and let go of afterwards, whatever came of it", async () => {
  expect(await withLock(file, () => readFile(file, "utf8"))).toBe(String(process.pid));
  expect(existsSync(file)).toBe(false);
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

it("is refused while another process holds it", async () => {
  await withLock(file, () =>
    writeFile(file, String(process.ppid)).then(() =>
      expect(withLock(file, async () => 1)).rejects.toThrow(
        `process ${process.ppid} is publishing: wait for it, or end it and remove ${file}`,
      ),
    ),
  );
});

it("says what the other process does", async () => {
  await withLock(file, () =>
    writeFile(file, String(process.ppid)).then(() =>
      expect(withLock(file, async () => 1, "is cooking: eat elsewhere")).rejects.toThrow(
        `process ${process.ppid} is cooking: eat elsewhere, or end it and remove ${file}`,
      ),
    ),
  );
});

it("counts for nothing if its process was killed", async () => {
  const { pid } = spawnSync("true");
  await withLock(file, async () => undefined);
  await writeFile(file, String(pid));
  expect(await withLock(file, async () => "done")).toBe("done");
});
