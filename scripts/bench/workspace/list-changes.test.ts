import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type MadeFolder, makeFolder } from "../testing/made-suite.ts";
import { listChanges } from "./list-changes.ts";

const made: MadeFolder[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.remove();
});

const folderOf = (files: Record<string, string>): string => {
  const folder = makeFolder(files);
  made.push(folder);
  return folder.path;
};

describe("listChanges", () => {
  it("lists what came, went and changed, with the lines", async () => {
    const before = folderOf({ "a.txt": "one\ntwo\nthree\n", "b/gone.txt": "x\ny\n", same: "s" });
    const after = folderOf({ "a.txt": "one\n2\nthree\nfour\n", "c/new.txt": "n", same: "s" });
    const changes = await listChanges(before, after);
    expect(changes).toMatchObject([
      { file: "a.txt", kind: "changed", linesAdded: 2, linesRemoved: 1 },
      { file: "b/gone.txt", kind: "removed", linesAdded: 0, linesRemoved: 2 },
      { file: "c/new.txt", kind: "added", linesAdded: 1, linesRemoved: 0 },
    ]);
    expect(changes[0]?.patch).toContain("-two\n+2\n");
  });

  it("leaves aside what tools fill in", async () => {
    const files = { "node_modules/x/index.js": "1", ".git/HEAD": "ref", "packages/a/node_modules/y.js": "2" };
    expect(await listChanges(folderOf({}), folderOf(files))).toEqual([]);
  });

  it("notes files that are no text, and links, without following them", async () => {
    const [before, after] = [folderOf({}), folderOf({})];
    writeFileSync(join(after, "image.bin"), Buffer.from([1, 0, 2]));
    symlinkSync("/etc/passwd", join(after, "link"));
    symlinkSync(after, join(after, "loop"));
    const changes = await listChanges(before, after);
    expect(changes).toMatchObject([
      { file: "image.bin", kind: "added", linesAdded: 0, patch: undefined },
      { file: "link", kind: "added", linesAdded: 1 },
      { file: "loop", kind: "added", linesAdded: 1 },
    ]);
    expect(JSON.stringify(changes)).not.toContain("root:");
  });

  it("sees a large file that keeps its size, and counts a file that becomes a folder", async () => {
    const size = 9 * 1024 * 1024;
    const [before, after] = [
      folderOf({ "big.txt": "a".repeat(size), it: "x\n" }),
      folderOf({ "big.txt": "b".repeat(size) }),
    ];
    mkdirSync(join(after, "it"));
    writeFileSync(join(after, "it", "inside"), "y\n");
    expect((await listChanges(before, after)).map(({ file, kind }) => [file, kind])).toEqual([
      ["big.txt", "changed"],
      ["it", "removed"],
      ["it/inside", "added"],
    ]);
  });

  it("takes texts that have nothing in common for wholly rewritten", async () => {
    const lines = (word: string) => Array.from({ length: 60_000 }, (_, number) => `${word} ${number}`).join("\n");
    const [change] = await listChanges(folderOf({ a: lines("old") }), folderOf({ a: lines("new") }));
    expect(change).toMatchObject({ linesAdded: 60_000, linesRemoved: 60_000, patch: undefined });
  });
});
