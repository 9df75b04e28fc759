import { Transform } from "node:stream";
import { expect, it } from "vitest";
import { isPacked, isTar, unpackerOf, withoutPacking } from "./packing.ts";

const bytes = (hex: string) => Buffer.from(hex, "hex");

it.each(["1f8b0800", "28b52ffd00"])("unpacks what begins with %s", (hex) => {
  expect(isPacked(bytes(hex))).toBe(true);
  expect(unpackerOf(bytes(hex))).toBeInstanceOf(Transform);
});

it.each([
  ["fd377a585a0000", "xz", "xz -d"],
  ["425a6839", "bzip2", "bzip2 -d"],
  ["04224d1800", "lz4", "lz4 -d"],
  ["377abcaf271c00", "7-Zip", "7z x"],
  ["526172211a0700", "RAR", "unrar x"],
])("names what begins with %s and the command that unpacks it", (hex, name, command) => {
  expect(isPacked(bytes(hex))).toBe(true);
  expect(() => unpackerOf(bytes(hex))).toThrow(
    `it is packed by ${name}, which this command does not unpack: unpack it first (${command})`,
  );
});

it.each(["", "7b", "001f8b", "1f", "fd377a58"])("takes what begins with %j as it is", (hex) => {
  expect(isPacked(bytes(hex))).toBe(false);
  expect(unpackerOf(bytes(hex))).toBeUndefined();
});

it("knows tar by its mark, where that stands", () => {
  const tar = (place: number) => Buffer.concat([Buffer.alloc(place), Buffer.from("ustar\0")]);
  expect(isTar(tar(257))).toBe(true);
  expect([isTar(tar(256)), isTar(tar(258)), isTar(Buffer.alloc(10))]).toEqual([false, false, false]);
});

it.each([
  ["a.json.gz", "a.json"],
  ["a.json.ZST", "a.json"],
  ["a.zstd", "a"],
  ["a.gz.json", "a.gz.json"],
  ["a.json.xz", "a.json.xz"],
  ["gz", "gz"],
])("calls %s without its packing %s", (name, plain) => {
  expect(withoutPacking(name)).toBe(plain);
});
