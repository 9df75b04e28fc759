import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { folderTarget } from "./target.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "target-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const deploy = async (name: string) => {
  const target = await folderTarget(join(folder, "site"), { site: undefined, isAsked: false });
  await mkdir(target.stage, { recursive: true });
  await writeFile(join(target.stage, "index.html"), name);
  return target.deploy(target.stage, name);
};

it("takes a first deployment back to nothing, and another to the one before", async () => {
  const first = await deploy("1");
  expect(await readFile(join(folder, "site", "index.html"), "utf8")).toBe("1");
  expect(await first.revert()).toBe(true);
  expect(existsSync(join(folder, "site"))).toBe(false);
  await deploy("2");
  await (await deploy("3")).revert();
  expect(await readFile(join(folder, "site", "index.html"), "utf8")).toBe("2");
});
