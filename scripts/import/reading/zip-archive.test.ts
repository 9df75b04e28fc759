import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openZip } from "./zip-archive.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zip-"));
});
afterAll(() => rm(folder, { recursive: true }));

const ZSTANDARD = 93;
const DEFLATE = 8;

/** A zip file of one entry that states a size of its own choice (PKWARE's APPNOTE, 4.3). */
const zipOf = (name: string, content: Buffer, { method, size = content.length }: { method: number; size?: number }) => {
  const packed = method === ZSTANDARD ? zstdCompressSync(content) : deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name), packed]);
  const central = Buffer.concat([Buffer.from("PK\u0001\u0002\0\0"), common, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\u0005\u0006"), end]);
};

const open = async (name: string, bytes: Buffer) => {
  const path = join(folder, `${name.replaceAll("/", "-")}.zip`);
  await writeFile(path, bytes);
  return await openZip(path);
};

const FILES = "/proc/self/fd";

it.skipIf(!existsSync(FILES))("holds its file open until it is closed", async () => {
  const path = join(folder, "held.zip");
  const isHeld = async () => {
    const files = await Promise.all((await readdir(FILES)).map((name) => readlink(join(FILES, name)).catch(() => "")));
    return files.includes(path);
  };
  await writeFile(path, zipOf("a.json", Buffer.from("[1]"), { method: DEFLATE }));
  const archive = await openZip(path);
  expect([await archive.readJson("a.json"), await isHeld()]).toEqual([[1], true]);
  archive.close();
  await expect.poll(isHeld).toBe(false);
});

describe.each([
  ["zstd", ZSTANDARD],
  ["deflate", DEFLATE],
])("an archive packed by %s", (title, method) => {
  it("gives an entry's JSON, and nothing for one that is not there", async () => {
    const archive = await open(`whole-${title}`, zipOf("a.json", Buffer.from('{"a": NaN}'), { method }));
    expect(archive.names).toEqual(["a.json"]);
    expect(await archive.readJson("a.json")).toEqual({ a: null });
    expect(await archive.readJson("b.json")).toBeUndefined();
    archive.close();
  });

  it("stops unpacking an entry at the size that it states", async () => {
    const bomb = zipOf("a.json", Buffer.alloc(64 * 1024 * 1024, " "), { method, size: 100 });
    expect(bomb.length).toBeLessThan(80_000);
    const archive = await open(`bomb-${title}`, bomb);
    const before = process.memoryUsage().rss;
    await expect(archive.readJson("a.json")).rejects.toThrow(
      /^a\.json in it is broken: (it unpacks to more|too many bytes)/,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
    archive.close();
  });

  it("refuses an entry that is shorter than it states, and one that states too much", async () => {
    const short = await open(`short-${title}`, zipOf("a.json", Buffer.from("{}"), { method, size: 3 }));
    await expect(short.readJson("a.json")).rejects.toThrow(/it is cut off|not enough bytes/);
    const huge = await open(`huge-${title}`, zipOf("a.json", Buffer.from("{}"), { method, size: 2 ** 31 }));
    await expect(huge.readJson("a.json")).rejects.toThrow("it unpacks to 2147483648 bytes: over 536870912");
    for (const archive of [short, huge]) archive.close();
  });

  it("unpacks the entries that are wanted into a folder", async () => {
    const archive = await open(`unpack-${title}`, zipOf("in/a.json", Buffer.from("{}"), { method }));
    const target = join(folder, `target-${title}`);
    await archive.unpack(target, () => true);
    expect(await readFile(join(target, "in/a.json"), "utf8")).toBe("{}");
    await archive.unpack(join(folder, "nothing"), () => false);
    await expect(readFile(join(folder, "nothing/in/a.json"))).rejects.toThrow("ENOENT");
    archive.close();
  });
});

it("refuses names that lead out of the folder", async () => {
  await expect(open("slip", zipOf("../a.json", Buffer.from("{}"), { method: DEFLATE }))).rejects.toThrow(
    "it is not a complete zip file: invalid relative path",
  );
});
