import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openPack, type PackedFile, writePack } from "./pack.ts";

const FILES: PackedFile[] = [
  { path: "/a/index.html", bytes: Buffer.from("<p>ä</p>") },
  { path: "/empty", bytes: Buffer.alloc(0) },
  { path: "/large", bytes: Buffer.alloc(3_000_000, "x") },
];

const makePack = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "packs", "one");
  writePack(file, "key", FILES, { size: '{"of":"ä"}' });
  expect(readdirSync(join(folder, "packs"))).toEqual(["one"]);
  return file;
};

const filesIn = (file: string, key = "key") => {
  const pack = openPack(file, key);
  const files = pack && [...pack.files()].map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes) }));
  pack?.close();
  return files;
};

it("gives back what it was given", () => {
  const file = makePack();
  expect(filesIn(file)).toEqual(FILES);
  const pack = openPack(file, "key");
  expect(pack?.facts).toEqual({ size: '{"of":"ä"}' });
  pack?.close();
});

it("is not opened for another key, or where there is none", () => {
  const file = makePack();
  expect(filesIn(file, "other")).toBeUndefined();
  expect(filesIn(`${file}2`)).toBeUndefined();
});

it.each([0, 1, 5_000, -1, -10, -11, -26, -27, -100])("is not opened where the byte at %d is another", (place) => {
  const file = makePack();
  const bytes = readFileSync(file);
  const at = place < 0 ? bytes.length + place : place;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(filesIn(file)).toBeUndefined();
});

it.each([0, 25, 26, 1_000_000])("is not opened where only the first %d bytes are there", (length) => {
  const file = makePack();
  truncateSync(file, length);
  expect(filesIn(file)).toBeUndefined();
});

it("is read on where another takes its name", () => {
  const file = makePack();
  const pack = openPack(file, "key");
  writePack(`${file}2`, "other", [], {});
  renameSync(`${file}2`, file);
  expect([...(pack?.files() ?? [])].map(({ path }) => path)).toEqual(FILES.map(({ path }) => path));
  pack?.close();
});

it("leaves nothing where the files cannot be read", () => {
  const file = makePack();
  const failing = function* (): Generator<PackedFile> {
    yield { path: "/a", bytes: Buffer.from("a") };
    throw new Error("unreadable");
  };
  expect(() => writePack(`${file}2`, "key", failing(), {})).toThrow("unreadable");
  expect(readdirSync(join(file, ".."))).toEqual(["one"]);
});
