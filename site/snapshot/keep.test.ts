import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { CellPart } from "#contract/snapshot/parts.ts";
import { SNAPSHOT_FORMAT, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { checkSnapshot, keepSnapshot, parseWholeIndex, snapshotFolder } from "./keep.ts";

/** A part with one cell of so many passes. */
const partText = (suite: string, pass: number): string =>
  JSON.stringify({
    kind: "cells",
    suite,
    scenarios: ["c"],
    tiers: ["L0"],
    entries: [{ agent: "a" }],
    cells: { scenario: [0], tier: [0], entry: [0], pass: [pass] },
  } satisfies CellPart);

/** The text of an index of these parts, each of a suite of its own. */
const indexText = (parts: Record<string, string>, given: { id?: string; pending?: string[] } = {}): string => {
  const content = {
    formatVersion: SNAPSHOT_FORMAT as typeof SNAPSHOT_FORMAT,
    runs: 3,
    cells: Object.keys(parts).length,
    suites: Object.entries(parts).map(([suite, text]) => ({ suite, runs: 1, cells: 1, parts: [hashOf(text)] })),
    batches: [],
  };
  const { pending } = given;
  if (pending) return JSON.stringify({ ...content, pending });
  return JSON.stringify({ ...content, id: given.id ?? snapshotIdOf(content), createdAt: "2026-08-01T12:00:00.000Z" });
};

/** A Worker that has these suites, and answers with the index of each round in turn, then with the last. */
const workerWith = (rounds: readonly Record<string, string>[], pendingFirst: readonly string[] = []) => {
  const asked: string[] = [];
  let round = pendingFirst.length > 0 ? -1 : 0;
  const worker: typeof fetch = async (input) => {
    const { pathname } = new URL(String(input));
    asked.push(pathname);
    if (pathname === "/api/snapshot") {
      const parts = rounds[Math.max(0, Math.min(round, rounds.length - 1))] ?? {};
      const isPending = round < 0;
      round += 1;
      return new Response(indexText(parts, isPending ? { pending: [...pendingFirst] } : {}));
    }
    const id = pathname.split("/").at(-1) ?? "";
    if (pendingFirst.includes(id)) return new Response(null, { status: 202 });
    const present = Object.values(rounds[Math.min(round - 1, rounds.length - 1)] ?? {});
    const text = present.find((part) => hashOf(part) === id);
    return text === undefined ? new Response("gone", { status: 404 }) : new Response(text);
  };
  return { worker, asked };
};

const unreachable: typeof fetch = async () => {
  throw new TypeError("fetch failed");
};

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "snapshot-")), "kept");
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

const ONE = { s: partText("s", 1) };
const TWO = { s: partText("s", 1), t: partText("t", 2) };

describe("parseWholeIndex", () => {
  it("returns a sound index", () => {
    expect(parseWholeIndex(indexText(ONE), "here").runs).toBe(3);
  });

  it.each([
    ["what is not JSON", "<html>", "here is not JSON"],
    ["another format", '{"formatVersion":1}', "here is not the index of a snapshot: formatVersion"],
    ["an id that is not the hash", indexText(ONE, { id: "0".repeat(64) }), "here says that its id is 0000"],
    ["one with a pending part", indexText(ONE, { pending: ["1-"] }), "here is of a snapshot that was not whole"],
  ])("refuses %s", (_, text, message) => {
    expect(() => parseWholeIndex(text, "here")).toThrow(message);
  });
});

