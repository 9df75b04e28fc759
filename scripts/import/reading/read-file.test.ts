import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBytes } from "./read-file.ts";

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

let path = "";
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "read-file-")), "x");
});
afterEach(() => rm(join(path, ".."), { recursive: true }));

const LARGE = Buffer.alloc(700_000, "0123456789");
const { signal } = new AbortController();
const read = async (content: Uint8Array, size: number | "unknown" = content.length, stop = signal) => {
  await writeFile(path, content);
  const counts: number[] = [];
  const parts = await collect(
    readBytes({ path, size: size === "unknown" ? undefined : size }, (bytes) => counts.push(bytes), stop),
  );
  return { bytes: Buffer.concat(parts), counts, parts: parts.length };
};

describe("readBytes", () => {
  it("gives a small file at once, and a large one in parts, with what has been read so far", async () => {
    expect(await read(Buffer.from("abc"))).toEqual({ bytes: Buffer.from("abc"), counts: [3], parts: 1 });
    const { bytes, counts, parts } = await read(LARGE);
    expect(bytes.equals(LARGE)).toBe(true);
    expect(counts).toEqual([262_144, 524_288, 700_000]);
    expect(parts).toBe(3);
  });

  it("does not need to know the size", async () => {
    expect((await read(Buffer.from("abc"), "unknown")).bytes.toString()).toBe("abc");
    expect((await read(Buffer.alloc(0), "unknown")).bytes.length).toBe(0);
  });

  it.each([
    ["gzip", gzipSync],
    ["zstd", zstdCompressSync],
  ])("unpacks %s, counting what is stored", async (_name, pack) => {
    const packed = pack(LARGE);
    const { bytes, counts } = await read(packed);
    expect(bytes.equals(LARGE)).toBe(true);
    expect(counts).toEqual([packed.length]);
  });

  it.each([
    ["gzip", gzipSync],
    ["zstd", zstdCompressSync],
  ])("fails where %s is cut off", async (_name, pack) => {
    const packed = pack(LARGE);
    await expect(read(packed.subarray(0, packed.length - 4))).rejects.toThrow();
  });

  it("names what it does not unpack with the command that does", async () => {
    await expect(read(Buffer.from("fd377a585a000000", "hex"))).rejects.toThrow("unpack it first (xz -d)");
  });

  it("ends when it is told to, and fails where there is no file", async () => {
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    await expect(read(LARGE, LARGE.length, stop.signal)).rejects.toThrow("abort");
    await expect(collect(readBytes({ path: `${path}-gone`, size: 1 }, () => undefined, signal))).rejects.toThrow(
      "ENOENT",
    );
  });
});
