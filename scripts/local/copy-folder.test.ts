import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyFolder, stampOf } from "./copy-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "copy-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);

describe("copyFolder", () => {
  it("copies files and empty folders at any depth", async () => {
    await mkdir(at("from", "a", "b"), { recursive: true });
    await mkdir(at("from", "empty"));
    await writeFile(at("from", "a", "b", "c.txt"), "c");
    await writeFile(at("from", "d.txt"), "d");
    await copyFolder(at("from"), at("to", "deep"));
    expect(await readFile(at("to", "deep", "a", "b", "c.txt"), "utf8")).toBe("c");
    expect(await readFile(at("to", "deep", "d.txt"), "utf8")).toBe("d");
    expect((await stat(at("to", "deep", "empty"))).isDirectory()).toBe(true);
  });

  it("keeps what it copied when the file is replaced, as builds replace them", async () => {
    await mkdir(at("from"));
    await writeFile(at("from", "a.txt"), "old");
    await copyFolder(at("from"), at("to"));
    await writeFile(at("new.txt"), "new");
    await rename(at("new.txt"), at("from", "a.txt"));
    expect(await readFile(at("to", "a.txt"), "utf8")).toBe("old");
  });

  it("makes an empty folder of one that is not there", async () => {
    await copyFolder(at("none"), at("to"));
    expect((await stat(at("to"))).isDirectory()).toBe(true);
  });
});

describe("stampOf", () => {
  it("is another once a folder has been replaced, and empty for none", async () => {
    expect(await stampOf(at("site"))).toBe("");
    await mkdir(at("site"));
    const before = await stampOf(at("site"));
    expect(await stampOf(at("site"))).toBe(before);
    await mkdir(at("next"));
    await rename(at("site"), at("old"));
    await rename(at("next"), at("site"));
    expect(await stampOf(at("site"))).not.toBe(before);
  });
});
