import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ZipArchive } from "./reading/zip-archive.ts";
import { ScratchFolder } from "./scratch-folder.ts";

// A folder for temporary files of its own: others may import at the same time.
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scratch-folder-"));
  vi.stubEnv("TMPDIR", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const { signal } = new AbortController();
const streamOf = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)));

describe("ScratchFolder", () => {
  it("keeps a stream as a file of its name and content", async () => {
    await using scratch = new ScratchFolder();
    const source = await scratch.keep("some/where/x.json", streamOf("ab", "c"), signal);
    expect(source).toEqual({ name: "some/where/x.json", path: expect.stringMatching(/\/x\.json$/), size: 3 });
    expect(await readFile(source.path, "utf8")).toBe("abc");
  });

  it("keeps two of one name apart", async () => {
    await using scratch = new ScratchFolder();
    const [a, b] = [await scratch.keep("x", streamOf("a"), signal), await scratch.keep("x", streamOf("b"), signal)];
    expect(dirname(a.path)).not.toBe(dirname(b.path));
    expect([await readFile(a.path, "utf8"), await readFile(b.path, "utf8")]).toEqual(["a", "b"]);
  });

  it("unpacks the files of results of an archive, each archive into a folder of its own", async () => {
    await using scratch = new ScratchFolder();
    const asked: [string, boolean][] = [];
    const archive: ZipArchive = {
      names: [],
      readJson: async () => undefined,
      close: () => undefined,
      unpack: async (_folder, isWanted) => {
        for (const name of ["a.json", "a.txt", "b.eval"]) asked.push([name, isWanted(name)]);
      },
    };
    const first = await scratch.unpack(archive);
    expect((await stat(first)).isDirectory()).toBe(true);
    expect(await scratch.unpack(archive)).not.toBe(first);
    expect(asked.slice(0, 3)).toEqual([
      ["a.json", true],
      ["a.txt", false],
      ["b.eval", true],
    ]);
  });

  it("makes a folder where one is needed alone, and leaves nothing behind", async () => {
    const before = await readdir(folder);
    {
      await using unused = new ScratchFolder();
      expect(unused).toBeInstanceOf(ScratchFolder);
      expect(await readdir(folder)).toEqual(before);
    }
    {
      await using used = new ScratchFolder();
      await used.keep("x", streamOf("a"), signal);
      expect(await readdir(folder)).toHaveLength(before.length + 1);
    }
    expect(await readdir(folder)).toEqual(before);
  });

  it("ends when it is told to", async () => {
    await using scratch = new ScratchFolder();
    const stop = new AbortController();
    stop.abort();
    await expect(scratch.keep("x", streamOf("a"), stop.signal)).rejects.toThrow("abort");
  });
});
