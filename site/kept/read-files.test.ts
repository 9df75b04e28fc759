import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { fileReader, filesBelow } from "./read-files.ts";

const folderOf = (files: Record<string, Uint8Array | string>): string => {
  const folder = mkdtempSync(join(tmpdir(), "read-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};

it("finds the files of all folders, and neither folders nor links", () => {
  const folder = folderOf({ "a.html": "", "a/b/ä.html": "", "a/.c": "" });
  mkdirSync(join(folder, "empty"));
  symlinkSync("a.html", join(folder, "link"));
  const found = ["/a.html", "/a/.c", "/a/b/ä.html"];
  expect(filesBelow(folder).sort()).toEqual(found);
  expect(filesBelow(`${folder}/`).sort()).toEqual(found);
});

it("reads files whole, whatever their size and the one before", () => {
  const sizes = [3, 0, 1 << 20, (1 << 20) + 1, 5_000_000, 7];
  const folder = folderOf(
    Object.fromEntries(sizes.map((size, place) => [place, Buffer.alloc(size, `${place}${size}`)])),
  );
  const read = fileReader();
  for (const [place, size] of sizes.entries()) {
    expect(Buffer.alloc(size, `${place}${size}`).equals(read(join(folder, String(place))))).toBe(true);
  }
});

it("says which file is not there", () => {
  expect(() => fileReader()(join(folderOf({}), "gone"))).toThrow("gone");
});
