import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { contentHash } from "./content-hash.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "content-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hashOf = async (files: Record<string, string>, ...texts: string[]) => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "a"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return contentHash([folder], texts);
};

it("is the same for the same files, whatever their order and maps", async () => {
  const hash = await hashOf({ "a/x": "1", b: "2" }, "t");
  expect(hash).toMatch(/^[0-9a-f]{24}$/);
  expect(await hashOf({ b: "2", "a/x": "1" }, "t")).toBe(hash);
  expect(await hashOf({ b: "2", "a/x": "1", "b.map": "/home/ada" }, "t")).toBe(hash);
});

it.each([
  [{ "a/x": "1", b: "3" }, ["t"]],
  [{ "a/x": "1", c: "2" }, ["t"]],
  [{ "a/x": "1" }, ["t"]],
  [{ "a/x": "12", b: "" }, ["t"]],
  [{ "a/x": "1", b: "2" }, ["u"]],
  [{ "a/x": "1", b: "2" }, ["t", ""]],
])("is another for %j with %j", async (files: Record<string, string>, texts) => {
  expect(await hashOf(files, ...texts)).not.toBe(await hashOf({ "a/x": "1", b: "2" }, "t"));
});
