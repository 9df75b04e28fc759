import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DraftStore } from "./draft-store.ts";

// A folder for temporary files of its own: others may import at the same time.
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "draft-store-"));
  vi.stubEnv("TMPDIR", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const folders = async () => (await readdir(folder)).length;
const all = async (store: DraftStore) => {
  const texts: string[] = [];
  for await (const text of store.texts()) texts.push(text);
  return texts;
};

it("keeps texts in their order, in memory as long as they are few", async () => {
  const store = new DraftStore();
  expect(await all(store)).toEqual([]);
  for (const text of ["b", "a", "ü"]) store.add(text);
  expect(await all(store)).toEqual(["b", "a", "ü"]);
  expect(await folders()).toBe(0);
  store.remove();
  expect(await all(store)).toEqual([]);
});

it("keeps more than that on the disk, until it is removed", async () => {
  const store = new DraftStore();
  const texts = Array.from({ length: 25 }, (_, index) => `${index}:${"x".repeat(1024 * 1024)}`);
  for (const text of texts) store.add(text);
  expect(await folders()).toBe(1);
  expect((await all(store)).map((text) => text.split(":")[0])).toEqual(texts.map((_, index) => String(index)));
  store.remove();
  expect(await folders()).toBe(0);
  store.remove();
});
