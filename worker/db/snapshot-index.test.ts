import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import { snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { storeManifest } from "./manifests.ts";
import { pendingPart, readPartList, readSnapshotIndex } from "./snapshot-index.ts";
import { makePart, readPart } from "./snapshot-parts.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-09T00:00:00.000Z");
const LATER = new Date("2026-08-10T00:00:00.000Z");

const read = (now = NOW) => readSnapshotIndex(database, now);

/** Makes whatever is pending, until nothing is. */
const settle = async () => {
  for (let index = await read(); index.pending; index = await read()) {
    for (const name of index.pending) {
      const key = pendingPart(name);
      if (key) await makePart(database, key);
    }
  }
  return read();
};

beforeEach(async () => {
  await store([
    { runId: "1", suite: "b", suiteVersion: "2", batchId: "batch" },
    { runId: "2", suite: "b", suiteVersion: "10" },
    { runId: "3", suite: "a" },
    { runId: "4", suite: "a", agent: "other" },
  ]);
});

describe("the name of a pending part", () => {
  it.each([
    ["0-", { suiteVersionId: 0, prefix: "" }],
    ["12-0101", { suiteVersionId: 12, prefix: "0101" }],
    [`1-${"1".repeat(120)}`, { suiteVersionId: 1, prefix: "1".repeat(120) }],
  ])("%s says which it is", (name, key) => {
    expect(pendingPart(name)).toEqual(key);
  });

  it.each(["", "-", "1", "1-2", "a-0", "1-0 ", " 1-0", "-1-0", `1-${"1".repeat(121)}`, `${"1".repeat(16)}-0`])(
    "is never %j",
    (name) => {
      expect(pendingPart(name)).toBeUndefined();
    },
  );
});

describe("the index of a snapshot", () => {
  it("has no id while a part is pending, and names those that are", async () => {
    const index = await read();
    expect(index).not.toHaveProperty("id");
    expect(index).not.toHaveProperty("createdAt");
    expect(index.pending).toHaveLength(4);
    expect(index.pending).toContain("0-");
  });

  it("counts a result that stands for many runs as that many, as its cells do", async () => {
    const before = await settle();
    await store([{ runId: "total", suite: "a", trials: 40, passes: 12, isSuccessful: undefined }]);
    const { runs, suites } = await settle();
    expect([runs - before.runs, (suites[0]?.runs ?? 0) - (before.suites[0]?.runs ?? 0)]).toEqual([40, 40]);
  });

  it("has every version with its runs and cells, by name, once all parts are made", async () => {
    const index = await settle();
    expect(index.id).toBe(snapshotIdOf(index));
    expect([index.createdAt, index.runs, index.cells, index.batches.length]).toEqual([NOW.toISOString(), 4, 4, 1]);
    expect(
      index.suites.map(({ suite, suiteVersion, runs, parts }) => [suite, suiteVersion, runs, parts?.length]),
    ).toEqual([
      ["a", undefined, 2, 1],
      ["b", "10", 1, 1],
      ["b", "2", 1, 1],
    ]);
  });

  it("keeps the moment when it was first seen, until it is another", async () => {
    const { id } = await settle();
    expect(await read(LATER)).toMatchObject({ id, createdAt: NOW.toISOString() });
    await store([{ runId: "5", suite: "a" }]);
    expect((await read()).pending).toHaveLength(1);
    await settle();
    const other = await read(LATER);
    expect(other.id).not.toBe(id);
  });

  it("names the manifest of a version that has runs", async () => {
    const free = { present: undefined, withoutRuns: false, withoutRunsOfOthers: false };
    const stated = { suite: "b", suiteVersion: "2", manifest: { title: "t" }, decisions: [] };
    await storeManifest(database, stated, "k", free);
    await storeManifest(database, { ...stated, suite: "z" }, "k", free);
    const { suites } = await settle();
    expect(suites.map(({ manifest }) => typeof manifest)).toEqual(["undefined", "undefined", "string"]);
    expect(suites.map(({ suite }) => suite)).not.toContain("z");
  });

  it("has the list of a version's parts under the hash of its text", async () => {
    const { suites } = await settle();
    const text = JSON.stringify({ kind: "list", parts: suites[0]?.parts });
    expect(await readPartList(database, hashOf(text))).toBe(text);
    expect(await readPartList(database, hashOf("other"))).toBeUndefined();
  });
});

describe("a part", () => {
  const ofA = async () => {
    const names = (await read()).pending ?? [];
    const made = await Promise.all(
      names.map(async (name) => makePart(database, pendingPart(name) ?? { suiteVersionId: -1, prefix: "" })),
    );
    return made.find((part) => part?.text.includes('"suite":"a"'));
  };

  it("is named by its text, and is read under that name until what it holds changes", async () => {
    const part = await ofA();
    expect(part).toMatchObject({ made: true, hash: hashOf(part?.text ?? "") });
    expect(await readPart(database, part?.hash ?? "")).toEqual(part);
    await store([{ runId: "5", suite: "a" }]);
    expect(await readPart(database, part?.hash ?? "")).toBeUndefined();
    expect(await readPart(database, hashOf("unknown"))).toBeUndefined();
  });

  it("is made once: whoever asks again gets the same", async () => {
    const part = await ofA();
    const row = await env.DB.prepare("SELECT suite_version_id AS id FROM snapshot_parts WHERE hash = ?")
      .bind(part?.hash)
      .first<number>("id");
    expect(await makePart(database, { suiteVersionId: row ?? -1, prefix: "" })).toEqual(part);
    expect(await makePart(database, { suiteVersionId: 999, prefix: "" })).toBeUndefined();
    expect(await makePart(database, { suiteVersionId: row ?? -1, prefix: "0" })).toBeUndefined();
  });
});