describe("keepSnapshot", () => {
  it("asks the Worker and keeps index and parts as they came", async () => {
    const { worker, asked } = workerWith([TWO]);
    const environment = { ZE_BENCHMARKS_WORKER_URL: "http://worker.test" };
    const snapshot = await keepSnapshot({ environment, folder, fetch: worker });
    expect(snapshot.suites.map(({ suite, parts }) => [suite, parts])).toEqual([
      ["s", [hashOf(TWO.s)]],
      ["t", [hashOf(TWO.t)]],
    ]);
    expect(asked).toHaveLength(3);
    expect(JSON.parse(await readFile(join(folder, "index.json"), "utf8"))).toEqual(JSON.parse(indexText(TWO)));
    expect(await readFile(join(folder, "parts", `${hashOf(ONE.s)}.json`), "utf8")).toBe(ONE.s);
  });

  it("fetches only the parts that it lacks, and drops those that are gone", async () => {
    await keepSnapshot({ environment: {}, folder, fetch: workerWith([TWO]).worker });
    const changed = { s: TWO.s, t: partText("t", 3) };
    const { worker, asked } = workerWith([changed]);
    await keepSnapshot({ environment: {}, folder, fetch: worker });
    expect(asked).toEqual(["/api/snapshot", `/api/snapshot/parts/${hashOf(changed.t)}`]);
    expect((await readdir(join(folder, "parts"))).sort()).toEqual(
      Object.values(changed)
        .map((text) => `${hashOf(text)}.json`)
        .sort(),
    );
  });

  it("has pending parts made, and asks again where one has changed meanwhile", async () => {
    const { worker, asked } = workerWith([ONE, TWO], ["1-", "2-0"]);
    const snapshot = await keepSnapshot({ environment: {}, folder, fetch: worker });
    expect(snapshot.suites).toHaveLength(1);
    expect(asked.slice(0, 4).sort()).toEqual([
      "/api/snapshot",
      "/api/snapshot",
      "/api/snapshot/parts/1-",
      "/api/snapshot/parts/2-0",
    ]);
  });

  it("gives up on a snapshot that does not come to rest, and names what changes", async () => {
    const { worker, asked } = workerWith([ONE], ["7-01"]);
    const restless: typeof fetch = async (input) =>
      new URL(String(input)).pathname === "/api/snapshot"
        ? new Response(indexText(ONE, { pending: ["7-01"] }))
        : worker(input);
    await expect(keepSnapshot({ environment: {}, folder, fetch: restless })).rejects.toThrow(
      "did not come to rest in 10 rounds: 7-01 changed last",
    );
    expect(asked).toHaveLength(10);
  });

  it("refuses a part whose bytes are not what its id says", async () => {
    const lying: typeof fetch = async (input) =>
      new Response(String(input).endsWith("/api/snapshot") ? indexText(ONE) : partText("s", 9));
    await expect(keepSnapshot({ environment: {}, folder, fetch: lying })).rejects.toThrow("is damaged");
  });

  it("takes the kept snapshot when offline, without asking, unless it is damaged", async () => {
    await keepSnapshot({ environment: {}, folder, fetch: workerWith([ONE]).worker });
    const offline = { environment: { ZE_BENCHMARKS_OFFLINE: "1" }, folder, fetch: unreachable };
    expect((await keepSnapshot(offline)).runs).toBe(3);
    await writeFile(join(folder, "parts", `${hashOf(ONE.s)}.json`), partText("s", 2));
    await expect(keepSnapshot(offline)).rejects.toThrow("is damaged");
    await rm(join(folder, "parts", `${hashOf(ONE.s)}.json`));
    await expect(keepSnapshot(offline)).rejects.toThrow("is missing");
  });

  it("takes the folder it is given", async () => {
    await keepSnapshot({ environment: {}, folder, fetch: workerWith([ONE]).worker });
    const environment = { ZE_BENCHMARKS_SNAPSHOT: folder };
    expect((await keepSnapshot({ environment, folder: "elsewhere", fetch: unreachable })).runs).toBe(3);
    expect(snapshotFolder(environment)).toBe(folder);
    expect((await checkSnapshot(folder, "")).suites).toHaveLength(1);
  });

  it("says which address was tried and what to do when nobody answers", async () => {
    const environment = { ZE_BENCHMARKS_WORKER_URL: "http://worker.test" };
    await expect(keepSnapshot({ environment, folder, fetch: unreachable })).rejects.toThrow(
      "no answer from http://worker.test/api/snapshot: start the Worker (npm start)",
    );
  });

  it("says what to do when offline and nothing is kept", async () => {
    const environment = { ZE_BENCHMARKS_OFFLINE: "1" };
    await expect(keepSnapshot({ environment, folder })).rejects.toThrow("build once with the Worker running");
  });

  it("refuses an error answer and keeps what was there", async () => {
    await keepSnapshot({ environment: {}, folder, fetch: workerWith([ONE]).worker });
    const failing: typeof fetch = async () => new Response("no", { status: 503 });
    await expect(keepSnapshot({ environment: {}, folder, fetch: failing })).rejects.toThrow("answered 503");
    expect(JSON.parse(await readFile(join(folder, "index.json"), "utf8"))).toEqual(JSON.parse(indexText(ONE)));
  });
});
