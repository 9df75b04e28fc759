import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeSnapshot } from "../publish/take-snapshot.ts";
import { siteAt, siteIn } from "./site-files.ts";
import { indexFile, keepParts, partFolder, writeWhole } from "./snapshot-folder.ts";
import { suiteOf, writeFiles, writtenSnapshot } from "./testing/written-snapshot.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "snapshots-"));
});
afterEach(() => rm(folder, { recursive: true }));

const { signal } = new AbortController();

/** A server; gives its address. */
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe("a site's files", () => {
  it("are read from a folder, where what is not there is undefined", async () => {
    await writeFiles(folder, { "data/a.json": "{}" });
    const site = siteIn(folder);
    expect(site.name).toBe(folder);
    expect(await site.read("data/a.json")).toBe("{}");
    expect(await site.read("data/b.json")).toBeUndefined();
    expect(await site.read("data/a.json/b")).toBeUndefined();
    await expect(site.read("data")).rejects.toThrow(`cannot read ${join(folder, "data")}: EISDIR`);
  });

  it("are read from an address, with or without a slash at its end", async () => {
    const url = await serve(({ url: path }, response) =>
      response.writeHead(path === "/base/data/a" ? 200 : 404).end(path),
    );
    for (const address of [`${url}/base`, `${url}/base/`]) {
      const site = siteAt(address);
      expect(site.name).toBe(`${url}/base/`);
      expect(await site.read("data/a")).toBe("/base/data/a");
      expect(await site.read("data/b")).toBeUndefined();
    }
  });

  it("are not taken from a server that fails, or is not there", async () => {
    const url = await serve((_, response) => response.writeHead(503).end("busy"));
    await expect(siteAt(url).read("a")).rejects.toThrow(`${url}/a answered 503, not with the file`);
    await expect(siteAt("http://127.0.0.1:1").read("a")).rejects.toThrow("no answer from http://127.0.0.1:1/a");
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(siteAt(url, stopped).read("a")).rejects.toThrow("stopped");
  });
});

describe("a folder of snapshots", () => {
  it("has each file whole, in folders that it makes", async () => {
    await writeWhole(join(folder, "a", "b.json"), "1");
    await writeWhole(join(folder, "a", "b.json"), "2");
    expect(await readFile(join(folder, "a", "b.json"), "utf8")).toBe("2");
    expect(await readdir(join(folder, "a"))).toEqual(["b.json"]);
  });

  it("keeps parts by their ids, and forgets those of no snapshot and what was broken off", async () => {
    const store = partFolder(folder);
    expect(await store.has("one")).toBe(false);
    await store.write("one", "1");
    await store.write("two", "2");
    await writeFiles(folder, { "parts/three.json.123": "half" });
    expect([await store.has("one"), await store.read("two")]).toEqual([true, "2"]);
    await keepParts(folder, new Set(["two"]));
    expect(await readdir(join(folder, "parts"))).toEqual(["two.json"]);
    await keepParts(join(folder, "none"), new Set());
  });
});

describe("takeSnapshot", () => {
  const written = writtenSnapshot([suiteOf({ x: 5 }), suiteOf({ y: 1 }, "t")]);
  const found = { name: "found", index: written.index, part: async (id: string) => written.parts.get(id) };
  const [first = ""] = written.parts.keys();

  it("gathers what is not there yet, and says what it took", async () => {
    const taken = await takeSnapshot(found, folder, signal);
    expect(taken.index.id).toBe(written.id);
    expect(taken.parts.toSorted()).toEqual([...written.parts.keys()].sort());
    const bytes = [...written.parts.values()].join("").length;
    const size = bytes.toLocaleString("en");
    expect(taken.effort).toBe(`${written.id.slice(0, 12)}, 2 parts of 2 fetched, ${size} bytes`);
    expect(await readFile(indexFile(folder), "utf8")).toBe(written.index);
    expect((await takeSnapshot(found, folder, signal)).effort).toContain(", 0 parts of 2 fetched, 0 bytes");
    await rm(join(folder, "parts", `${first}.json`));
    expect((await takeSnapshot(found, folder, signal)).effort).toContain(", 1 part of 2 fetched");
  });

  it("leaves the index of before where the snapshot is damaged", async () => {
    const damaged = { ...found, part: async (id: string) => (id === first ? undefined : written.parts.get(id)) };
    await expect(takeSnapshot(damaged, folder, signal)).rejects.toThrow(`part ${first} is missing`);
    expect(existsSync(indexFile(folder))).toBe(false);
  });

  it("gathers from a Worker the parts that it names", async () => {
    const asked: string[] = [];
    const url = await serve(({ url: path = "" }, response) => {
      asked.push(path);
      const id = path.replace("/api/snapshot/parts/", "");
      const text = path.startsWith("/api/snapshot/parts/") ? written.parts.get(id) : written.index;
      response.writeHead(text === undefined ? 404 : 200, { "content-type": "application/json" }).end(text);
    });
    const taken = await takeSnapshot({ worker: url }, folder, signal);
    expect(taken.effort).toContain("2 parts of 2 fetched");
    expect(taken.snapshot.runs).toBe(160);
    expect(asked.filter((path) => path.includes("/parts/"))).toHaveLength(2);
    await expect(takeSnapshot({ worker: "http://127.0.0.1:1" }, folder, signal)).rejects.toThrow(/127\.0\.0\.1:1/);
  });
});
