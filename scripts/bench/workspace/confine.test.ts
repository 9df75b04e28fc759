import { execFileSync } from "node:child_process";
import { link, mkdir, mkdtemp, readFile, realpath, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfinementError, confine, LARGEST_FILE, readConfined, writeConfined } from "./confine.ts";

let base = "";
let folder = "";
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "confine-")));
  folder = join(base, "workspace");
  await mkdir(join(folder, "inner"), { recursive: true });
  await mkdir(join(base, "workspace-2"));
  await writeFile(join(folder, "inner", "file.txt"), "inside");
  await writeFile(join(base, "secret.txt"), "outside");
});
afterEach(() => rm(base, { recursive: true }));

/** Ways out of the workspace; those by a link need the links to be made. */
const ESCAPES = [
  "..",
  "../secret.txt",
  "inner/../../secret.txt",
  "inner/../../new.txt",
  "../workspace-2/new.txt",
  "/etc/passwd",
  "link-out/secret.txt",
  "link-out/new.txt",
  "inner/link-to-file",
  "link-to-link/secret.txt",
  "broken-link",
  "broken-link/new.txt",
  "circle",
  "circle/new.txt",
  "file\0.txt",
];

const makePipe = (path: string) => execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", path]);

const makeLinks = async () => {
  await symlink(base, join(folder, "link-out"));
  await symlink("../../secret.txt", join(folder, "inner", "link-to-file"));
  await symlink("link-out", join(folder, "link-to-link"));
  await symlink(join(base, "not-there"), join(folder, "broken-link"));
  await symlink("circle", join(folder, "circle"));
};

describe("confine", () => {
  it.each([
    [".", ""],
    ["inner/file.txt", "inner/file.txt"],
    ["inner/../inner/file.txt", "inner/file.txt"],
    ["../workspace/inner/file.txt", "inner/file.txt"],
    ["new/deep/file.txt", "new/deep/file.txt"],
    ["..dots", "..dots"],
  ])("gives the path of %j, there or not", async (path, expected) => {
    expect(await confine(folder, path)).toBe(join(folder, expected));
  });

  it("takes an absolute path within the folder, also where the folder's own name is a link", async () => {
    await symlink(folder, join(base, "alias"));
    for (const root of [folder, join(base, "alias")]) {
      expect(await confine(root, join(root, "inner", "file.txt"))).toBe(join(folder, "inner", "file.txt"));
    }
  });

  it("follows links that stay within", async () => {
    await symlink("inner", join(folder, "link-in"));
    expect(await confine(folder, "link-in/file.txt")).toBe(join(folder, "inner", "file.txt"));
  });

  it.each(ESCAPES)("refuses %j", async (path) => {
    await makeLinks();
    await expect(confine(folder, path)).rejects.toBeInstanceOf(ConfinementError);
  });
});

describe("readConfined", () => {
  it("gives the bytes of a file, and undefined where there is none", async () => {
    expect((await readConfined(folder, "inner/file.txt"))?.toString()).toBe("inside");
    expect(await readConfined(folder, "inner/none.txt")).toBeUndefined();
    expect(await readConfined(folder, "inner/file.txt/none.txt")).toBeUndefined();
  });

  it.each(ESCAPES)("refuses %j", async (path) => {
    await makeLinks();
    await expect(readConfined(folder, path)).rejects.toBeInstanceOf(ConfinementError);
  });

  it("refuses folders, pipes and files that are too large, and waits for none of them", async () => {
    makePipe(join(folder, "pipe"));
    await writeFile(join(folder, "large"), "");
    await truncate(join(folder, "large"), LARGEST_FILE + 1);
    for (const path of ["inner", "pipe", "large"]) {
      await expect(readConfined(folder, path)).rejects.toBeInstanceOf(ConfinementError);
    }
  });
});

describe("writeConfined", () => {
  it("makes a file and the folders on the way, and replaces one whole", async () => {
    await writeConfined(folder, "new/deep/file.txt", "a longer text");
    await writeConfined(folder, "new/deep/file.txt", "text");
    expect(await readFile(join(folder, "new", "deep", "file.txt"), "utf8")).toBe("text");
  });

  it.each(ESCAPES)("refuses %j, and leaves nothing outside", async (path) => {
    await makeLinks();
    await expect(writeConfined(folder, path, "changed")).rejects.toBeInstanceOf(ConfinementError);
    expect(await readFile(join(base, "secret.txt"), "utf8")).toBe("outside");
    await expect(readFile(join(base, "new.txt"))).rejects.toThrow("ENOENT");
    await expect(readFile(join(base, "not-there"))).rejects.toThrow("ENOENT");
    await expect(readFile(join(base, "workspace-2", "new.txt"))).rejects.toThrow("ENOENT");
  });

  it("refuses folders and pipes, and waits for neither", async () => {
    makePipe(join(folder, "pipe"));
    for (const path of ["inner", "pipe", "."]) {
      await expect(writeConfined(folder, path, "changed")).rejects.toBeInstanceOf(ConfinementError);
    }
  });

  it("writes to a file of several names as any program does", async () => {
    await link(join(folder, "inner", "file.txt"), join(folder, "other-name.txt"));
    await writeConfined(folder, "other-name.txt", "changed");
    expect(await readFile(join(folder, "inner", "file.txt"), "utf8")).toBe("changed");
  });
});
