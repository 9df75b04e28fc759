import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestFolder } from "./digest-folder.ts";
import { shorten } from "./shorten.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "digest-folder-"));
  await mkdir(join(folder, "a", "b"), { recursive: true });
  await writeFile(join(folder, "a", "b", "c.txt"), "one");
  await writeFile(join(folder, "d.txt"), "two");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("digestFolder", () => {
  it("is the same wherever the folder lies, and whatever empty folders are in it", async () => {
    const digest = await digestFolder(folder);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    await mkdir(join(folder, "empty"));
    await rename(folder, `${folder}-moved`);
    try {
      expect(await digestFolder(`${folder}-moved`)).toBe(digest);
    } finally {
      await rename(`${folder}-moved`, folder);
    }
  });

  it.each<[string, () => Promise<void>]>([
    ["a content", () => writeFile(join(folder, "d.txt"), "tw0")],
    ["a name", () => rename(join(folder, "d.txt"), join(folder, "e.txt"))],
    ["a place", () => rename(join(folder, "d.txt"), join(folder, "a", "d.txt"))],
    ["one file more", () => writeFile(join(folder, "a", "more.txt"), "")],
    ["one file less", () => rm(join(folder, "a", "b", "c.txt"))],
  ])("changes with %s", async (_what, change) => {
    const before = await digestFolder(folder);
    await change();
    expect(await digestFolder(folder)).not.toBe(before);
  });

  it("tells apart files whose names and contents run together to the same text", async () => {
    const [one, other] = [join(folder, "one"), join(folder, "other")];
    for (const each of [one, other]) await mkdir(each);
    await writeFile(join(one, "a"), "bc");
    await writeFile(join(other, "a"), "b");
    await writeFile(join(other, "c"), "");
    expect(await digestFolder(one)).not.toBe(await digestFolder(other));
  });
});

describe("shorten", () => {
  it("leaves a text alone that is short enough", () => {
    expect(shorten("abcdef", 6)).toBe("abcdef");
    expect(shorten("", 0)).toBe("");
  });

  it("leaves out the middle of a longer one, and says how much", () => {
    expect(shorten("abcdefghij", 4)).toBe("ab\n[6 characters left out]\nij");
    expect(shorten("abcdefghij", 5)).toBe("ab\n[6 characters left out]\nij");
  });

  it("gives no half of a sign", () => {
    const text = shorten(`a🎉${"x".repeat(20)}🎉b`, 4);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toMatch(/^a\uFFFD\n\[22 characters left out\]\n\uFFFDb$/);
    expect(shorten("\ud800", 5)).toBe("\uFFFD");
  });
});
