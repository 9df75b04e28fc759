import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import { snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { callByNpm, makeContext } from "../command/context.ts";
import { problem, startContractServer } from "../testing/contract-server.ts";
import { makeOutput } from "../testing/run-in-process.ts";
import { checkSnapshot, readSnapshot } from "./check-snapshot.ts";
import { findSnapshot } from "./find-snapshot.ts";

const PART = JSON.stringify({
  ...{ kind: "cells", suite: "s", scenarios: ["a"], tiers: ["L0"], entries: [{ agent: "x" }] },
  cells: { scenario: [0], tier: [0], entry: [0], pass: [2], fail: [1] },
});
const content = {
  ...{ formatVersion: 4, runs: 3, cells: 1 },
  suites: [{ suite: "s", runs: 3, cells: 1, parts: [hashOf(PART)] }],
  batches: [],
} as const;
const plain = structuredClone(content) as unknown as Parameters<typeof snapshotIdOf>[0];
const id = snapshotIdOf(plain);
const INDEX = JSON.stringify({ ...content, id, createdAt: "2026-01-01T00:00:00.000Z" });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "found-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};
const find = (reference: string, worker?: string) => {
  const [stdout, stderr] = [makeOutput().output, makeOutput().output];
  const context = makeContext({
    ...{ stdin: Readable.from([]), stdout, stderr, env: {}, cwd: folder, call: callByNpm },
    signal: new AbortController().signal,
  });
  return findSnapshot(context, reference, worker);
};
const part = `parts/${hashOf(PART)}.json`;

describe("a snapshot is found", () => {
  it.each<[string, Record<string, string>, string]>([
    ["in a folder that a build takes", { "index.json": INDEX, [part]: PART }, "."],
    ["on a built site", { "data/snapshot.json": INDEX, [`data/${part}`]: PART }, "."],
    ["as the index of a site", { "data/snapshot.json": INDEX, [`data/${part}`]: PART }, "data/snapshot.json"],
    [
      "as an earlier one of a site",
      { "snapshots/x/snapshot.json": INDEX, [`data/${part}`]: PART },
      "snapshots/x/snapshot.json",
    ],
  ])("%s", async (_, files, reference) => {
    await write(files);
    const { index, snapshot, parts } = await readSnapshot(await find(reference));
    expect({ id: index.id, runs: snapshot.runs, parts }).toEqual({ id, runs: 3, parts: [hashOf(PART)] });
  });

  it.each([
    ["nowhere", "nowhere is neither a file, nor an address, nor the id of a snapshot"],
    ["ffffffffff", "no snapshot ffffffffff in dist/"],
    [".", "holds no snapshot: neither index.json with parts/ beside it, nor data/snapshot.json"],
  ])("not as %s", async (reference, message) => {
    await expect(find(reference)).rejects.toThrow(message);
  });
});

describe("a snapshot that a Worker has frozen", () => {
  const other = `${id.slice(0, 20)}${"0".repeat(44)}`;
  const listed = (own: string) => ({ id: own, createdAt: "2026-01-01T00:00:00.000Z", runs: 3, cells: 1, suites: 1 });
  const worker = (ids: readonly string[]) =>
    startContractServer((asked) => {
      if (asked.id === "listFrozenSnapshots") return { status: 200, body: ids.map(listed) };
      if (asked.id === "getSnapshotPart") return { status: 200, body: JSON.parse(PART) };
      return asked.names[0] === id ? { status: 200, body: JSON.parse(INDEX) } : problem(404, "no such snapshot");
    });

  it.each([id, id.slice(0, 10)])("is found by %s", async (reference) => {
    const { url, close } = await worker([other.replace(/^../, "ff"), id]);
    const found = await readSnapshot(await find(reference, url)).finally(close);
    expect([found.index.id, found.snapshot.runs]).toEqual([id, 3]);
  });

  it("is not found by what begins several ids, or none", async () => {
    const { url, close } = await worker([other, id]);
    await expect(find(id.slice(0, 12), url)).rejects.toThrow("begins the ids of 2 snapshots: give more of its digits");
    await expect(find("ffffffffff", url)).rejects.toThrow(`no snapshot ffffffffff in dist/`);
    close();
  });
});

describe("what is wrong with a snapshot", () => {
  const check = async (files: Record<string, string>) => {
    await write({ "index.json": INDEX, [part]: PART, ...files });
    return (await checkSnapshot(await find("."))).problems;
  };
  it.each<[string, Record<string, string>, RegExp[]]>([
    ["nothing", {}, []],
    [
      "a part that is another",
      { [part]: PART.replace("[2]", "[3]") },
      [/^part \w+: its content hashes to \w+$/, /runs of s is 3, its parts add up to 4$/],
    ],
    [
      "a part that is none",
      { [part]: "{}" },
      [/its content hashes/, /is not a part of a snapshot/, /cells of s is 1, its parts add up to 0/, /runs of s is 3/],
    ],
    [
      "an index of another content",
      { "index.json": INDEX.replace('"runs":3,"cells":1,"suites"', '"runs":4,"cells":1,"suites"') },
      [/its id is \w+, its content hashes to/, /runs is 4, its parts add up to 3/],
    ],
    ["an index that is none", { "index.json": "[]" }, [/is not the index of a snapshot/]],
  ])("is said: %s", async (_, files, problems) => {
    const found = await check(files);
    expect(found).toHaveLength(problems.length);
    for (const [place, problem] of problems.entries()) expect(found[place]).toMatch(problem);
  });
});
