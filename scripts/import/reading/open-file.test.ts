import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFile } from "./open-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-file-"));
  await mkdir(join(folder, "a", "b"), { recursive: true });
  await writeFile(join(folder, "a", "b", "x.json.gz"), gzipSync('{"v":1}'));
  await writeFile(join(folder, "a", "up.json"), "[2]");
  await writeFile(join(folder, "a", "broken.json"), '{"v":');
});
afterEach(() => rm(folder, { recursive: true }));

const open = async (onBeside?: (path: string) => void) => {
  const path = join(folder, "a", "b", "x.json.gz");
  return await openFile({ name: "x", path, size: undefined }, new AbortController().signal, onBeside);
};

describe("openFile", () => {
  it("gives what is in a file, its name without its packing and the folders above it", async () => {
    const { file, close } = await open();
    expect(file.content).toEqual({ kind: "json", value: { v: 1 } });
    expect(file.name).toBe("x.json");
    expect(file.folders.slice(0, 3)).toEqual(["b", "a", basename(folder)]);
    await close();
  });

  it("opens files beside it, and tells which", async () => {
    const opened: string[] = [];
    const { file, close } = await open((path) => opened.push(path));
    expect(await file.openBeside("../up.json")).toEqual({ kind: "json", value: [2] });
    expect(await file.openBeside("gone.json")).toBeUndefined();
    expect(await file.openBeside("../../a")).toBeUndefined();
    expect(await file.openBeside("x.json.gz/inner.json")).toBeUndefined();
    expect(opened).toEqual([join(folder, "a", "up.json")]);
    file.takesIn("../other.json");
    expect(opened[1]).toBe(join(folder, "a", "other.json"));
    await close();
  });

  it("names a broken file beside it, which the user did not", async () => {
    const { file, close } = await open();
    await expect(file.openBeside("../broken.json")).rejects.toThrow("../broken.json beside it: it is not valid JSON");
    await close();
  });

  it("lists what is beside it, sorted; nothing of what is no folder", async () => {
    const { file, close } = await open();
    expect(await file.namesBeside()).toEqual(["x.json.gz"]);
    expect(await file.namesBeside("..")).toEqual(["b", "broken.json", "up.json"]);
    expect(await file.namesBeside("gone")).toEqual([]);
    expect(await file.namesBeside("x.json.gz")).toEqual([]);
    await close();
  });
});
